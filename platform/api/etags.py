"""What was read before and has not changed is not sent again."""

from hashlib import sha256
from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers


def etag(body: bytes) -> str:
    """Strong for these bytes; compression makes it weak, so comparisons here do not tell the two apart."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def conditional(request: Any, response: Any) -> HttpResponseBase:
    """The answer with its ETag, or 304 to a caller who has it; a proxy keeps it for nobody else."""
    response.headers.setdefault("ETag", etag(response.content))
    response.headers.setdefault("Cache-Control", "private, no-cache")
    patch_vary_headers(response, ["Authorization", "Cookie"])
    answer: HttpResponseBase | None = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer or response

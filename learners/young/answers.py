"""What a try in vain is answered with: it is counted, so what it wrote stays."""

from typing import Any

from django.http import HttpResponse

from api.errors import answer
from learners.young.sign_in import Tried


def counted(response: HttpResponse, tried: Tried) -> HttpResponse:
    response.writes_stay = True  # type: ignore[attr-defined]
    if tried.wait:
        response["Retry-After"] = str(tried.wait)
    return response


def status_of(tried: Tried) -> int:
    return 429 if tried.wait else 422


def as_problem(request: Any, tried: Tried) -> HttpResponse:
    return counted(answer(request, "throttled" if tried.wait else "not-authenticated", tried.why), tried)

"""The kinds of problem a caller can meet (RFC 9457); each is explained at /problems/<slug>/."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import DataError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions

from tenancy.refusal import Refused


class Kind(NamedTuple):
    status: int
    title: Any
    what_to_do: Any


KINDS = {
    "bad-request": Kind(
        400, _("The request cannot be read"), _("Check that the body is well-formed and of the content type it claims.")
    ),
    "invalid": Kind(
        400, _("Some values are not valid"), _("Mend the values named in `errors` and send the request again.")
    ),
    "idempotency-key-malformed": Kind(
        400, _("The idempotency key is malformed"), _("Use 1 to 255 printable ASCII characters, such as a UUID.")
    ),
    "not-authenticated": Kind(
        401, _("Nobody is signed in"), _("Send `Authorization: Bearer` with a live key, or sign in.")
    ),
    "forbidden": Kind(
        403,
        _("This is not allowed to you"),
        _("Ask the community for a role with the permission, or use a key that may write."),
    ),
    "not-found": Kind(
        404, _("There is nothing here for you"), _("Check the address; it may also be that only members see it.")
    ),
    "method-not-allowed": Kind(
        405, _("This method is not possible here"), _("Use one of the methods in the header `Allow`.")
    ),
    "refused": Kind(
        409,
        _("A rule says no"),
        _("Read `detail`: the state of things, or a rule of the community, stands against it."),
    ),
    "precondition-failed": Kind(
        412, _("It has changed meanwhile"), _("Read it again, then repeat the change with its new ETag.")
    ),
    "too-large": Kind(
        413,
        _("The body is too large"),
        _("Send less at a time, or upload a file as a form."),
    ),
    "unsupported-media-type": Kind(
        415, _("This content type is not read here"), _("Send JSON, or a form where files are uploaded.")
    ),
    "idempotency-key-reused": Kind(
        422, _("The idempotency key was used for another request"), _("Take a new key for each new request.")
    ),
    "throttled": Kind(429, _("Too many requests"), _("Wait as many seconds as the header `Retry-After` says.")),
    "server-error": Kind(
        500, _("Something broke here"), _("Nothing was changed. Try again later; if it stays, tell the steward.")
    ),
    "unavailable": Kind(503, _("The database cannot be reached"), _("Nothing was changed. Try again in some seconds.")),
}
OF_EXCEPTION: dict[type[Exception], str] = {
    Refused: "refused",
    Http404: "not-found",
    PermissionDenied: "forbidden",
    exceptions.ValidationError: "invalid",
    ValidationError: "invalid",
    DataError: "invalid",  # a value that no column holds
    RequestDataTooBig: "too-large",
}
MEDIA_TYPE = "application/problem+json"


def document(slug: str, path: str, *, status: int = 0, detail: Any = "", errors: Any = None) -> dict[str, Any]:
    """The members of a problem; `instance` is the path asked for."""
    kind = KINDS[slug]
    said = {
        "type": f"/problems/{slug}/",
        "title": str(kind.title),
        "status": status or kind.status,
        "detail": str(detail or kind.what_to_do),
        "instance": path,
    }
    return said if errors is None else {**said, "errors": errors}


def slug_of(error: Exception) -> str:
    """The kind of problem an exception tells of; "" for what is a fault of ours."""
    for kind, slug in OF_EXCEPTION.items():
        if isinstance(error, kind):
            return slug
    status = error.status_code if isinstance(error, exceptions.APIException) else 0
    return next((slug for slug, kind in KINDS.items() if kind.status == status), "")

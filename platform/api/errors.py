"""Errors: problem details (RFC 9457) for programs, pages that say what to do for people."""

import sys
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.response import Response
from rest_framework.views import exception_handler

from api.problems import KINDS, MEDIA_TYPE, document, slug_of
from tenancy.refusal import Refused
from web.errors import KNOWN, page

log = structlog.get_logger()
DATABASE_GONE = (OperationalError, InterfaceError)  # a pool's timeout is an OperationalError
RETRY_AFTER = "5"  # seconds
TAKEN_BACK = "40"  # class of SQLSTATE: deadlock, serialization failure
KEPT_HEADERS = ("WWW-Authenticate", "Retry-After")


def answer(request: HttpRequest, slug: str, detail: Any = "") -> HttpResponse:
    """A problem found outside of a view: a problem document on the API, a page elsewhere."""
    status = KINDS[slug].status
    if request.path_info.startswith("/api/"):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        said = document(slug, request.path, detail=detail)
        return JsonResponse(said, status=status, content_type=MEDIA_TYPE, headers=headers)
    template = "" if status in KNOWN else "errors/409.html"
    return page(request, status, template=template, detail=str(detail or KINDS[slug].what_to_do))


def problem(error: Exception, context: dict[str, Any]) -> Response | HttpResponse | None:
    """The API's exception handler. What the request wrote so far is taken back."""
    request = context["request"]
    if connection.in_atomic_block:
        transaction.set_rollback(True)
    if isinstance(error, DATABASE_GONE):
        return unavailable(request._request, error)
    slug = slug_of(error)
    if isinstance(error, exceptions.APIException):
        return _of_framework(error, slug, request, context)
    if isinstance(error, ValidationError):
        return _response(slug, request, errors=_by_field(get_error_detail(error)))
    if slug:
        said = error if isinstance(error, Refused) or slug == "forbidden" else ""
        return _response(slug, request, detail=said)
    return None


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503, and one line in the log; 409 when the database only took this back because two changed the same at once."""
    if (getattr(error.__cause__, "sqlstate", None) or "").startswith(TAKEN_BACK):
        return answer(request, "refused", _("Somebody else changed the same at this moment. Try again."))
    first_line = next(iter(str(error).splitlines()), type(error).__name__)
    log.error("database_unavailable", problem=first_line, path=request.path)
    response = answer(request, "unavailable")
    response["Retry-After"] = RETRY_AFTER
    response._has_been_logged = True  # type: ignore[attr-defined]  # or Django would add a traceback
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = isinstance(exception, RequestDataTooBig) and request.path_info.startswith("/api/")
    return answer(request, "too-large" if too_large else "bad-request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, "forbidden")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, "not-found")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return answer(request, "throttled")


def server_error(request: HttpRequest) -> HttpResponse:
    error = sys.exc_info()[1]
    return unavailable(request, error) if isinstance(error, DATABASE_GONE) else answer(request, "server-error")


def _of_framework(error: exceptions.APIException, slug: str, request: Any, context: dict[str, Any]) -> Response:
    """What REST framework says, in the form of a problem."""
    said: Any = exception_handler(error, context)
    if slug == "invalid":
        return _response(slug, request, errors=_by_field(said.data))
    detail = said.data.get("detail", "") if isinstance(said.data, dict) else ""
    told = _response(slug or "bad-request", request, status=error.status_code, detail=detail)
    for name in KEPT_HEADERS:
        if name in said.headers:
            told[name] = said.headers[name]
    return told


def _by_field(errors: Any) -> dict[str, Any]:
    return errors if isinstance(errors, dict) else {"non_field_errors": errors}


def _response(slug: str, request: Any, **more: Any) -> Response:
    told = document(slug, request.path, **more)
    return Response(told, status=told["status"], content_type=MEDIA_TYPE)

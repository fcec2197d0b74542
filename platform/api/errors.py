"""Errors: problem details (RFC 9457) for programs, pages that say what to do for people."""

import sys
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from api.problems import KINDS, MEDIA_TYPE, document, slug_of
from tenancy.refusal import Refused
from web.errors import page

log = structlog.get_logger()
DATABASE_GONE = (OperationalError, InterfaceError)  # a pool's timeout is an OperationalError
RETRY_AFTER = "5"  # seconds


def answer(request: HttpRequest, slug: str, detail: Any = "") -> HttpResponse:
    """A problem found outside of a view: a problem document on the API, a page elsewhere."""
    status = KINDS[slug].status
    if not request.path_info.startswith("/api/"):
        return page(request, status, detail=str(detail))
    return JsonResponse(document(slug, request.path, detail=detail), status=status, content_type=MEDIA_TYPE)


def problem(error: Exception, context: dict[str, Any]) -> Response | HttpResponse | None:
    """The API's exception handler. What the request wrote so far is taken back."""
    request = context["request"]
    if connection.in_atomic_block:
        transaction.set_rollback(True)
    if isinstance(error, DATABASE_GONE):
        return unavailable(request._request, error)
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(*error.args)
    slug = slug_of(error)
    if isinstance(error, Refused):
        return _response(slug, request, detail=error)
    response = exception_handler(error, context)
    if response is None:
        return None
    invalid = slug == "invalid"
    errors = response.data if isinstance(response.data, dict) else {"non_field_errors": response.data}
    told = _response(
        slug or "bad-request",
        request,
        status=response.status_code,
        detail="" if invalid else response.data.get("detail", ""),
        errors=errors if invalid else None,
    )
    for name, value in response.headers.items():
        if name in ("WWW-Authenticate", "Retry-After"):
            told[name] = value
    return told


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503, and one line in the log."""
    first_line = next(iter(str(error).splitlines()), type(error).__name__)
    log.error("database_unavailable", problem=first_line, path=request.path)
    try:
        response = answer(request, "unavailable")
    except DATABASE_GONE:  # the page itself asked it something
        response = HttpResponse(str(KINDS["unavailable"].what_to_do), status=503)
    response["Retry-After"] = RETRY_AFTER
    response._has_been_logged = True  # type: ignore[attr-defined]  # or Django would add a traceback
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, "bad-request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, "forbidden")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, "not-found")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return answer(request, "throttled")


def server_error(request: HttpRequest) -> HttpResponse:
    error = sys.exc_info()[1]
    if isinstance(error, DATABASE_GONE):
        return unavailable(request, error)
    try:
        return answer(request, "server-error")
    except Exception:
        log.exception("error_page_failed")
        return HttpResponse(str(KINDS["server-error"].what_to_do), status=500)


def _response(slug: str, request: Any, **more: Any) -> Response:
    told = document(slug, request.path, **more)
    return Response(told, status=told["status"], content_type=MEDIA_TYPE)

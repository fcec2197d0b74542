"""Pages that say what went wrong and what to do; they need neither database nor cache."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

KNOWN = {400, 403, 404, 409, 429, 500, 503}


def page(request: HttpRequest, status: int, *, template: str = "", detail: str = "") -> HttpResponse:
    """The error page of that status; of the reader it says what was known before things went wrong."""
    shown = template or f"errors/{status if status in KNOWN else 500}.html"
    access = getattr(request, "access", None)
    context = {
        "network_name": settings.NETWORK_NAME,
        "path": request.path,
        "status": status,
        "detail": detail,
        "person": access and access.person,
        "place": access and access.membership and access.community,
    }
    response = HttpResponse(render_to_string(shown, context), status=status)
    if status in (429, 503):
        response["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, template="errors/csrf.html")

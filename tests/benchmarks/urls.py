"""What pages and lists are measured against."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.html import escape

from communities.models import Community, Membership
from config.urls import urlpatterns as real

FIELDS = (
    "slug", "kind", "name", "purpose", "place", "country", "languages", "time_zone", "hue", "calendar", "mastery_scale",
    "currency", "founded_at",
)  # fmt: skip


def ten_rows(request: HttpRequest) -> HttpResponse:
    """The session is checked, the scope is open, ten rows are listed."""
    rows = "".join(f"<li>{escape(one.display_name)}</li>" for one in Membership.objects.order_by("pk")[:10])
    return HttpResponse(f"<!doctype html><ul>{rows}</ul>")


def bare_list(request: HttpRequest) -> HttpResponse:
    """Fifty rows as JSON, for whoever is signed in."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    return JsonResponse({"results": list(Community.objects.order_by("-id").values(*FIELDS)[:50])})


urlpatterns = [path("c/<slug:slug>/bare/", ten_rows), path("bare/", bare_list), *real]

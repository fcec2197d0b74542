"""Inside the scope: moments are told in the time of the place."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

Next = Callable[[HttpRequest], HttpResponse]


def local_time(get_response: Next) -> Next:
    """The community's time zone on its pages, the person's own elsewhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        access = getattr(request, "access", None)
        place = access and (access.community or access.person)
        try:
            zone = ZoneInfo(place.time_zone) if place else None
        except (ZoneInfoNotFoundError, ValueError):
            zone = None
        with timezone.override(zone):
            return get_response(request)

    return middleware

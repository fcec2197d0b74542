"""The rooms of a community that this reader may enter, and a person's own pages."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from web.links import url_here
from web.registry import MY_MENU, NETWORK_MENU, RAIL, MenuItem, RailItem

THUMB = 4  # rooms of the bottom bar before "More"


class Room(NamedTuple):
    label: Any
    icon: str
    url: str
    is_current: bool


class Rooms(NamedTuple):
    all: list[Room]
    thumb: list[Room]  # the bottom bar's
    more: list[Room]  # behind its last button

    @property
    def more_is_current(self) -> bool:
        return any(room.is_current for room in self.more)


def rooms(request: HttpRequest) -> Rooms | None:
    """None for someone who is not a member of the place."""
    access = getattr(request, "access", None)
    if access is None or access.membership is None:
        return None
    open_rooms = [
        item for item in sorted(RAIL, key=lambda r: r.order) if not item.permission or access.can(item.permission)
    ]
    places = [(item, url_here(request, item.url_name)) for item in open_rooms]
    current = _current(request.path, [url for _item, url in places], access.community.get_absolute_url())
    shown = [_room(item, url, current) for item, url in places]
    few = len(shown) <= THUMB + 1
    return Rooms(shown, shown if few else shown[:THUMB], [] if few else shown[THUMB:])


def my_menu(request: HttpRequest) -> list[Room]:
    return _menu(request, MY_MENU)


def network_menu(request: HttpRequest) -> list[Room]:
    return _menu(request, NETWORK_MENU)


def _menu(request: HttpRequest, registered: list[MenuItem]) -> list[Room]:
    places = []
    for item in sorted(registered, key=lambda i: i.order):
        try:
            places.append(Room(item.label, item.icon, reverse(item.url_name), request.path == reverse(item.url_name)))
        except NoReverseMatch:
            continue
    return places


def _room(item: RailItem, url: str, current: str | None) -> Room:
    return Room(item.label, item.icon, url, url == current)


def _current(path: str, urls: list[str], place: str) -> str | None:
    """The longest address that the page stands under; under the place itself stands every page, so that is none."""
    return max((url for url in urls if path == url or (url != place and path.startswith(url))), key=len, default=None)

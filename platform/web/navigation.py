"""The rooms of a community that this reader may enter, and a person's own pages."""

from typing import Any, NamedTuple

from django.http import HttpRequest

from web.links import address, url_here
from web.registry import MY_MENU, NETWORK_MENU, RAIL, MenuItem

THUMB = 4  # rooms of the bottom bar before "More"


class Room(NamedTuple):
    label: str
    icon: str
    url: str
    is_current: bool


class Rooms(NamedTuple):
    all: tuple[Room, ...]
    thumb: tuple[Room, ...]  # the bottom bar's
    more: tuple[Room, ...]  # behind its last button

    @property
    def more_is_current(self) -> bool:
        return any(room.is_current for room in self.more)


class Place(NamedTuple):
    """A community in the switcher."""

    name: str
    url: str
    hue: int
    initials: str


def here_now(request: HttpRequest) -> Place | None:
    access = getattr(request, "access", None)
    return _place(access.community) if access and access.community else None


def my_places(request: HttpRequest) -> tuple[Place, ...]:
    access = getattr(request, "access", None)
    return tuple(_place(membership.community) for membership in access.memberships) if access else ()


def _place(community: Any) -> Place:
    return Place(community.name, community.get_absolute_url(), community.hue, community.initials)


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
    shown = tuple(Room(str(item.label), item.icon, url, url == current) for item, url in places)
    few = len(shown) <= THUMB + 1
    return Rooms(shown, shown if few else shown[:THUMB], () if few else shown[THUMB:])


def my_menu(request: HttpRequest) -> tuple[Room, ...]:
    return _menu(request, MY_MENU)


def network_menu(request: HttpRequest) -> tuple[Room, ...]:
    return _menu(request, NETWORK_MENU)


def _menu(request: HttpRequest, registered: list[MenuItem]) -> tuple[Room, ...]:
    places = [(item, address(item.url_name)) for item in sorted(registered, key=lambda i: i.order)]
    return tuple(Room(str(item.label), item.icon, url, request.path == url) for item, url in places)


def _current(path: str, urls: list[str], place: str) -> str | None:
    """The longest address that the page stands under; under the place itself stands every page, so that is none."""
    return max((url for url in urls if path == url or (url != place and path.startswith(url))), key=len, default=None)

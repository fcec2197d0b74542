"""What the apps put into the pages: each adds its own in AppConfig.ready; the web app knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, kw_only=True)
class RailItem:
    """A room of a community in the side rail and the bottom bar, for those who have the permission ("": members)."""

    key: str  # home learn curriculum people decisions money exchange reports settings
    label: Any
    icon: str  # of static/icons.svg, without "i-"
    url_name: str  # of a page under /c/<slug>/
    permission: str = ""
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A section of a home page. `context` takes the request and gives what `template` shows, or None: no panel.

    A number under `waiting` says how many things in it wait for the reader; a home page adds them up in its title."""

    key: str
    template: str
    context: Callable[[Any], dict[str, Any] | None]
    order: int = 50


class Hit(NamedTuple):
    """One result of the search."""

    title: str
    url: str
    meta: str = ""
    icon: str = "file-text"


@dataclass(frozen=True, kw_only=True)
class SearchSource:
    """`find(request, text)` gives at most a dozen hits of one kind, best first, that this reader may see."""

    key: str
    label: Any
    find: Callable[[Any, str], Iterable[Hit]]
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class SettingsPage:
    label: Any
    why: Any  # one sentence
    url_name: str
    permission: str = ""
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """A page of one's own in the menu behind the person's initials, or one of the network at every page's foot."""

    label: Any
    icon: str
    url_name: str  # of a page under /me/, or of a public one
    order: int = 50


RAIL: list[RailItem] = []
MY_MENU: list[MenuItem] = []
NETWORK_MENU: list[MenuItem] = []
COMMUNITY_HOME: list[Panel] = []  # /c/<slug>/ for members
PUBLIC_PAGE: list[Panel] = []  # /c/<slug>/about/ for everyone
MY_HOME: list[Panel] = []  # /me/
NETWORK_HOME: list[Panel] = []  # /
SEARCH: list[SearchSource] = []
SETTINGS_PAGES: list[SettingsPage] = []


def panels_for(request: Any, registered: list[Panel]) -> list[dict[str, Any]]:
    """The panels that have something to show, in order: {"template": …, "panel": Panel, …its context}."""
    shown = []
    for panel in sorted(registered, key=lambda p: p.order):
        context = panel.context(request)
        if context is not None:
            shown.append({"template": panel.template, "panel": panel, **context})
    return shown

"""What apps above show on the pages of curricula and frameworks; each adds its own in AppConfig.ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from web.registry import Panel


@dataclass(frozen=True, kw_only=True)
class PagePanel:
    """`context(request, shown)` gives what `template` shows of what the page is about, or None for no panel."""

    key: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    order: int = 50


class Mark(NamedTuple):
    """A word on a part in the draft's tree."""

    icon: str
    words: str
    url: str = ""


CURRICULUM_PAGE: list[PagePanel] = []  # of a Curriculum
FRAMEWORK_PAGE: list[PagePanel] = []  # of a Framework
COMPETENCY_PAGE: list[PagePanel] = []  # of a Competency
CURRICULA_PAGE: list[Panel] = []  # above the list of all
DRAFT_PAGE: list[PagePanel] = []  # of a Curriculum, beneath its tree
PART_HEAD: list[PagePanel] = []  # of a Node of the draft, above what is written
PART_PAGE: list[PagePanel] = []  # of a Node of the draft, beneath what is written
MARKS: list[Callable[[Any, Any], Iterable[tuple[UUID, Mark]]]] = []  # on the draft's tree, by a part's key


def panels_of(panels: Iterable[PagePanel], request: Any, shown: Any) -> list[dict[str, Any]]:
    """Those that have something to show, in order."""
    found = []
    for panel in sorted(panels, key=lambda p: p.order):
        context = panel.context(request, shown)
        if context is not None:
            found.append({"template": panel.template, **context})
    return found


def marks_of(request: Any, curriculum: Any) -> dict[UUID, list[Mark]]:
    """What the parts of its draft are marked with."""
    shown: dict[UUID, list[Mark]] = {}
    for find in MARKS:
        for key, mark in find(request, curriculum):
            shown.setdefault(key, []).append(mark)
    return shown

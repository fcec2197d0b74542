"""What apps above show on the pages of curricula and frameworks; each adds its own in AppConfig.ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from web.registry import Panel


@dataclass(frozen=True, kw_only=True)
class PagePanel:
    """`context(request, shown)` gives what `template` shows of what the page is about, or None for no panel."""

    key: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    order: int = 50


CURRICULUM_PAGE: list[PagePanel] = []  # of a Curriculum
FRAMEWORK_PAGE: list[PagePanel] = []  # of a Framework
COMPETENCY_PAGE: list[PagePanel] = []  # of a Competency
CURRICULA_PAGE: list[Panel] = []  # above the list of all


def panels_of(panels: Iterable[PagePanel], request: Any, shown: Any) -> list[dict[str, Any]]:
    """Those that have something to show, in order."""
    found = []
    for panel in sorted(panels, key=lambda p: p.order):
        context = panel.context(request, shown)
        if context is not None:
            found.append({"template": panel.template, **context})
    return found

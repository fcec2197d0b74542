"""What apps above show on a curriculum's page, and on the list of all; each adds its own in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from curriculum.models import Curriculum
from web.registry import Panel


@dataclass(frozen=True, kw_only=True)
class CurriculumPanel:
    """`context(request, curriculum)` gives what `template` shows, or None for no panel."""

    key: str
    template: str
    context: Callable[[Any, Curriculum], dict[str, Any] | None]
    order: int = 50


CURRICULUM_PAGE: list[CurriculumPanel] = []
CURRICULA_PAGE: list[Panel] = []  # above the list of all


def panels_of(request: Any, curriculum: Curriculum) -> list[dict[str, Any]]:
    """Those that have something to show, in order."""
    shown = []
    for panel in sorted(CURRICULUM_PAGE, key=lambda p: p.order):
        context = panel.context(request, curriculum)
        if context is not None:
            shown.append({"template": panel.template, **context})
    return shown

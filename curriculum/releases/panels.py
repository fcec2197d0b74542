"""What a curriculum's page and the list of all show: what is in use, and what waits to be looked over."""

from typing import Any

from curriculum.models import Curriculum
from curriculum.releases.queries import open_submissions, uses_of
from curriculum.rules import may_decide

FEW = 5


def use(request: Any, curriculum: Curriculum) -> dict[str, Any] | None:
    """On a curriculum's page."""
    if request.access.membership is None or curriculum.number is None:
        return None
    return {
        "curriculum": curriculum, "now": uses_of(curriculum).first(),
        "is_behind": curriculum.in_use is not None and curriculum.in_use < curriculum.number,
        "may": may_decide(request.access),
        "waiting": open_submissions().filter(curriculum=curriculum).first(),
    }  # fmt: skip


def waiting(request: Any) -> dict[str, Any] | None:
    """Above the list of all, for those who write."""
    if not request.access.can("curriculum.write"):
        return None
    rows = list(open_submissions()[:FEW])
    return {"rows": rows} if rows else None

"""What a learner's home, and the page of a competency, show of plans."""

from typing import Any

from learners.progress.plans.models import Goal
from learners.progress.plans.queries import goals

FEW = 4


def my_plan(request: Any) -> dict[str, Any] | None:
    """The next step of each open goal."""
    found = list(goals().filter(state=Goal.State.OPEN)[: FEW + 1])
    return {"goals": found[:FEW], "more": len(found) > FEW} if found else None


def of_competency(request: Any, competency: Any) -> dict[str, Any] | None:
    """A button for those who learn here."""
    return {"competency": competency} if request.access.has_role("learner") else None

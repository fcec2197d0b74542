"""What the home of a community shows a mentor."""

from typing import Any

from learners.progress.mentors.models import Mentoring
from learners.progress.mentors.queries import mentorings_of

FEW = 5


def mentoring(request: Any) -> dict[str, Any] | None:
    """Who asks, and whom they mentor."""
    if not request.access.can("mentors.mentor"):
        return None
    live = (Mentoring.State.ASKED, Mentoring.State.ON)
    found = list(
        mentorings_of(request.access.membership).filter(state__in=live).order_by("state", "learner_name")[: FEW + 1]
    )
    return {"mentorings": found[:FEW], "more": len(found) > FEW} if found else None

"""What homes show of evidence: what waits for a teacher, and what a learner is asked about."""

from typing import Any

from learners.progress.evidence.queries import asked_of_me, to_assess

FEW = 5


def waiting(request: Any) -> dict[str, Any] | None:
    """On a community's home, for who teaches there."""
    if not request.access.can("progress.mark"):
        return None
    found = list(to_assess(request.access.membership)[: FEW + 1])
    return {"pieces": found[:FEW], "more": len(found) > FEW, "waiting": len(found[:FEW])} if found else None


def asked(_request: Any) -> dict[str, Any] | None:
    """On one's own page."""
    found = list(asked_of_me()[:FEW])
    return {"asks": found, "waiting": len(found)} if found else None

"""What a learner's home shows of evidence: what they are asked about."""

from typing import Any

from learners.progress.evidence.queries import asked_of_me

FEW = 5


def asked(_request: Any) -> dict[str, Any] | None:
    """On one's own page."""
    found = list(asked_of_me()[:FEW])
    return {"asks": found, "waiting": len(found)} if found else None

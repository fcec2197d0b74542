"""What one's own home shows of consents."""

from typing import Any

from learners.consents.queries import standing_consents


def waiting(_request: Any) -> dict[str, Any] | None:
    """Consents that wait for the reader's own word; those of children are in their notices."""
    found = [one for one in standing_consents() if one.waits_for_own]
    return {"consents": found, "waiting": len(found)} if found else None

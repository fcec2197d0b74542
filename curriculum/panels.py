"""What other pages show of curricula."""

from collections.abc import Iterator
from typing import Any

from curriculum.queries import curricula, drafts_touched, grants_of
from web.links import url_here
from web.registry import Hit


def written_lately(request: Any) -> dict[str, Any] | None:
    """For those who write."""
    if not request.access.can("curriculum.write"):
        return None
    rows = drafts_touched(4)
    return {"rows": rows} if rows else None


def written_with_others(request: Any) -> dict[str, Any] | None:
    rows = list(grants_of(request.access.person)[:10])
    return {"rows": rows} if rows else None


def find_here(request: Any, text: str) -> Iterator[Hit]:
    access = request.access
    if access.community is None or not access.can("curriculum.read"):
        return
    for row in curricula(text=text, drafts=access.can("curriculum.write"))[:12]:
        yield Hit(
            title=row.title, url=url_here(request, "curriculum-curriculum", row.pk), meta=row.subject, icon="book-open"
        )

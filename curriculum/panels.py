"""What this app puts on home pages and into the search."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from curriculum.queries import lately_written, listed, own_grants
from web.links import url_at
from web.registry import Hit

FEW, FOUND = 5, 12


def drafts(request: Any) -> dict[str, Any] | None:
    """On a community's home, for its writers: what is not published yet, lately written first."""
    if not request.access.can("curriculum.write"):
        return None
    rows = lately_written(FEW + 1)
    return {"rows": rows[:FEW], "more": len(rows) > FEW} if rows else None


def with_others(_request: Any) -> dict[str, Any] | None:
    """On one's own page: curricula one was invited to write along on."""
    grants = list(own_grants())
    return {"grants": grants} if grants else None


def find_here(request: Any, text: str) -> Iterator[Hit]:
    """In a community: its own curricula."""
    access = request.access
    if access.community is None or not access.can("curriculum.read"):
        return
    found: Iterable[Any] = listed(drafts=access.can("curriculum.write"), text=text)[:FOUND]
    for one in found:
        meta = _("version %(number)s") % {"number": one.number} if one.number else _("Draft")
        yield Hit(one.title, url_at(access.community, "curriculum-curriculum", one.pk), meta, "book-open")

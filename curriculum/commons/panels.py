"""What other pages show of the commons."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from curriculum.commons.queries import Wanted, find, shared_of, shared_versions
from web.registry import Hit

FEW = 5


def shared_lately(_request: Any) -> dict[str, Any] | None:
    rows = list(shared_versions()[:FEW])
    return {"rows": rows} if rows else None


def shared_here(request: Any) -> dict[str, Any] | None:
    rows = list(shared_of(request.access.community)[:FEW])
    return {"rows": rows, "own": True} if rows else None


def find_shared(_request: Any, text: str) -> Iterator[Hit]:
    for row in find(Wanted(text=text), reader_language=get_language() or "en").rows[:12]:
        yield Hit(
            title=row.title, url=reverse("commons-version", args=(row.pk,)), meta=row.community.name, icon="book-open"
        )

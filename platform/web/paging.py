"""Lists a page at a time, without counting what nobody asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True)
class Page:
    rows: list[Any]
    first: int  # number of the first row shown, from 1
    last: int
    newer: str = ""  # "" at an end
    older: str = ""

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(request: HttpRequest, found: Any, size: int = 50) -> Page:
    """The rows `?page=` asks for (from 1), of a query or a list; `newer` and `older` keep the filters."""
    asked = request.GET.get("page", "1")
    number = min(max(int(asked), 1), 10_000) if asked.isdecimal() and len(asked) < 10 else 1
    start = (number - 1) * size
    rows: Sequence[Any] = list(found[start : start + size + 1])
    return Page(
        rows=list(rows[:size]),
        first=start + 1,
        last=start + min(len(rows), size),
        newer=_address(request, number - 1) if number > 1 else "",
        older=_address(request, number + 1) if len(rows) > size else "",
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"

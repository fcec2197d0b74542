"""Search over what the apps registered, grouped by source."""

from typing import Any, NamedTuple

from django.http import HttpRequest

from web.registry import SEARCH, Hit


class Group(NamedTuple):
    label: Any
    hits: list[Hit]


def grouped(request: HttpRequest, text: str) -> list[Group]:
    """The sources that found something, in their order."""
    if not text:
        return []
    found = (Group(source.label, list(source.find(request, text))) for source in sorted(SEARCH, key=lambda s: s.order))
    return [group for group in found if group.hits]

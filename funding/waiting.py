"""What waits for one person in the rooms of the money; rooms above add theirs in AppConfig.ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from communities.access import Access
from learners.guardianship import Family, family_of
from tenancy.statements import ask
from web.links import url_at

DRAFTS = """
    SELECT count(*), (array_agg(id ORDER BY drafted_at, id))[1] FROM funding_draft
    WHERE community_id = %(here)s AND state = 'waiting' AND drafted_by_id <> %(me)s
"""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """So many of one kind, in words, and the page where they are: of the only one, or of all of them."""

    key: str
    count: int
    words: str
    icon: str
    url_name: str
    args: tuple[Any, ...] = ()
    query: str = ""  # with its ?, or the # of a part of the page
    order: int = 50

    def page(self, community: Any) -> str:
        return url_at(community, self.url_name, *self.args) + self.query


# What this person may do, and nothing else, given who is of their family; in one query, or none.
Source = Callable[[Access, Family], Iterable[Wait]]
SOURCES: list[Source] = []


def waits_for(access: Access) -> list[Wait]:
    """In the order of what others wait for most; a fixed number of queries, whatever waits."""
    family = family_of(access.person) if access.person else Family()
    found = [one for source in SOURCES for one in source(access, family) if one.count]
    return sorted(found, key=lambda one: one.order)


def way_to(count: int, first: UUID | None, *, one: str, every: str, query: str = "") -> dict[str, Any]:
    """Of a single one its own page, of several their list."""
    if count == 1 and first:
        return {"count": count, "url_name": one, "args": (first,)}
    return {"count": count, "url_name": every, "query": query}


def drafts_to_answer(access: Access, _family: Family) -> Iterable[Wait]:
    if access.can("funding.post") and access.person:
        [(count, first)] = ask(DRAFTS, me=access.person.pk)
        words = ngettext("%(n)s draft waits for your word", "%(n)s drafts wait for your word", count) % {"n": count}
        way = way_to(count, first, one="funding-draft", every="funding-drafts")
        yield Wait(key="drafts", words=words, icon="pencil-line", order=30, **way)

"""Which changes somebody ticked, over as many pages as there are: each page sends on what was chosen on the others."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import QueryDict

from curriculum.merging import Offered

CONFLICT, ON_A_PAGE = "conflict-", 50


class Chosen(NamedTuple):
    """What differs from what is offered at first: ids of clean changes left out, and of conflicts that theirs wins."""

    left: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()

    def ids(self, changes: Sequence[Offered]) -> set[str]:
        return {one.id for one in changes if (one.id in self.theirs if one.is_conflict else one.id not in self.left)}


def chosen_in(posted: QueryDict) -> Chosen:
    shown, taken = set(posted.getlist("shown")), set(posted.getlist("taken"))
    left = (set(posted.getlist("left")) - shown) | (shown - taken)
    theirs = {name.removeprefix(CONFLICT) for name in posted if name.startswith(CONFLICT) and posted[name] == "theirs"}
    return Chosen(frozenset(left), frozenset(theirs))


class Sheet(NamedTuple):
    """One page of the changes, conflicts first."""

    conflicts: list[Offered]
    clean: list[Offered]
    chosen: Chosen
    left: list[str]  # ids on other pages
    theirs: list[str]
    number: int
    pages: range


def sheet_of(changes: Sequence[Offered], chosen: Chosen, asked: str = "") -> Sheet:
    ordered = sorted(changes, key=lambda one: not one.is_conflict)
    pages = range(1, (len(ordered) - 1) // ON_A_PAGE + 2)
    number = min(max(int(asked), 1), max(len(pages), 1)) if asked.isdecimal() and len(asked) < 6 else 1
    shown = ordered[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    here = {one.id for one in shown}
    elsewhere = {one.id for one in ordered} - here
    return Sheet(
        conflicts=[one for one in shown if one.is_conflict],
        clean=[one for one in shown if not one.is_conflict],
        chosen=chosen,
        left=sorted(chosen.left & elsewhere),
        theirs=sorted(chosen.theirs & elsewhere),
        number=number,
        pages=pages,
    )

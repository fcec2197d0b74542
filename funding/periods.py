"""How far the books are closed, and what to look at before closing them further."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, Min, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.models import Draft, Entry, Transfer, Unsealed
from funding.queries import last_verification, the_books


class Check(NamedTuple):
    is_good: bool
    words: str
    url_name: str  # where to look, or empty


class Month(NamedTuple):
    first: date
    last: date
    is_closed: bool  # all of it
    is_over: bool


class Year(NamedTuple):
    year: int
    closed_through: date | None  # a day of it
    is_closed: bool  # all of it
    months: list[Month]  # the latest first, from that of the first entry to that of today


def next_end() -> date:
    """The end of the month after what is closed, or of the first month with an entry; never a day to come."""
    closed = the_books().closed_through
    first = Entry.objects.aggregate(first=Min("effective_on"))["first"]
    start = closed + timedelta(1) if closed else (first or timezone.localdate())
    return min(_month_end(start), timezone.localdate() - timedelta(1))


def years() -> list[Year]:
    """From the first entry to today, the latest first."""
    closed, today = the_books().closed_through, timezone.localdate()
    first = Entry.objects.aggregate(first=Min("effective_on"))["first"]
    begun, end = min(first or today, closed or today), max(today, closed or today)
    months, found = _months(begun, end, closed, today), []
    for year in range(end.year, begun.year - 1, -1):
        ends = date(year, 12, 31)
        through = closed if closed and closed.year == year and closed < ends else None
        mine = [one for one in months if one.first.year == year]
        found.append(Year(year, through, bool(closed and closed >= ends), mine))
    return found


def _months(begun: date, end: date, closed: date | None, today: date) -> list[Month]:
    found, last = [], _month_end(end)
    while last >= begun:
        first = last.replace(day=1)
        found.append(Month(first, last, bool(closed and closed >= last), last < today))
        last = first - timedelta(1)
    return found


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)


def checks(through: date) -> list[Check]:
    """What would better be done before; none of it stops the closing."""
    drafts = Draft.objects.filter(state=Draft.State.WAITING, effective_on__lte=through).count()
    holds = open_holds(through)
    unsealed, proof = Unsealed.objects.count(), last_verification()
    return [
        Check(
            not drafts,
            ngettext("%(n)s draft waits", "%(n)s drafts wait", drafts) % {"n": drafts}
            if drafts else _("No draft waits"),
            "funding-drafts",
        ),
        Check(
            not holds,
            ngettext("%(n)s amount is held", "%(n)s amounts are held", holds) % {"n": holds}
            if holds else _("Nothing is held"),
            "funding-entries",
        ),
        Check(not unsealed, _("Every entry is sealed") if not unsealed else _("Entries wait for their seal"), ""),
        Check(bool(proof and not proof.fault), _proved(proof), "funding-money"),
    ]  # fmt: skip


def open_holds(through: date) -> int:
    """Entries up to a day that hold something which was neither paid nor freed."""
    held = Transfer.objects.filter(entry=OuterRef("pk"), state=Transfer.State.HELD)
    ended = Entry.objects.filter(reverses=OuterRef("pk"))
    return Entry.objects.filter(Exists(held), ~Exists(ended), effective_on__lte=through).count()


def _proved(proof: object) -> str:
    if proof is None:
        return _("The books were never proved")
    return _("The last proof found a fault") if getattr(proof, "fault", "") else _("The last proof found nothing wrong")

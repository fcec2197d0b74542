"""The whole books as a plain-text journal, entry by entry, that beancount or hledger checks.

Formats: https://beancount.github.io/docs/beancount_language_syntax.html and https://hledger.org/hledger.html#journal.
What is held has not moved: it stands in comments. After each month stands what the accounts that moved in it came to,
and at the end what every account came to, so that whoever reads the file can tell whether a line is missing."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, OuterRef, Prefetch, Subquery

from communities.models import Community
from funding.models import Account, Entry, Seal, Transfer
from funding.reports.journal_names import named
from funding.reports.journal_writers import WRITERS, Movement, Said, Writer
from tenancy.scope import current_community

AT_ONCE = 1000  # entries read together


def journal(format: str) -> Iterator[str]:
    """Lines, in the open scope; `format` is a key of WRITERS."""
    community = Community.objects.get(pk=current_community())
    names = named(Account.objects.select_related("line", "fund").order_by("line__number", "fund_id", "currency", "id"))
    span = Entry.objects.aggregate(first=Min("effective_on"), last=Max("effective_on"))
    writer: Writer = WRITERS[format]
    first = span["first"] or community.founded_at.date()
    opened: dict[str, set[str]] = defaultdict(set)
    for name, currency in names.values():
        opened[name].add(currency)
    yield from writer.opening(community.name, community.currency, first, opened)
    yield from _entries(writer, names)


def _entries(writer: Writer, names: dict[Any, tuple[str, str]]) -> Iterator[str]:
    course = _Course(writer)
    for entry in _in_order().iterator(chunk_size=AT_ONCE):
        yield from course.reach(entry.effective_on)
        moved = [_movement(transfer, names) for transfer in entry.transfers.all()]
        course.add(moved)
        yield from writer.entry(_said(entry), moved)
    yield from course.end()


class _Course:
    """What the accounts come to on the way, by name and currency; minor units."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.at: date | None = None
        self.balances: dict[tuple[str, str], int] = defaultdict(int)
        self.touched: set[tuple[str, str]] = set()

    def add(self, moved: list[Movement]) -> None:
        for one in moved:
            if one.state == Transfer.State.POSTED:
                for name, sign in ((one.debit, 1), (one.credit, -1)):
                    self.balances[name, one.currency] += sign * one.amount
                    self.touched.add((name, one.currency))

    def reach(self, day: date) -> Iterator[str]:
        """A month that is over is told before the first entry of another one."""
        if self.at and (self.at.year, self.at.month) != (day.year, day.month):
            after = (self.at.replace(day=1) + timedelta(days=31)).replace(day=1)
            yield from self._told(after, self.touched)
            self.touched = set()
        self.at = day

    def end(self) -> Iterator[str]:
        if self.at:
            yield from self._told(self.at + timedelta(days=1), set(self.balances))

    def _told(self, day: date, which: set[tuple[str, str]]) -> Iterator[str]:
        """As of the beginning of a day."""
        yield from self.writer.balances(day, {key: self.balances[key] for key in sorted(which)})


def _in_order() -> Any:
    numbers = Seal.objects.filter(pk=OuterRef("pk")).values("seq")
    lines = Prefetch("transfers", Transfer.objects.order_by("line"))
    found = Entry.objects.annotate(number=Subquery(numbers)).prefetch_related(lines)
    return found.order_by("effective_on", "recorded_at", "id")


def _movement(transfer: Transfer, names: dict[Any, tuple[str, str]]) -> Movement:
    debit, credit = names[transfer.debit_id][0], names[transfer.credit_id][0]
    return Movement(debit, credit, transfer.amount, transfer.currency, transfer.state)


def _said(entry: Any) -> Said:
    reverses = str(entry.reverses_id) if entry.reverses_id else ""
    return Said(entry.effective_on, str(entry.pk), entry.number, entry.kind, entry.memo, entry.source, reverses)

"""Entries as they are listed: found by what is asked, and one account's with its running balance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from funding.models import Account, ChartLine, Entry, Fund, Seal, Transfer
from funding.queries import BALANCE
from tenancy.statements import ask

# Newest first; what came after a row is taken off the balance of now. Either side is read no further than the page
# reaches, by its index, so a page costs a page.
SIDE = """(
    SELECT id, entry_id, {other}_id AS other_id, CASE WHEN state = 'posted' THEN {sign}amount ELSE 0 END AS effect
    FROM funding_transfer WHERE community_id = %(here)s AND {side}_id = %(account)s
    ORDER BY id DESC LIMIT %(reach)s)
"""
DEBITS = SIDE.format(side="debit", other="credit", sign="")
CREDITS = SIDE.format(side="credit", other="debit", sign="-")
MOVES = f"""
    SELECT id, entry_id, other_id, effect,
        (SELECT balance FROM ({BALANCE}) b (balance, held_in, held_out)) - sum(effect) OVER (ORDER BY id DESC) + effect
    FROM ({DEBITS} UNION ALL {CREDITS}) moves
    ORDER BY id DESC LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608 (no part of it comes from outside)


AT_ONCE = 1000  # lines whose entries are read together


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a reader looks for in the register; None and "" ask for nothing."""

    text: str = ""
    fund: Fund | None = None
    account: Account | None = None
    line: ChartLine | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    flow: str = ""  # "in" or "out": what income, or expense, accounts moved

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, kw_only=True)
class Line:
    """A transfer as one of its accounts sees it, in minor units; income comes in and debts grow as positive figures."""

    number: int | None  # None until it is sealed
    entry: Entry
    other: Account
    came_in: int
    went_out: int
    balance: int  # after it
    is_private: bool = False  # it moved a learner's own fund: nothing more of it is told here


def entries(asked: Asked = Asked()) -> QuerySet[Entry]:
    """Newest first, each with its `number` (None until sealed), `reversed_by` and transfers, in two queries."""
    numbers = Seal.objects.filter(pk=OuterRef("pk")).values("seq")
    reversals = Entry.objects.filter(reverses=OuterRef("pk")).values("pk")
    return _in_order(_matching(asked)).annotate(number=Subquery(numbers), reversed_by=Subquery(reversals))


def entries_of_fund(fund: Fund) -> QuerySet[Entry]:
    """Newest first, each with those of its transfers alone that moved this fund."""
    lines = Transfer.objects.filter(fund=fund).select_related("debit", "credit").order_by("line")
    mine = Entry.objects.filter(Exists(Transfer.objects.filter(entry=OuterRef("pk"), fund=fund)))
    return mine.prefetch_related(Prefetch("transfers", lines)).order_by("-effective_on", "-id")


def _in_order(found: QuerySet[Entry]) -> QuerySet[Entry]:
    lines = Transfer.objects.select_related("debit", "credit", "fund").order_by("line")
    return found.prefetch_related(Prefetch("transfers", lines)).order_by("-effective_on", "-id")


def _matching(asked: Asked) -> QuerySet[Entry]:
    found = Entry.objects.all()
    if asked.text:
        said = Q(memo__icontains=asked.text) | Q(source__icontains=asked.text)
        if asked.text.isdecimal() and len(asked.text) < 19:
            said |= Q(pk__in=Seal.objects.filter(seq=int(asked.text)).values("pk"))
        found = found.filter(said)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.since:
        found = found.filter(effective_on__gte=asked.since)
    if asked.until:
        found = found.filter(effective_on__lte=asked.until)
    return _moving(found, asked)


def _moving(found: QuerySet[Entry], asked: Asked) -> QuerySet[Entry]:
    """Those of which a transfer is as asked."""
    moved = Transfer.objects.filter(entry=OuterRef("pk"))
    if asked.fund:
        moved = moved.filter(fund=asked.fund)
        found = found.filter(Exists(moved))
    if asked.line:
        found = found.filter(Exists(moved.filter(Q(debit__line=asked.line) | Q(credit__line=asked.line))))
    if asked.flow:
        kind = Account.Kind.INCOME if asked.flow == "in" else Account.Kind.EXPENSE
        found = found.filter(Exists(moved.filter(Q(debit__kind=kind) | Q(credit__kind=kind))))
    if asked.account:
        found = found.filter(Exists(moved.filter(Q(debit=asked.account) | Q(credit=asked.account))))
    return found


class AccountRegister:
    """One account's transfers in the order they were written, newest first; slices are lists.

    `kept`: with what is told of learners' own funds, for who keeps the books."""

    def __init__(self, account: Account, *, kept: bool) -> None:
        self.account, self.kept = account, kept

    def __getitem__(self, asked: slice) -> list[Line]:
        offset = asked.start or 0
        return list(self._lines(offset, None if asked.stop is None else asked.stop - offset))

    def __iter__(self) -> Iterator[Line]:
        return self._lines(0, None)

    def count(self) -> int:
        moved = Transfer.objects.filter(debit=self.account), Transfer.objects.filter(credit=self.account)
        return sum(lines.count() for lines in moved)

    def _lines(self, offset: int, limit: int | None) -> Iterator[Line]:
        reach = None if limit is None else offset + limit
        found = ask(MOVES, account=self.account.pk, offset=offset, limit=limit, reach=reach)
        for start in range(0, len(found), AT_ONCE):
            yield from self._told(found[start : start + AT_ONCE])

    def _told(self, found: list[Any]) -> Iterator[Line]:
        by_key = Entry.objects.in_bulk({row[1] for row in found})
        numbers = dict(Seal.objects.filter(pk__in=by_key).values_list("pk", "seq"))
        others = Account.objects.in_bulk({row[2] for row in found})
        private = set() if self.kept else _private(by_key)
        for _id, entry, other, effect, balance in found:
            amount = self.account.sign * effect
            yield Line(
                number=numbers.get(entry),
                entry=_hidden(by_key[entry]) if entry in private else by_key[entry],
                other=others[other],
                came_in=max(amount, 0),
                went_out=max(-amount, 0),
                balance=self.account.sign * int(balance),
                is_private=entry in private,
            )


def _private(entries: Iterable[UUID]) -> set[UUID]:
    moved = Transfer.objects.filter(entry__in=list(entries), fund__person__isnull=False)
    return set(moved.values_list("entry", flat=True))


def _hidden(entry: Entry) -> Entry:
    """Of another fund's share in it no more than that a learner's own fund had the rest."""
    said = _("With a learner’s own fund")
    return Entry(pk=entry.pk, effective_on=entry.effective_on, kind=entry.kind, memo=said)

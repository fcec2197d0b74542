"""The accounts of the books with what they moved up to several days, in two queries, as columns of a statement."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from funding.models import Account, ChartLine, Fund
from funding.privacy import told_accounts
from funding.reports.grid import Behind, Cell, Row, heading
from funding.reports.sums import NONE, Sums, sums_through

Amount = Callable[[Account], int]


@dataclass(frozen=True, kw_only=True)
class Column:
    """`amount` of the accounts that are in it; what it adds up opens between `since` and `until`."""

    heading: str
    amount: Amount
    holds: Callable[[Account], bool] = lambda _account: True
    fund: UUID | None = None
    since: date | None = None
    until: date | None = None
    opens: bool = True

    def cell(self, found: Iterable[Account]) -> Cell:
        mine = [account for account in found if self.holds(account)]
        moved = [account for account in mine if self.amount(account)]
        total = sum(self.amount(account) for account in mine)
        return Cell(total, self._behind(moved) if total and self.opens else None)

    def _behind(self, moved: list[Account]) -> Behind | None:
        if all(account.fund.person_id for account in moved):
            return None
        if len(moved) == 1:
            return Behind(account=moved[0].pk, since=self.since, until=self.until)
        return Behind(line=moved[0].line_id, fund=self.fund, since=self.since, until=self.until)


@dataclass(frozen=True)
class Purse:
    """A fund, or, for who keeps the books, all funds of learners together."""

    key: UUID | None
    name: str
    is_restricted: bool


class Figures:
    """`kept`: with learners' own funds, for who keeps the books."""

    def __init__(self, days: Iterable[date], *, kept: bool) -> None:
        self.sums = sums_through(days)
        used = {key for found in self.sums for key in found}
        self.accounts = [account for account in told_accounts(kept=kept).select_related("line") if account.pk in used]

    def of(self, account: Account, number: int) -> Sums:
        """What the account moved up to the day of that number."""
        return self.sums[number].get(account.pk, NONE)

    def balance(self, number: int) -> Amount:
        """As a reader expects to see it: income and debts are positive."""
        return lambda account: account.sign * self.of(account, number).balance

    def change(self, start: int, end: int) -> Amount:
        return lambda account: account.sign * (self.of(account, end).balance - self.of(account, start).balance)

    def currencies(self, own: str) -> list[str]:
        """Those used, the community's own first."""
        used = {account.currency for account in self.accounts}
        return sorted(used | {own}, key=lambda code: (code != own, code))

    def within(self, currency: str) -> list[Account]:
        return [account for account in self.accounts if account.currency == currency]


def purse_of(fund: Fund) -> Purse:
    if fund.person_id:
        return Purse(None, _("Funds of learners"), True)
    return Purse(fund.pk, fund.name, fund.is_restricted)


def purses(found: Iterable[Account]) -> list[Purse]:
    """In the order of their funds."""
    return list(dict.fromkeys(purse_of(account.fund) for account in found))


def lines(found: Iterable[Account], columns: list[Column]) -> Iterator[Row]:
    """A row for each line of the chart where something is to be told, under their headings."""

    def place(account: Account) -> tuple[Any, ...]:
        return (account.line.number, account.line_id)

    shown = []
    for _place, mine in groupby(sorted(found, key=place), key=place):
        alike = list(mine)
        cells = [column.cell(alike) for column in columns]
        if any(cell.amount for cell in cells):
            shown.append((alike[0].line, cells))
    for label, group in _by_heading(shown):
        if label:
            yield heading(label, "group")
        for line, cells in group:
            yield Row(label=line.name, number=line.number, cells=cells)


def summed(found: Iterable[Account], columns: list[Column]) -> list[int]:
    listed = list(found)
    return [column.cell(listed).amount or 0 for column in columns]


def _by_heading(
    shown: list[tuple[ChartLine, list[Cell]]],
) -> list[tuple[str, list[tuple[ChartLine, list[Cell]]]]]:
    """Lines of one heading stand together, where the first of them stands."""
    groups: dict[str, list[tuple[ChartLine, list[Cell]]]] = {}
    for line, cells in shown:
        groups.setdefault(line.heading or "", []).append((line, cells))
    return list(groups.items())

"""The chart of accounts with what stands on each line."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from funding.models import Account, ChartLine, Kind, Total
from funding.privacy import seen_accounts
from funding.queries import NOTHING, balances, chart


@dataclass(kw_only=True)
class OnAccount:
    account: Account
    amount: int  # minor units; as the reader expects to see it


@dataclass(kw_only=True)
class Charted:
    """A line with its accounts that something ever moved."""

    line: ChartLine
    accounts: list[OnAccount] = field(default_factory=list)

    @property
    def funds(self) -> int:
        return len({one.account.fund_id for one in self.accounts})

    @property
    def totals(self) -> list[Total]:
        """Of all funds, by currency; what is zero shows only where nothing else does."""
        sums: dict[str, int] = defaultdict(int)
        for one in self.accounts:
            sums[one.account.currency] += one.amount
        return [Total(sums[currency], currency) for currency in sorted(sums) if sums[currency]]


@dataclass(kw_only=True)
class Group:
    kind: str
    heading: str
    lines: list[Charted] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(Kind(self.kind).label) if not self.heading else self.heading


def charted(access: Any, line: ChartLine | None = None) -> list[Charted]:
    """Every line, or one, in three queries."""
    amounts = balances()
    used: dict[UUID, list[OnAccount]] = defaultdict(list)
    for account in seen_accounts(access).filter(line=line) if line else seen_accounts(access):
        if line or account.pk in amounts:
            amount = account.sign * amounts.get(account.pk, NOTHING).balance
            used[account.line_id].append(OnAccount(account=account, amount=amount))
    lines = [line] if line else chart()
    return [Charted(line=one, accounts=used[one.pk]) for one in lines]


def by_kind(access: Any) -> list[tuple[str, list[Group]]]:
    """The lines under their headings, which come in order of their first number."""
    found: dict[tuple[str, str], Group] = {}
    for one in charted(access):
        key = (one.line.kind, one.line.heading)
        found.setdefault(key, Group(kind=key[0], heading=key[1])).lines.append(one)
    groups: Any = found.values()
    return [
        (str(Kind(kind).label), [group for group in groups if group.kind == kind])
        for kind in Kind.values
        if any(group.kind == kind for group in groups)
    ]

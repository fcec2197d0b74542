"""What the figures add up to, by fund and by month."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.calendar import term_on
from communities.models import Community
from funding.models import Account, Fund, Transfer
from funding.queries import NOTHING, accounts, balances

Kind = Account.Kind


@dataclass(kw_only=True)
class Standing:
    """An account, or what several add up to; as the reader expects to see it: income and debts are positive."""

    account: Account
    amount: int  # minor units
    held: int  # about to leave an account of money, minor units


@dataclass(kw_only=True)
class FundStanding:
    """One currency of one fund."""

    fund: Fund
    currency: str
    amount: int = 0  # what it has less what it owes, minor units
    held: int = 0
    accounts: list[Standing] = field(default_factory=list)

    @property
    def used(self) -> list[Standing]:
        return [one for one in self.accounts if one.amount or one.held]

    @property
    def unused(self) -> list[Standing]:
        return [one for one in self.accounts if not (one.amount or one.held)]


class Period(NamedTuple):
    name: str
    starts: date
    ends: date


class Flow(NamedTuple):
    month: date
    came_in: int  # minor units
    went_out: int


def fund_standings(fund: Fund | None = None) -> list[FundStanding]:
    """Every fund, or one, in each of its currencies, with its accounts; in two queries."""
    wanted = accounts().filter(fund=fund) if fund else accounts()
    amounts = balances()
    found: dict[tuple[Any, str], FundStanding] = {}
    for account in wanted:
        now = amounts.get(account.pk, NOTHING)
        purse = found.setdefault(
            (account.fund_id, account.currency), FundStanding(fund=account.fund, currency=account.currency)
        )
        purse.accounts.append(Standing(account=account, amount=account.sign * now.balance, held=now.held_out))
        if account.kind in (Kind.ASSET, Kind.LIABILITY):
            purse.amount += now.balance
            purse.held += now.held_out
    return list(found.values())


def current_term(community: Community) -> Period:
    """The term of today, or the year up to now where none runs."""
    today = timezone.localdate()
    if term := term_on(community, today):
        return Period(term.name, term.starts, term.ends)
    return Period(_("This year"), today.replace(month=1, day=1), today.replace(month=12, day=31))


def flows(period: Period, currency: str, *, kept: bool) -> list[Flow]:
    """What came in and went out, month by month; a reversal takes off what it reverses.

    `kept`: with learners' own funds, for who keeps the books."""
    rows = (
        Transfer.objects.filter(
            **({} if kept else {"fund__person": None}),
            state=Transfer.State.POSTED,
            currency=currency,
            entry__effective_on__range=(period.starts, period.ends),
        )
        .annotate(month=TruncMonth("entry__effective_on"))
        .values("month", "debit__kind", "credit__kind")
        .annotate(total=Sum("amount"))
    )
    months: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        for kind, sign in ((row["debit__kind"], 1), (row["credit__kind"], -1)):
            if kind in (Kind.INCOME, Kind.EXPENSE):
                is_out = kind == Kind.EXPENSE
                months[row["month"]][is_out] += sign * (1 if is_out else -1) * int(row["total"])
    return [Flow(month, *months[month]) for month in _months(period, months)]


def _months(period: Period, used: Iterable[date]) -> list[date]:
    """From the first of the period to the one of today, so that a quiet month shows."""
    first, last = period.starts.replace(day=1), min(period.ends, timezone.localdate()).replace(day=1)
    last = max([last, *used])
    months = [first]
    while months[-1] < last:
        month = months[-1]
        months.append(date(month.year + month.month // 12, month.month % 12 + 1, 1))
    return months

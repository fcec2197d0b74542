"""What was granted, what of it came and was spent, and what is due."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from funding.grants.models import Condition, Due, Grant, Instalment, Report
from funding.models import Account, Entry, Kind
from funding.queries import NOTHING, balances


class Spent(NamedTuple):
    """One expense account of a grant's fund, minor units."""

    account: Account
    posted: int
    held: int


class Standing(NamedTuple):
    grant: Grant
    received: int
    spent: int
    held: int

    @property
    def left(self) -> int:
        """Of what came."""
        return self.received - self.spent - self.held


def instalments() -> QuerySet[Instalment]:
    """The earliest first, each saying whether it `came` (and was not taken back)."""
    reversals = Entry.objects.filter(reverses=OuterRef("entry"))
    found = Instalment.objects.annotate(taken_back=Exists(reversals)).order_by("due_on", "id")
    return found.select_related("grant__fund", "entry")


def came(one: Any) -> bool:
    """Of an instalment that `instalments` found."""
    return one.entry_id is not None and not one.taken_back


def grants() -> QuerySet[Grant]:
    """The latest first, each with its instalments."""
    of_each = Prefetch("instalments", instalments(), to_attr="parts")
    return Grant.objects.select_related("fund").prefetch_related(of_each).order_by("-awarded_on", "-id")


def standings(found: list[Any]) -> list[Standing]:
    """What came of each and was spent; two queries for however many, of grants that `grants` found."""
    sums = _spent_in({grant.fund_id for grant in found})
    return [_standing(grant, sums.get(grant.fund_id, [])) for grant in found]


def _standing(grant: Any, spent: list[Spent]) -> Standing:
    received = sum(one.amount for one in grant.parts if came(one))
    return Standing(grant, received, sum(one.posted for one in spent), sum(one.held for one in spent))


def spent_on(grant: Grant) -> list[Spent]:
    """By line, in order of the chart; lines on which nothing moved are left out."""
    return _spent_in({grant.fund_id}).get(grant.fund_id, [])


def conditions(grant: Grant) -> QuerySet[Condition]:
    return grant.conditions.order_by("id")


def dues(grant: Grant) -> QuerySet[Due]:
    """The earliest first, each with what was sent, the latest version first."""
    sent = Prefetch("reports", Report.objects.order_by("-number"), to_attr="sent")
    return grant.dues.prefetch_related(sent).order_by("due_on", "about")


def open_dues() -> QuerySet[Due]:
    """Of every grant: reports that were not sent yet."""
    found = Due.objects.filter(~Exists(Report.objects.filter(due=OuterRef("pk"))))
    return found.select_related("grant__fund").order_by("due_on")


def waits(today: date, soon: date) -> list[tuple[str, Any]]:
    """What is due by `soon`: instalments that have not come (only once their day is over), reports not sent."""
    parts = [one for one in instalments().filter(due_on__lt=today) if not came(one)]
    return [*(("instalment", one) for one in parts), *(("report", one) for one in open_dues().filter(due_on__lte=soon))]


def _spent_in(funds: set[UUID]) -> dict[UUID, list[Spent]]:
    amounts = balances()
    accounts = Account.objects.filter(fund__in=funds, kind=Kind.EXPENSE).select_related("line").order_by("line__number")
    found: dict[UUID, list[Spent]] = {}
    for account in accounts:
        now = amounts.get(account.pk, NOTHING)
        if now.balance or now.held_in:
            found.setdefault(account.fund_id, []).append(Spent(account, now.balance, now.held_in))
    return found

"""What of the books a reader sees: a learner's own fund is for who keeps the books, the learner and their guardians."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from funding.models import Account, Entry, Fund, Transfer
from funding.queries import FundTotal, accounts, fund_totals, funds
from funding.register import Asked, entries

EVERYTHING = Asked()


def sees_all(access: Any) -> bool:
    return bool(access.can("funding.post"))


def seen_funds(access: Any) -> QuerySet[Fund]:
    return funds() if sees_all(access) else funds().filter(person=None)


def seen_totals(access: Any) -> list[FundTotal]:
    hidden = set() if sees_all(access) else set(private_funds().values_list("pk", flat=True))
    return [total for total in fund_totals() if total.id not in hidden]


def seen_accounts(access: Any) -> QuerySet[Account]:
    return told_accounts(kept=sees_all(access))


def told_accounts(*, kept: bool) -> QuerySet[Account]:
    """What every figure is made of: with learners' own funds for who keeps the books, and without them for all others.

    Their sum would not do: of two days, or beside a figure without them, the difference is one learner's."""
    return accounts() if kept else accounts().filter(fund__person=None)


def seen_entries(access: Any, asked: Asked = EVERYTHING) -> QuerySet[Entry]:
    return entries(asked) if sees_all(access) else public_entries(asked)


def public_entries(asked: Asked = EVERYTHING) -> QuerySet[Entry]:
    """Without those that moved anything of a learner's own fund."""
    private = Transfer.objects.filter(entry=OuterRef("pk"), fund__person__isnull=False)
    return entries(asked).exclude(Exists(private))


def private_funds() -> QuerySet[Fund]:
    return Fund.objects.filter(person__isnull=False)

from datetime import date
from itertools import count
from uuid import UUID

from funding.actions import record_grant, set_limit
from funding.models import Account, ChartLine, Fund
from funding.posting import Move, Posting
from tenancy.keys import uuid7

TODAY = date(2026, 3, 1)
_next = count(1)


def a_fund(name: str = "", **fields: object) -> Fund:
    return Fund.objects.create(name=name or f"fund {next(_next)}", **fields)


def a_line(kind: str = "asset", **fields: object) -> ChartLine:
    number = next(_next)
    return ChartLine.objects.create(**{"number": f"9{number}", "name": f"account {number}", "kind": kind, **fields})


def an_account(
    fund: Fund, currency: str = "EUR", floor: int | None = None, ceiling: int | None = None, kind: str = "asset"
) -> Account:
    line = a_line(kind)
    account = Account.objects.create(line=line, fund=fund, currency=currency, kind=kind, name=line.name)
    if (floor, ceiling) != (None, None):
        set_limit(account, floor=floor, ceiling=ceiling)
    return account


def a_posting(
    *moves: Move, id: UUID | None = None, on: date = TODAY, memo: str = "", reverses: UUID | None = None
) -> Posting:
    return Posting(id=id or uuid7(), effective_on=on, kind="other", moves=moves, memo=memo, reverses=reverses)


def the_account(code: str, fund: Fund | None = None) -> Account:
    """One of the usual accounts, of the general fund unless another is given."""
    fund = fund or Fund.objects.order_by("id").first()
    return Account.objects.get(fund=fund, line__usual=code)


def a_grant(
    fund: Fund | None = None,
    amount: int = 1000,
    memo: str = "A greenhouse",
    from_whom: str = "Rivers Foundation",
    on: date = TODAY,
    **more: object,
):
    """A grant in the general fund, unless another is given."""
    fund = fund or Fund.objects.order_by("id").first()
    fields = {"id": uuid7(), "currency": "EUR", **more}
    return record_grant(fund=fund, amount=amount, memo=memo, from_whom=from_whom, on=on, **fields)

"""What the books say. Balances are debits less credits, in minor units."""

from collections import Counter
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, QuerySet, When

from communities.models import Community
from funding.models import Account, Books, ChartLine, Fund, NetworkProof, Seal, Verification
from tenancy.scope import current_community
from tenancy.statements import ask

# Sealed part plus unsealed tail, of one snapshot.
PARTS = """
    SELECT id, balance, held_in, held_out FROM funding_balance WHERE community_id = %(here)s
    UNION ALL
    SELECT e.account_id, e.balance, e.held_in, e.held_out
    FROM funding_unsealed u JOIN funding_effect e ON (e.community_id, e.entry_id) = (u.community_id, u.id)
    WHERE u.community_id = %(here)s
"""
BALANCE = """
    SELECT coalesce(sum(balance), 0), coalesce(sum(held_in), 0), coalesce(sum(held_out), 0) FROM (
        SELECT balance, held_in, held_out FROM funding_balance WHERE community_id = %(here)s AND id = %(account)s
        UNION ALL
        SELECT e.balance, e.held_in, e.held_out
        FROM funding_unsealed u JOIN funding_effect e ON (e.community_id, e.entry_id) = (u.community_id, u.id)
        WHERE u.community_id = %(here)s AND e.account_id = %(account)s) parts
"""
BALANCES = f"SELECT id, sum(balance), sum(held_in), sum(held_out) FROM ({PARTS}) parts GROUP BY id"  # noqa: S608
FUNDS = f"""
    SELECT f.id, f.name, f.is_restricted, f.purpose, a.currency,
        coalesce(sum(p.balance), 0), coalesce(sum(p.held_out) FILTER (WHERE a.kind = 'asset'), 0)
    FROM funding_fund f
    JOIN funding_account a ON (a.community_id, a.fund_id) = (f.community_id, f.id)
    LEFT JOIN ({PARTS}) p ON p.id = a.id
    WHERE f.community_id = %(here)s AND a.community_id = %(here)s AND a.kind IN ('asset', 'liability')
    GROUP BY f.id, f.name, f.is_restricted, f.purpose, f.opened_on, a.currency
    ORDER BY f.is_restricted, f.opened_on, f.id, a.currency
"""  # noqa: S608 (no part of it comes from outside)


class Amounts(NamedTuple):
    balance: int
    held_in: int
    held_out: int


class FundTotal(NamedTuple):
    """What one fund has in one currency, less what it owes; `held` of it is about to leave."""

    id: UUID
    name: str
    is_restricted: bool
    purpose: str
    currency: str
    amount: int
    held: int


NOTHING = Amounts(0, 0, 0)


def balance_of(account: UUID) -> Amounts:
    return Amounts(*map(int, ask(BALANCE, account=account)[0]))


def balances() -> dict[UUID, Amounts]:
    """Every account that something ever moved or held, in one query."""
    return {account: Amounts(*map(int, parts)) for account, *parts in ask(BALANCES)}


def fund_totals() -> list[FundTotal]:
    """Every fund in each of its currencies, in one query."""
    return [FundTotal._make([*said, int(amount), int(held)]) for *said, amount, held in ask(FUNDS)]


def by_fund(totals: list[FundTotal]) -> list[list[FundTotal]]:
    """Each fund once, with what it has in each of its currencies."""
    return [list(purses) for _fund, purses in groupby(totals, key=lambda total: total.id)]


def summed(totals: list[FundTotal], first: str) -> list[tuple[int, str]]:
    """What all of them have, currency by currency, that one first; currencies are not added up."""
    found = Counter({first: 0})
    for total in totals:
        found[total.currency] += total.amount
    return [(amount, currency) for currency, amount in found.items() if amount or currency == first]


def funds() -> QuerySet[Fund]:
    """Those for everything first, then the restricted ones, the older before the newer."""
    return Fund.objects.order_by("is_restricted", "opened_on", "id")


def chart() -> QuerySet[ChartLine]:
    """Every line, in order of its number."""
    return ChartLine.objects.order_by("number", "id")


def accounts() -> QuerySet[Account]:
    """By fund and currency, what there is before what came in and what it was spent on."""
    rank = Case(*(When(kind=kind, then=place) for place, kind in enumerate(Account.Kind.values)))
    by_fund = ("fund__is_restricted", "fund__opened_on", "fund_id")
    return Account.objects.select_related("fund").order_by(*by_fund, "currency", rank, "line__number", "name")


def partners() -> QuerySet[Community]:
    """Communities that money can go to: every other one that anyone may know of, by name."""
    found = Community.objects.filter(visibility=Community.Visibility.PUBLIC).exclude(pk=current_community())
    return found.order_by("name", "slug")


def partner_called(text: str) -> Community | None:
    """The other community of that address, or the only one of that name."""
    known = partners()
    by_name = list(known.filter(name__iexact=text)[:2])
    return known.filter(slug=text.lower()).first() or (by_name[0] if len(by_name) == 1 else None)


def head() -> Seal | None:
    """The last link of the chain."""
    return Seal.objects.order_by("-seq").first()


def last_verification() -> Verification | None:
    return Verification.objects.order_by("-at").first()


def last_network_proof() -> NetworkProof | None:
    """In the network's scope."""
    return NetworkProof.objects.order_by("-at").first()


def the_books() -> Books:
    return Books.objects.get(pk=current_community())


def headings() -> list[str]:
    """Those of the chart, each once, in order of their first line."""
    found = ChartLine.objects.exclude(heading="").order_by("number").values_list("heading", flat=True)
    return list(dict.fromkeys(found))

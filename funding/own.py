"""A learner's own money, as they read it wherever they are: the rows are the communities', of which they see theirs."""

from dataclasses import dataclass
from itertools import islice

from communities.models import Community
from funding.models import Account, Entry, Fund, Transfer
from funding.register import entries_of_fund
from funding.statements import FundStanding, fund_standings
from tenancy.scope import in_community

LATEST = 50


@dataclass(frozen=True, kw_only=True)
class OwnLine:
    """One entry, as it changed what there is; minor units."""

    entry: Entry
    amount: int
    held: bool
    currency: str


@dataclass(frozen=True, kw_only=True)
class OwnFund:
    fund: Fund
    community: Community
    purses: list[FundStanding]
    lines: list[OwnLine]


def own_funds() -> list[OwnFund]:
    """Of the person whose scope is open; each is read in its community's, and nothing else of it."""
    found = list(Fund.objects.filter(person__isnull=False).select_related("community").order_by("opened_on", "pk"))
    return [_read(fund) for fund in found]


def _read(fund: Fund) -> OwnFund:
    with in_community(fund.community.pk):
        purses = [purse for purse in fund_standings(fund) if purse.amount or purse.held or purse.used] or None
        lines = [_line(one) for one in islice(entries_of_fund(fund), LATEST)]
        return OwnFund(fund=fund, community=fund.community, purses=purses or fund_standings(fund)[:1], lines=lines)


def _line(entry: Entry) -> OwnLine:
    moved = list(entry.transfers.all())
    worth = sum(_effect(one) for one in moved)
    held = not worth and any(one.state == Transfer.State.HELD for one in moved)
    amount = -sum(one.amount for one in moved if one.state == Transfer.State.HELD) if held else worth
    return OwnLine(entry=entry, amount=amount, held=held, currency=moved[0].currency)


def _effect(one: Transfer) -> int:
    """On what the fund has less what it owes."""
    if one.state != Transfer.State.POSTED:
        return 0
    has = (Account.Kind.ASSET, Account.Kind.LIABILITY)
    return one.amount * ((one.debit.kind in has) - (one.credit.kind in has))

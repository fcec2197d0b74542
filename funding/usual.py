"""The usual lines of a chart of accounts, by which actions find their accounts, and the accounts opened of them."""

from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy

from communities.models import Community
from funding.models import Account, ChartLine, Fund, Kind


class Usual(NamedTuple):
    number: str
    key: str
    kind: str
    name: Any
    heading: Any
    everywhere: bool = False  # opened in restricted funds too


MONEY = gettext_lazy("Money at hand")
OWED_TO = gettext_lazy("Owed to us")
OWED_BY = gettext_lazy("Owed by us")
NET = gettext_lazy("Net assets")
GIVEN = gettext_lazy("Given to us")
EARNED = gettext_lazy("Earned")
WORK = gettext_lazy("People’s work")
PLACE = gettext_lazy("House and supplies")
LEARNING = gettext_lazy("Learning")
CARE = gettext_lazy("Getting there and being well")
OTHER = gettext_lazy("All else")


USUAL = (
    Usual("1000", "bank", Kind.ASSET, gettext_lazy("Bank"), MONEY, True),
    Usual("1010", "cash", Kind.ASSET, gettext_lazy("Cash box"), MONEY),
    Usual("1100", "receivable", Kind.ASSET, gettext_lazy("To be received"), OWED_TO),
    Usual("1150", "advances", Kind.ASSET, gettext_lazy("Advances"), OWED_TO),
    Usual("1200", "due-from", Kind.ASSET, gettext_lazy("Due from other communities"), OWED_TO),
    Usual("2000", "payable", Kind.LIABILITY, gettext_lazy("To be paid"), OWED_BY),
    Usual("2100", "due-to", Kind.LIABILITY, gettext_lazy("Due to other communities"), OWED_BY),
    Usual("3000", "opening", Kind.EQUITY, gettext_lazy("Opening balance"), NET, True),
    Usual("3100", "between", Kind.EQUITY, gettext_lazy("Between funds"), NET, True),
    Usual("3200", "exchange", Kind.EQUITY, gettext_lazy("Exchanged"), NET),
    Usual("4000", "grants", Kind.INCOME, gettext_lazy("Grants received"), GIVEN, True),
    Usual("4100", "donations", Kind.INCOME, gettext_lazy("Donations"), GIVEN, True),
    Usual("4200", "fees", Kind.INCOME, gettext_lazy("Fees"), EARNED),
    Usual("4900", "other-income", Kind.INCOME, gettext_lazy("Other income"), EARNED),
    Usual("5000", "people", Kind.EXPENSE, gettext_lazy("People"), WORK, True),
    Usual("5100", "premises", Kind.EXPENSE, gettext_lazy("Premises"), PLACE, True),
    Usual("5200", "materials", Kind.EXPENSE, gettext_lazy("Learning materials"), LEARNING, True),
    Usual("5300", "transport", Kind.EXPENSE, gettext_lazy("Transport"), CARE, True),
    Usual("5400", "food", Kind.EXPENSE, gettext_lazy("Food"), CARE, True),
    Usual("5500", "support", Kind.EXPENSE, gettext_lazy("Support and inclusion"), CARE, True),
    Usual("5900", "other-expense", Kind.EXPENSE, gettext_lazy("Other expenses"), OTHER, True),
)
AT_HAND = ("bank", "cash")
BETWEEN = {"due-from": gettext_lazy("Due from %(community)s"), "due-to": gettext_lazy("Due to %(community)s")}
WHEN_NEEDED = (*BETWEEN, "exchange")
EVERYWHERE = {usual.key for usual in USUAL if usual.everywhere}


def money_at_hand() -> set[UUID]:
    """The lines of banks and cash boxes: the usual ones, and a community's own that stand under their heading."""
    found = list(ChartLine.objects.filter(kind=Kind.ASSET).values_list("pk", "usual", "heading"))
    headings = {heading for _pk, usual, heading in found if usual in AT_HAND} - {""}
    return {pk for pk, usual, heading in found if usual in AT_HAND or (not usual and heading in headings)}


def write_usual_chart() -> list[ChartLine]:
    """The usual lines, named in the active language."""
    return ChartLine.objects.bulk_create(
        ChartLine(number=one.number, usual=one.key, kind=one.kind, name=str(one.name), heading=str(one.heading))
        for one in USUAL
    )


def open_accounts(fund: Fund, currency: str) -> list[Account]:
    """Those of a new fund in one currency: every line that is not retired; in a restricted one what all funds need."""
    lines = ChartLine.objects.filter(is_retired=False).exclude(usual__in=WHEN_NEEDED)
    return Account.objects.bulk_create(
        account_on(line, fund=fund, currency=currency)
        for line in lines.select_for_update(no_key=True).order_by("number")
        if belongs_in(line, fund)
    )


def open_everywhere(lines: list[ChartLine]) -> list[Account]:
    """Those of new lines in every fund and currency that would have them from the start."""
    purses = Account.objects.order_by("fund_id", "currency").distinct("fund_id", "currency").select_related("fund")
    return Account.objects.bulk_create(
        account_on(line, fund=purse.fund, currency=purse.currency)
        for purse in purses
        for line in lines
        if belongs_in(line, purse.fund)
    )


def belongs_in(line: ChartLine, fund: Fund) -> bool:
    """A restricted fund has what all funds need and what money is spent on."""
    return not fund.is_restricted or line.usual in EVERYWHERE or (line.kind == Kind.EXPENSE and not line.usual)


def account_on(line: ChartLine, *, fund: Fund, currency: str) -> Account:
    """Not saved yet."""
    return Account(line=line, kind=line.kind, name=line.name, fund=fund, currency=currency)


def usual_account(usual: str, *, fund: Fund, currency: str) -> Account:
    """The fund's account on that usual line in that currency, opened when there is none yet."""
    found = Account.objects.filter(line__usual=usual, fund=fund, currency=currency, other=None).first()
    return found or opened_account(ChartLine.objects.get(usual=usual), fund=fund, currency=currency)


def opened_account(line: ChartLine, *, fund: Fund, currency: str) -> Account:
    """The fund's account on a line in that currency, opened when there is none yet."""
    found = Account.objects.filter(line=line, fund=fund, currency=currency, other=None).first()
    if found:
        return found
    line = named_now(line)
    account, _opened = Account.objects.get_or_create(
        line=line, fund=fund, currency=currency, other=None, defaults={"kind": line.kind, "name": line.name}
    )
    return account


def named_now(line: ChartLine) -> ChartLine:
    """As it is called until the transaction ends, so that no account of it keeps an older name."""
    return ChartLine.objects.select_for_update(no_key=True).get(pk=line.pk)


def account_between(usual: str, *, fund: Fund, currency: str, other: Community) -> Account:
    """What is due from the other community (`due-from`) or to it (`due-to`)."""
    line = ChartLine.objects.get(usual=usual)
    account, _opened = Account.objects.get_or_create(
        line=line, fund=fund, currency=currency, other=other,
        defaults={"kind": line.kind, "name": str(BETWEEN[usual]) % {"community": other.name}},
    )  # fmt: skip
    return account

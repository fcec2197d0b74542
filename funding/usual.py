"""The usual lines of a chart of accounts, by which actions find their accounts, and the accounts opened of them."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from communities.models import Community
from funding.models import Account, ChartLine, Fund, Kind


class Usual(NamedTuple):
    number: str
    key: str
    kind: str
    name: Any
    everywhere: bool = False  # opened in restricted funds too


USUAL = (
    Usual("1000", "bank", Kind.ASSET, gettext_lazy("Bank"), True),
    Usual("1010", "cash", Kind.ASSET, gettext_lazy("Cash box")),
    Usual("1100", "receivable", Kind.ASSET, gettext_lazy("To be received")),
    Usual("1150", "advances", Kind.ASSET, gettext_lazy("Advances")),
    Usual("1200", "due-from", Kind.ASSET, gettext_lazy("Due from other communities")),
    Usual("2000", "payable", Kind.LIABILITY, gettext_lazy("To be paid")),
    Usual("2100", "due-to", Kind.LIABILITY, gettext_lazy("Due to other communities")),
    Usual("3000", "opening", Kind.EQUITY, gettext_lazy("Opening balance"), True),
    Usual("3100", "between", Kind.EQUITY, gettext_lazy("Between funds"), True),
    Usual("3200", "exchange", Kind.EQUITY, gettext_lazy("Exchanged")),
    Usual("4000", "grants", Kind.INCOME, gettext_lazy("Grants received"), True),
    Usual("4100", "donations", Kind.INCOME, gettext_lazy("Donations"), True),
    Usual("4200", "fees", Kind.INCOME, gettext_lazy("Fees")),
    Usual("4900", "other-income", Kind.INCOME, gettext_lazy("Other income")),
    Usual("5000", "people", Kind.EXPENSE, gettext_lazy("People"), True),
    Usual("5100", "premises", Kind.EXPENSE, gettext_lazy("Premises"), True),
    Usual("5200", "materials", Kind.EXPENSE, gettext_lazy("Learning materials"), True),
    Usual("5300", "transport", Kind.EXPENSE, gettext_lazy("Transport"), True),
    Usual("5400", "food", Kind.EXPENSE, gettext_lazy("Food"), True),
    Usual("5500", "support", Kind.EXPENSE, gettext_lazy("Support and inclusion"), True),
    Usual("5900", "other-expense", Kind.EXPENSE, gettext_lazy("Other expenses"), True),
)
BETWEEN = {"due-from": gettext_lazy("Due from %(community)s"), "due-to": gettext_lazy("Due to %(community)s")}
WHEN_NEEDED = (*BETWEEN, "exchange")
EVERYWHERE = {usual.key for usual in USUAL if usual.everywhere}


def write_usual_chart() -> list[ChartLine]:
    """The usual lines, named in the active language."""
    return ChartLine.objects.bulk_create(
        ChartLine(number=one.number, usual=one.key, kind=one.kind, name=str(one.name)) for one in USUAL
    )


def open_accounts(fund: Fund, currency: str) -> list[Account]:
    """Those of a new fund in one currency: every line that is not retired; in a restricted one what all funds need."""
    lines = ChartLine.objects.filter(is_retired=False).exclude(usual__in=WHEN_NEEDED)
    return Account.objects.bulk_create(
        account_on(line, fund=fund, currency=currency)
        for line in lines.order_by("number")
        if not fund.is_restricted or line.usual in EVERYWHERE or (line.kind == Kind.EXPENSE and not line.usual)
    )


def account_on(line: ChartLine, *, fund: Fund, currency: str) -> Account:
    """Not saved yet."""
    return Account(line=line, kind=line.kind, name=line.name, fund=fund, currency=currency)


def usual_account(usual: str, *, fund: Fund, currency: str) -> Account:
    """The fund's account on that usual line in that currency, opened when there is none yet."""
    found = Account.objects.filter(line__usual=usual, fund=fund, currency=currency, other=None).first()
    return found or opened_account(ChartLine.objects.get(usual=usual), fund=fund, currency=currency)


def opened_account(line: ChartLine, *, fund: Fund, currency: str) -> Account:
    """The fund's account on a line in that currency, opened when there is none yet."""
    account, _opened = Account.objects.get_or_create(
        line=line, fund=fund, currency=currency, other=None, defaults={"kind": line.kind, "name": line.name}
    )
    return account


def account_between(usual: str, *, fund: Fund, currency: str, other: Community) -> Account:
    """What is due from the other community (`due-from`) or to it (`due-to`)."""
    line = ChartLine.objects.get(usual=usual)
    account, _opened = Account.objects.get_or_create(
        line=line, fund=fund, currency=currency, other=other,
        defaults={"kind": line.kind, "name": str(BETWEEN[usual]) % {"community": other.name}},
    )  # fmt: skip
    return account

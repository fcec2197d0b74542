"""The usual accounts: what every fund has, and what is opened when it is first needed."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from communities.models import Community
from funding.models import Account, Fund

Kind = Account.Kind


class Usual(NamedTuple):
    code: str
    kind: str
    name: Any
    everywhere: bool = False  # in restricted funds too


USUAL = (
    Usual("bank", Kind.ASSET, gettext_lazy("Bank"), True),
    Usual("cash", Kind.ASSET, gettext_lazy("Cash box")),
    Usual("payable", Kind.LIABILITY, gettext_lazy("To be paid")),
    Usual("opening", Kind.EQUITY, gettext_lazy("Opening balance"), True),
    Usual("between", Kind.EQUITY, gettext_lazy("Between funds"), True),
    Usual("grants", Kind.INCOME, gettext_lazy("Grants received"), True),
    Usual("donations", Kind.INCOME, gettext_lazy("Donations"), True),
    Usual("fees", Kind.INCOME, gettext_lazy("Fees")),
    Usual("other-income", Kind.INCOME, gettext_lazy("Other income")),
    Usual("people", Kind.EXPENSE, gettext_lazy("People"), True),
    Usual("premises", Kind.EXPENSE, gettext_lazy("Premises"), True),
    Usual("materials", Kind.EXPENSE, gettext_lazy("Learning materials"), True),
    Usual("transport", Kind.EXPENSE, gettext_lazy("Transport"), True),
    Usual("food", Kind.EXPENSE, gettext_lazy("Food"), True),
    Usual("support", Kind.EXPENSE, gettext_lazy("Support and inclusion"), True),
    Usual("other-expense", Kind.EXPENSE, gettext_lazy("Other expenses"), True),
)
BETWEEN = {
    "due-from": (Kind.ASSET, gettext_lazy("Due from %(community)s")),
    "due-to": (Kind.LIABILITY, gettext_lazy("Due to %(community)s")),
}
BY_CODE = {usual.code: usual for usual in USUAL}


def open_usual_accounts(fund: Fund, currency: str) -> list[Account]:
    """The usual accounts of a new fund in one currency, named in the active language."""
    return Account.objects.bulk_create(
        Account(fund=fund, currency=currency, code=usual.code, kind=usual.kind, name=str(usual.name))
        for usual in USUAL
        if usual.everywhere or not fund.is_restricted
    )


def usual_account(code: str, *, fund: Fund, currency: str) -> Account:
    """The fund's account of that code in that currency, opened when there is none yet."""
    usual = BY_CODE[code]
    account, _opened = Account.objects.get_or_create(
        fund=fund, currency=currency, code=code, defaults={"kind": usual.kind, "name": str(usual.name)}
    )
    return account


def account_between(code: str, *, fund: Fund, currency: str, other: Community) -> Account:
    """What is due from the other community (`due-from`) or to it (`due-to`)."""
    kind, name = BETWEEN[code]
    account, _opened = Account.objects.get_or_create(
        fund=fund, currency=currency, code=code, other=other,
        defaults={"kind": kind, "name": str(name) % {"community": other.name}},
    )  # fmt: skip
    return account

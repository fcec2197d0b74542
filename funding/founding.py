"""The books a community starts with: a general fund and the usual accounts, in its own currency and language."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from communities.models import Community, Membership
from funding.models import Account, Books, Fund

Kind = Account.Kind


class Usual(NamedTuple):
    code: str
    kind: str
    name: object
    everywhere: bool = False  # in restricted funds too


USUAL = (
    Usual("bank", Kind.ASSET, _("Bank"), True),
    Usual("cash", Kind.ASSET, _("Cash box")),
    Usual("payable", Kind.LIABILITY, _("To be paid")),
    Usual("opening", Kind.EQUITY, _("Opening balance"), True),
    Usual("between", Kind.EQUITY, _("Between funds"), True),
    Usual("grants", Kind.INCOME, _("Grants received"), True),
    Usual("donations", Kind.INCOME, _("Donations"), True),
    Usual("fees", Kind.INCOME, _("Fees")),
    Usual("other-income", Kind.INCOME, _("Other income")),
    Usual("people", Kind.EXPENSE, _("People"), True),
    Usual("premises", Kind.EXPENSE, _("Premises"), True),
    Usual("materials", Kind.EXPENSE, _("Learning materials"), True),
    Usual("transport", Kind.EXPENSE, _("Transport"), True),
    Usual("food", Kind.EXPENSE, _("Food"), True),
    Usual("support", Kind.EXPENSE, _("Support and inclusion"), True),
    Usual("other-expense", Kind.EXPENSE, _("Other expenses"), True),
)


def open_books(community: Community, _founder: Membership) -> None:
    """Called in the new community's scope."""
    Books.objects.create(pk=community.pk)
    with override(community.languages[0] if community.languages else "en"):
        fund = Fund.objects.create(name=str(_("General fund")))
        open_usual_accounts(fund, community.currency)


def open_usual_accounts(fund: Fund, currency: str) -> list[Account]:
    """The usual accounts of a fund in one currency, named in the active language."""
    return Account.objects.bulk_create(
        Account(fund=fund, currency=currency, code=usual.code, kind=usual.kind, name=str(usual.name))
        for usual in USUAL
        if usual.everywhere or not fund.is_restricted
    )

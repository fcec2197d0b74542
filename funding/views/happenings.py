"""What can have happened to money: how the page of each asks for it, and the action that writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community
from funding import actions
from funding.between import Deal, charge_community, settle_with_community
from funding.forms import posting as forms
from funding.forms.rates import ExchangeForm

WAYS = {"in": _("Money came in"), "out": _("Money went out"), "moved": _("Money moved, or will")}


@dataclass(frozen=True, kw_only=True)
class Happening:
    key: str  # also its address
    way: str  # a key of WAYS
    label: Any
    lead: Any  # what will be written, in one sentence
    icon: str
    submit: Any
    done: Any
    form: type[forms.PostingForm]
    act: Callable[..., Any]  # with `here` (the community), `by` and what the form gives


def _grant(*, here: Community, by: Person, fund: Any, name: str, **given: Any) -> None:
    given |= {"currency": here.currency, "by": by}
    if fund:
        actions.record_grant(fund=fund, **given)
    else:
        actions.record_restricted_grant(name=name, purpose=given["memo"][:300], **given)


def _donation(*, here: Community, **given: Any) -> None:
    actions.record_donation(currency=here.currency, **given)


def _fee(*, here: Community, **given: Any) -> None:
    actions.record_fee(currency=here.currency, **given)


def _expense(*, here: Community, **given: Any) -> None:
    actions.record_expense(**given)


def _move(*, here: Community, **given: Any) -> None:
    actions.move_between_funds(currency=here.currency, **given)


def _exchange(*, here: Community, **given: Any) -> None:
    actions.exchange_money(**given)


def _debt(*, id: Any, by: Person, **given: Any) -> None:
    charge_community(_deal(**given), id=id, by=by)


def _payment(*, id: Any, by: Person, **given: Any) -> None:
    settle_with_community(_deal(**given), id=id, by=by)


def _deal(*, here: Community, community: Community, amount: int, on: Any, memo: str) -> Deal:
    """One owes and pays by one's own word alone: the community of the page is always the payer."""
    return Deal(payer=here, payee=community, amount=amount, currency=here.currency, on=on, memo=memo)


HAPPENINGS = {
    one.key: one
    for one in (
        Happening(
            key="grant", way="in", icon="hand-coins", label=_("A grant"), form=forms.GrantForm, act=_grant,
            lead=_("Money someone gave for a purpose. It comes to the bank of a fund as grants received."),
            submit=_("Record the grant"), done=_("The grant is in the books."),
        ),
        Happening(
            key="donation", way="in", icon="heart", label=_("A donation"), form=forms.DonationForm, act=_donation,
            lead=_("Money given freely. It comes to the bank of a fund as donations."),
            submit=_("Record the donation"), done=_("The donation is in the books."),
        ),
        Happening(
            key="fee", way="in", icon="receipt", label=_("A fee"), form=forms.FeeForm, act=_fee,
            lead=_("Money paid for what the community does. It comes to the bank of a fund as fees."),
            submit=_("Record the fee"), done=_("The fee is in the books."),
        ),
        Happening(
            key="expense", way="out", icon="wallet", label=_("An expense"), form=forms.ExpenseForm, act=_expense,
            lead=_("Money that was paid. It leaves the bank of the fund you choose."),
            submit=_("Record the expense"), done=_("The expense is in the books."),
        ),
        Happening(
            key="payment", way="out", icon="handshake", label=_("A payment to another community"),
            form=forms.BetweenForm, act=_payment,
            lead=_("What is owed is paid from the bank of the general fund, in the books of both at once."),
            submit=_("Record the payment"), done=_("The payment is in the books of both communities."),
        ),
        Happening(
            key="debt", way="moved", icon="network", label=_("A debt to another community"),
            form=forms.BetweenForm, act=_debt,
            lead=_("It becomes an expense here and an income there, owed until it is paid; both books say so at once."),
            submit=_("Record the debt"), done=_("The debt is in the books of both communities."),
        ),
        Happening(
            key="move", way="moved", icon="arrow-left-right", label=_("From one fund to another"),
            form=forms.MoveForm, act=_move,
            lead=_("Nothing comes in or goes out; one fund has less and another more."),
            submit=_("Record the move"), done=_("The move is in the books."),
        ),
        Happening(
            key="exchange", way="moved", icon="coins", label=_("Money was exchanged"),
            form=ExchangeForm, act=_exchange,
            lead=_("One currency of a fund has less and another more, at the rate you were given."),
            submit=_("Record the exchange"), done=_("The exchange is in the books."),
        ),
    )
}  # fmt: skip

"""From which amount on an expense needs a second person, a receipt or a decision."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.queries import value_of
from communities.models import Community
from funding.models import Account, Entry, Rate, Transfer
from funding.posting import Move
from funding.rates import last_rate
from funding.usual import money_at_hand
from tenancy.refusal import Refused
from web.amounts import exponent, write_money
from web.forms import MoneyField

AMOUNTS = ("two_from", "receipt_from", "decide_from")  # minor units
DERIVED = (Entry.Kind.CAPTURE, Entry.Kind.REVERSAL, Entry.Kind.EXCHANGE)  # which nobody writes by hand
BIGGEST, LONGEST = 2**63, 3650  # minor units, days


class Rules(NamedTuple):
    """What the open scope's community wants of an expense in one currency; None: nothing. Minor units, and days."""

    two_from: int | None = None
    receipt_from: int | None = None
    decide_from: int | None = None
    days: int | None = None


class SpendingForm(SettingForm):
    """In the community's currency; a program gives minor units."""

    two_from = MoneyField(
        label=gettext_lazy("From this amount on a second person confirms"), required=False, max_length=40,
        help_text=gettext_lazy("Left empty, whoever keeps the books records an expense of any amount alone."),
    )  # fmt: skip
    receipt_from = MoneyField(
        label=gettext_lazy("From this amount on a request needs a receipt"), required=False, max_length=40,
        help_text=gettext_lazy("Left empty, a receipt is welcome and never needed."),
    )  # fmt: skip
    decide_from = MoneyField(
        label=gettext_lazy("From this amount on a request needs a decision"), required=False, max_length=40,
        help_text=gettext_lazy("It is decided on as the rule for spending says. Left empty, approvals are enough."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=gettext_lazy("How many days after spending one asks at the latest"), required=False,
        min_value=1, max_value=LONGEST,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = self.community.currency if self.community else "EUR"
        for name in AMOUNTS:
            field: Any = self.fields[name]
            field.currency = self.currency

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        if "two_from" not in value or value.keys() - {*AMOUNTS, "days", "currency"}:
            raise TypeError("Spending has limits and a number of days.")
        limits = {name: value.get(name) for name in (*AMOUNTS, "days")}
        if any(type(one) not in (int, type(None)) or (one or 0) >= BIGGEST for one in limits.values()):
            raise TypeError("A limit of spending is of minor units.")
        return limits, {}

    @classmethod
    def of(cls, value: Any, *, community: Community | None = None) -> "SpendingForm":
        """A number is of minor units, not of what the community's currency is counted in."""
        form = super().of(value, community=community)
        if not form.errors.get("__all__"):
            fields: Any = form.fields
            told = {name: fields[name].prepare_value(value.get(name)) for name in (*AMOUNTS, "days")}
            form = cls({name: given for name, given in told.items() if given is not None}, community=community)
        if isinstance(value, dict) and value.get("currency", form.currency) != form.currency:
            form.add_error(None, _("The limit is in the community’s own currency."))
        return form

    def value(self) -> Any:
        """What is not limited is left out, but for the first; without an amount no currency could be the wrong one."""
        given = {name: self.cleaned_data[name] for name in (*AMOUNTS, "days")}
        kept = {name: limit for name, limit in given.items() if limit is not None or name == "two_from"}
        return {**kept, "currency": self.currency} if any(given[name] is not None for name in AMOUNTS) else kept


def _words(value: Any) -> list[tuple[str, str]]:
    said = [(_("From this amount on a second person confirms"), _limit(value, "two_from"))]
    if value.get("receipt_from") is not None:
        said.append((_("From this amount on a request needs a receipt"), _limit(value, "receipt_from")))
    if value.get("decide_from") is not None:
        said.append((_("From this amount on a request needs a decision"), _limit(value, "decide_from")))
    if value.get("days") is not None:
        said.append((_("How many days after spending one asks at the latest"), str(value["days"])))
    return said


def _limit(value: Any, name: str) -> str:
    return _("No limit") if value[name] is None else write_money(value[name], value["currency"])


def spending_rules(currency: str) -> Rules:
    """Minor units of that currency: the limits at the last stored rate, or the first unit where there is none, so that
    no other money is a way round them."""
    value = value_of("spending")
    amounts = {name: value.get(name) for name in AMOUNTS}
    own = value.get("currency", currency)
    if own != currency and any(amounts.values()):
        rate = last_rate(currency, base=own, on=timezone.localdate())
        amounts = {name: limit and _elsewhere(limit, rate) for name, limit in amounts.items()}
    return Rules(**amounts, days=value.get("days"))


def _elsewhere(limit: int, rate: Rate | None) -> int:
    """The least amount of the rate's currency that reaches a limit in its base; minor units."""
    if rate is None:
        return 1
    exact = Fraction(limit, 10 ** exponent(rate.base)) * Fraction(rate.rate) * 10 ** exponent(rate.currency)
    least: int = ceil(exact)
    return max(least, 1)


def needs_two(amount: int, currency: str) -> bool:
    """Whether the open scope's community wants a second person for an expense of so many minor units."""
    limit = spending_rules(currency).two_from
    return limit is not None and amount >= limit


def refuse_alone(moves: Iterable[Move], *, kind: str) -> None:
    """An entry of one's own making is no way round the limit, neither by a line of expenses nor by any other through
    which money leaves the bank and the cash box."""
    if kind in DERIVED:
        return
    posted = [move for move in moves if move.state == Transfer.State.POSTED]
    spent: dict[str, int] = defaultdict(int)
    for move in posted:
        if move.debit.kind == Account.Kind.EXPENSE:
            spent[move.debit.currency] += move.amount
    if any(needs_two(spent[one], one) for one in spent):
        raise Refused(_("From this amount on two people spend together: record it as an expense."))
    if any(needs_two(amount, currency) for currency, amount in _gone(posted).items()):
        raise Refused(
            _("From this amount on no money leaves by one person alone: draft it, and somebody else approves it.")
        )


def _gone(moves: list[Move]) -> dict[str, int]:
    """By how much an entry lessens the money at hand, in each currency; minor units."""
    left: dict[str, int] = defaultdict(int)
    out = [move for move in moves if move.credit.kind == Account.Kind.ASSET]
    lines = money_at_hand() if out else set()
    for move in moves if lines else ():
        amount = move.amount * ((move.credit.line_id in lines) - (move.debit.line_id in lines))
        left[move.credit.currency] += amount
    return {currency: amount for currency, amount in left.items() if amount > 0}


SPENDING = SettingKind(
    key="spending",
    label=gettext_lazy("Spending limits"),
    why=gettext_lazy(
        "From which amount on nobody spends alone, and what a request for money needs. It binds everyone who writes "
        "into the books or asks. Other money counts at its last stored rate; without one, any amount reaches a limit. "
        "What one person asks for within 30 days, for one payee out of one fund, counts together."
    ),
    form=SpendingForm,
    default=lambda: {"two_from": None},
    words=_words,
    matter="spending",
    not_yet=gettext_lazy("Debts and payments to other communities are not bound by it yet."),
    order=72,
)

"""From which amount on an expense needs a second person: it is held until somebody else confirms it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.queries import value_of
from communities.models import Community
from funding.models import Account, Entry, Transfer
from funding.posting import Move
from tenancy.refusal import Refused
from web.amounts import write_money
from web.forms import MoneyField


class SpendingForm(SettingForm):
    """In the community's currency; a program gives minor units."""

    two_from = MoneyField(
        label=gettext_lazy("From this amount on a second person confirms"), required=False, max_length=40,
        help_text=gettext_lazy("Left empty, whoever keeps the books records an expense of any amount alone."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["two_from"]
        field.currency = self.currency = self.community.currency if self.community else "EUR"

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        limit = value["two_from"]
        if value.keys() - {"two_from", "currency"} or type(limit) not in (int, type(None)) or (limit or 0) >= 2**63:
            raise TypeError("Spending has one limit, of minor units.")
        return {"two_from": value["two_from"]}, {}

    @classmethod
    def of(cls, value: Any, *, community: Community | None = None) -> "SpendingForm":
        """A number is of minor units, not of what the community's currency is counted in."""
        form = super().of(value, community=community)
        if not form.errors.get("__all__") and value.get("two_from") is not None:
            field: Any = form.fields["two_from"]
            form = cls({"two_from": field.prepare_value(value["two_from"])}, community=community)
        if isinstance(value, dict) and value.get("currency", form.currency) != form.currency:
            form.add_error(None, _("The limit is in the community’s own currency."))
        return form

    def value(self) -> Any:
        """Without a limit there is no currency that could be the wrong one later."""
        limit = self.cleaned_data["two_from"]
        return {"two_from": limit} if limit is None else {"two_from": limit, "currency": self.currency}


def _words(value: Any) -> list[tuple[str, str]]:
    limit = value["two_from"]
    said = _("No limit") if limit is None else write_money(limit, value["currency"])
    return [(_("From this amount on a second person confirms"), said)]


def needs_two(amount: int, currency: str) -> bool:
    """Whether the open scope's community wants a second person for an expense of so many minor units."""
    rule = value_of("spending")
    return rule["two_from"] is not None and rule["currency"] == currency and amount >= rule["two_from"]


def refuse_alone(moves: Iterable[Move], *, kind: str) -> None:
    """An entry of one's own making is no way round the limit."""
    spent: dict[str, int] = defaultdict(int)
    for move in moves:
        if move.debit.kind == Account.Kind.EXPENSE and move.state == Transfer.State.POSTED:
            spent[move.debit.currency] += move.amount
    if kind not in (Entry.Kind.CAPTURE, Entry.Kind.REVERSAL) and any(needs_two(spent[one], one) for one in spent):
        raise Refused(_("From this amount on two people spend together: record it as an expense."))


SPENDING = SettingKind(
    key="spending",
    label=gettext_lazy("Spending limits"),
    why=gettext_lazy("From which amount on nobody spends alone. It binds everyone who writes into the books."),
    form=SpendingForm,
    default=lambda: {"two_from": None},
    words=_words,
    matter="spending",
    not_yet=gettext_lazy("Debts and payments to other communities are not bound by it yet."),
    order=72,
)

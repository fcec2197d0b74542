"""An entry to be, line by line, without JavaScript: empty lines are left out."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.forms.days import EntryDay
from funding.models import Account, Entry
from funding.posting import Move
from funding.privacy import seen_accounts
from tenancy.keys import uuid7
from web.amounts import OutOfRange, read_money
from web.forms import offer

LINES, MOST = 3, 20
DERIVED = (
    Entry.Kind.REVERSAL,
    Entry.Kind.CAPTURE,
    Entry.Kind.BETWEEN,
    Entry.Kind.EXCHANGE,
)  # actions of their own write these
BY_HAND = [choice for choice in Entry.Kind.choices if choice[0] not in DERIVED]


class DraftForm(forms.Form):
    """Its `moves` come out of the lines that are filled in."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    effective_on = EntryDay(label=gettext_lazy("When"))
    memo = forms.CharField(
        label=gettext_lazy("What for"), max_length=500,
        help_text=gettext_lazy("Everyone may read this line, so name nobody in it."),
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("From or to whom"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=BY_HAND, initial="other")
    note = forms.CharField(
        label=gettext_lazy("A word to who approves it"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, access: Any, lines: int = LINES, initial: Any = None) -> None:
        super().__init__(data, initial={"id": uuid7(), "effective_on": timezone.localdate(), **(initial or {})})
        self.lines = min(max(lines, 1), MOST)
        offered = seen_accounts(access).filter(other=None, line__is_retired=False).select_related("line")
        choices = [("", "–"), *((str(one.pk), _named(one)) for one in offered)]
        self.accounts = {str(one.pk): one for one in offered}
        for number in range(1, self.lines + 1):
            told = {"number": number}
            for side, label in (("debit", _("Debit of line %(number)s")), ("credit", _("Credit of line %(number)s"))):
                self.fields[f"{side}_{number}"] = forms.ChoiceField(label=label % told, required=False)
                offer(self, **{f"{side}_{number}": choices})
            self.fields[f"amount_{number}"] = forms.CharField(
                label=_("Amount of line %(number)s") % told, required=False, max_length=40,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )  # fmt: skip

    @property
    def said(self) -> list[Any]:
        return [self[name] for name in ("effective_on", "memo", "source", "kind", "note")]

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        parts = ("debit", "credit", "amount")
        return [(number, [self[f"{part}_{number}"] for part in parts]) for number in range(1, self.lines + 1)]

    def clean(self) -> dict[str, Any]:
        moves = [self._move(number) for number in range(1, self.lines + 1) if self._is_filled(number)]
        if not moves:
            self.add_error(None, _("An entry needs a transfer."))
        names = ("id", "effective_on", "memo", "source", "kind", "note")
        said = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return {**said, "moves": tuple(move for move in moves if move)}

    def _is_filled(self, number: int) -> bool:
        return any(self.cleaned_data.get(f"{part}_{number}") for part in ("debit", "credit", "amount"))

    def _move(self, number: int) -> Move | None:
        debit, credit = (
            self.accounts.get(self.cleaned_data.get(f"{side}_{number}", "")) for side in ("debit", "credit")
        )
        if debit is None or credit is None:
            self.add_error(f"debit_{number}", _("Choose both accounts of this line."))
            return None
        if (debit.fund_id, debit.currency) != (credit.fund_id, credit.currency):
            self.add_error(f"credit_{number}", _("Both accounts are of one fund and one currency."))
            return None
        try:
            amount = read_money(self.cleaned_data.get(f"amount_{number}", ""), debit.currency)
        except OutOfRange:
            self.add_error(f"amount_{number}", _("An amount is out of range."))
            return None
        except ValueError:
            amount = 0
        if amount < 1:
            self.add_error(f"amount_{number}", _("Write an amount of more than zero."))
            return None
        return Move(debit, credit, amount)


def _named(account: Account) -> str:
    return f"{account.fund.name} · {account.line.number} {account.name} ({account.currency})"


class RefuseForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why not"), max_length=500)

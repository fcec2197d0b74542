"""What there was before, account by account of one fund, or as a table."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.actions.openings import Opening, opened_already
from funding.forms.days import EntryDay
from funding.models import Account, Entry, Fund
from funding.money import MOST
from funding.queries import accounts
from tenancy.keys import uuid7
from web.forms import MoneyField

KINDS = (Account.Kind.ASSET, Account.Kind.LIABILITY, Account.Kind.EQUITY)


class OpeningsForm(forms.Form):
    """A field for each account of the fund that may have an opening balance and has none yet."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    on = EntryDay(
        label=gettext_lazy("As of"), help_text=gettext_lazy("The last day before these books began, say 31 December.")
    )

    def __init__(self, data: Any = None, *, fund: Fund, currency: str) -> None:
        super().__init__(data, initial={"id": uuid7(), "on": timezone.localdate()})
        found = accounts().filter(fund=fund, currency=currency, kind__in=KINDS, other=None, line__is_retired=False)
        asked = found.exclude(line__usual__in=("opening", "between", "exchange", "due-to", "due-from"))
        self.fields_of = {f"account_{one.pk.hex}": one for one in asked.select_related("line")}
        done = set() if _is_sent_again(data) else opened_already([one.pk for one in self.fields_of.values()])
        self.opened = [one for one in self.fields_of.values() if one.pk in done]
        self.fields_of = {name: one for name, one in self.fields_of.items() if one.pk not in done}
        for name, one in self.fields_of.items():
            self.fields[name] = MoneyField(
                label=f"{one.line.number} {one.name}", required=False, max_length=40, currency=currency, least=-MOST,
                help_text=str(one.get_kind_display()),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        amounts = {name: self.cleaned_data.get(name) for name in self.fields_of}
        wanted = [Opening(self.fields_of[name], amount) for name, amount in amounts.items() if amount]
        if not wanted and not self.errors:
            self.add_error(None, _("Write what at least one account began with."))
        return {**{one: self.cleaned_data[one] for one in ("id", "on") if one in self.cleaned_data}, "openings": wanted}


def _is_sent_again(data: Any) -> bool:
    """The same form a second time finds its entry, not what that changed."""
    try:
        return bool(data) and Entry.objects.filter(pk=UUID(data.get("id", ""))).exists()
    except ValueError:
        return False


class OpeningTableForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    on = EntryDay(label=gettext_lazy("As of"))
    file = forms.FileField(
        label=gettext_lazy("Table (CSV)"),
        help_text=gettext_lazy(
            "First line: number, fund, amount. Then one for each account; what is owed is positive too."
        ),
    )  # fmt: skip

    def clean_file(self) -> str:
        return text_of(self.cleaned_data["file"])


def text_of(upload: Any) -> str:
    """UTF-8, of a megabyte at most."""
    if upload.size > 1_000_000:
        raise forms.ValidationError(_("This table is too big."))
    try:
        return str(upload.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise forms.ValidationError(_("Save the table as UTF-8 and try again.")) from None

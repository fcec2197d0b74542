"""What people fill in about grants."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from communities.names import currency_name
from funding.forms.days import EntryDay
from tenancy.keys import uuid7
from web.forms import DayField, MoneyField


class GrantForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    funder = forms.CharField(label=gettext_lazy("Who grants it"), max_length=200)
    name = forms.CharField(
        label=gettext_lazy("What it is called"), max_length=100,
        help_text=gettext_lazy("A restricted fund of this name is opened with it, and takes nothing else."),
    )  # fmt: skip
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=300)
    amount = MoneyField(label=gettext_lazy("How much in all"), max_length=40)
    awarded_on = DayField(label=gettext_lazy("Promised on"), initial=timezone.localdate)
    may_be_named = forms.BooleanField(
        label=gettext_lazy("The funder may be named to everyone"), required=False,
        help_text=gettext_lazy("On the page of open books, where the community has one."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, currency: str) -> None:
        super().__init__(data)
        field: Any = self.fields["amount"]
        field.currency, field.help_text = currency, f"{currency_name(currency)} ({currency})"


class ConditionForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("What the funder asks for"), max_length=500)


class MetForm(forms.Form):
    met_on = DayField(
        label=gettext_lazy("Met on"), required=False, help_text=gettext_lazy("Left empty, it is not met yet.")
    )
    evidence = forms.CharField(
        label=gettext_lazy("What shows it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class InstalmentForm(forms.Form):
    due_on = DayField(label=gettext_lazy("Expected on"))
    amount = MoneyField(label=gettext_lazy("How much"), max_length=40)

    def __init__(self, data: Any = None, *, currency: str) -> None:
        super().__init__(data)
        field: Any = self.fields["amount"]
        field.currency, field.help_text = currency, f"{currency_name(currency)} ({currency})"


class ReceivedForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    on = EntryDay(label=gettext_lazy("Came on"), initial=timezone.localdate)


class DueForm(forms.Form):
    due_on = DayField(label=gettext_lazy("Due on"))
    about = forms.CharField(
        label=gettext_lazy("About what"),
        max_length=200,
        help_text=gettext_lazy("The first half-year, the last report."),
    )


class ReportForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What you tell the funder"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 14})
    )
    sent_on = DayField(
        label=gettext_lazy("Sent on"), required=False,
        help_text=gettext_lazy("Left empty, it is kept as a draft. Once sent, this version never changes."),
    )  # fmt: skip

"""What people fill in; amounts come out in minor units, ids are made with the form so that sending twice posts once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.names import currencies, currency_name
from funding.models import Account, Entry, Fund
from funding.queries import accounts, funds
from funding.register import Asked
from tenancy.keys import uuid7
from web.forms import MoneyField


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


NEW = "new"


class PostingForm(forms.Form):
    """Makes one entry, under the id the form was made with."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, currency: str = "", **kwargs: Any) -> None:
        super().__init__(
            data, initial={"id": uuid7(), "on": timezone.localdate(), **kwargs.pop("initial", {})}, **kwargs
        )
        amount = self.fields.get("amount")
        if isinstance(amount, MoneyField):
            amount.currency = currency
            amount.help_text = f"{currency_name(currency)} ({currency})"


class GrantForm(PostingForm):
    from_whom = forms.CharField(label=gettext_lazy("From whom"), max_length=200)
    amount = MoneyField(label=gettext_lazy("How much"), max_length=40)
    on = day_field(gettext_lazy("When"))
    memo = forms.CharField(
        label=gettext_lazy("What for"), max_length=500, help_text=gettext_lazy("In the giver’s words; members read it.")
    )
    fund = forms.ChoiceField(
        label=gettext_lazy("Which fund takes it"),
        help_text=gettext_lazy("Money that may be spent on one thing only belongs in a fund of its own."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the new fund"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Only when the grant opens a new one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funds = {str(fund.pk): fund for fund in funds()}
        field: Any = self.fields["fund"]
        field.choices = [*self.funds.items(), (NEW, _("A new fund, for this purpose alone"))]

    def clean_fund(self) -> Fund | None:
        """None for a new one."""
        return self.funds.get(self.cleaned_data["fund"])

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("fund", "") is None and not self.cleaned_data.get("name"):
            self.add_error("name", _("Name the new fund, or choose one above."))
        return self.cleaned_data


class AccountField(forms.ModelChoiceField):
    def label_from_instance(self, account: Any) -> str:
        return f"{account.fund.name} · {account.name}"


class ExpenseForm(PostingForm):
    to_whom = forms.CharField(label=gettext_lazy("Paid to"), max_length=200)
    amount = MoneyField(label=gettext_lazy("How much"), max_length=40)
    on = day_field(gettext_lazy("When"))
    memo = forms.CharField(label=gettext_lazy("What for"), max_length=500)
    account = AccountField(
        Account.objects.none(),
        label=gettext_lazy("Fund and kind of expense"),
        empty_label=gettext_lazy("Choose one"),
        help_text=gettext_lazy("A restricted fund pays for its own purpose alone."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, currency=currency, **kwargs)
        field: Any = self.fields["account"]
        field.queryset = accounts().filter(kind=Account.Kind.EXPENSE, currency=currency)


class ReversalForm(PostingForm):
    on = day_field(gettext_lazy("When"))
    memo = forms.CharField(label=gettext_lazy("Why"), max_length=500)


class FundForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    is_restricted = forms.BooleanField(
        label=gettext_lazy("Restricted"),
        required=False,
        help_text=gettext_lazy("Its money may be spent on its purpose alone."),
    )
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=300, required=False)


class AccountForm(forms.Form):
    fund = forms.ModelChoiceField(
        Fund.objects.none(), label=gettext_lazy("Fund"), empty_label=gettext_lazy("Choose one")
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Account.Kind.choices)
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=lambda: [(code, f"{code} – {name}") for code, name in currencies()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = funds()  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    through = day_field(gettext_lazy("Close up to and including"))

    def clean_through(self) -> Any:
        if self.cleaned_data["through"] >= timezone.localdate():
            raise ValidationError(_("Choose a day that is over."))
        return self.cleaned_data["through"]


class RegisterForm(forms.Form):
    """Filters the register; what cannot be read asks for nothing."""

    text = forms.CharField(label=gettext_lazy("What for, who, or number"), required=False, max_length=200)
    fund = forms.ModelChoiceField(
        Fund.objects.none(), label=gettext_lazy("Fund"), required=False, empty_label=gettext_lazy("All")
    )
    account = AccountField(
        Account.objects.none(), label=gettext_lazy("Account"), required=False, empty_label=gettext_lazy("All")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("All")), *Entry.Kind.choices]
    )
    flow = forms.ChoiceField(
        label=gettext_lazy("Direction"),
        required=False,
        choices=[("", gettext_lazy("All")), ("in", gettext_lazy("Came in")), ("out", gettext_lazy("Went out"))],
    )
    since = day_field(gettext_lazy("From"), required=False)
    until = day_field(gettext_lazy("To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = funds()  # type: ignore[attr-defined]
        self.fields["account"].queryset = accounts()  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**self.cleaned_data)

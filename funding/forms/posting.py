"""What happened to money, as people tell it: each form asks who, how much, when, what for and which fund.

Amounts come out in minor units; ids are made with the form so that sending twice posts once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from communities.names import currency_name
from funding.forms.days import EntryDay
from funding.models import Account, Fund
from funding.queries import accounts, funds, partner_called
from tenancy.keys import uuid7
from web.forms import MoneyField, needed_when, offer

NEW = "new"


class FundField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        super().__init__(Fund.objects.none(), empty_label=gettext_lazy("Choose one"), **options)


class AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, account: Any) -> str:
        return f"{account.fund.name} · {account.name}"


class PostingForm(forms.Form):
    """Makes one entry, under the id the form was made with."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=gettext_lazy("How much"), max_length=40)
    on = EntryDay(label=gettext_lazy("When"))
    memo = forms.CharField(label=gettext_lazy("What for"), max_length=500)
    field_order = ["id", "from_whom", "to_whom", "community", "amount", "on", "memo"]

    def __init__(self, data: Any = None, *, currency: str = "", initial: Any = None) -> None:
        super().__init__(data, initial={"id": uuid7(), "on": timezone.localdate(), **(initial or {})})
        amount = self.fields.get("amount")
        if isinstance(amount, MoneyField):
            amount.currency = currency
            amount.help_text = f"{currency_name(currency)} ({currency})"


class GrantForm(PostingForm):
    from_whom = forms.CharField(label=gettext_lazy("From whom"), max_length=200)
    fund = forms.ChoiceField(
        label=gettext_lazy("Which fund takes it"),
        help_text=gettext_lazy("Money that may be spent on one thing only belongs in a fund of its own."),
    )
    name = needed_when(
        forms.CharField(label=gettext_lazy("Name of the new fund"), max_length=100),
        gettext_lazy("when the grant opens a new one"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["memo"].help_text = gettext_lazy("In the giver’s words; members read it.")
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


class DonationForm(PostingForm):
    from_whom = forms.CharField(
        label=gettext_lazy("From whom"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Members read it. Leave it empty for someone who wishes to stay unnamed."),
    )
    fund = FundField(label=gettext_lazy("Which fund takes it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, fund=funds())


class FeeForm(PostingForm):
    from_whom = forms.CharField(label=gettext_lazy("Who paid"), max_length=200)
    fund = FundField(label=gettext_lazy("Which fund takes it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, fund=funds().filter(is_restricted=False))


class ExpenseForm(PostingForm):
    to_whom = forms.CharField(label=gettext_lazy("Paid to"), max_length=200)
    account = AccountField(
        Account.objects.none(),
        label=gettext_lazy("Fund and kind of expense"),
        empty_label=gettext_lazy("Choose one"),
        help_text=gettext_lazy("A restricted fund pays for its own purpose alone."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, currency=currency, **kwargs)
        field: Any = self.fields["account"]
        field.queryset = accounts().filter(kind=Account.Kind.EXPENSE, currency=currency, line__is_retired=False)


class MoveForm(PostingForm):
    fund = FundField(
        label=gettext_lazy("Out of which fund"),
        help_text=gettext_lazy("A restricted fund is not among them: its money is spent on its purpose alone."),
    )
    to = FundField(label=gettext_lazy("Into which fund"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, fund=funds().filter(is_restricted=False), to=funds())


class BetweenForm(PostingForm):
    """What is owed or paid to another community; `community` comes out as the one that was named."""

    community = forms.CharField(
        label=gettext_lazy("Which community"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "communities", "autocomplete": "off"}),
        help_text=gettext_lazy("Its name, or its address: the word after /c/ on its pages."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["memo"].help_text = gettext_lazy("The members of both communities read it.")

    def clean_community(self) -> Community:
        found = partner_called(self.cleaned_data["community"])
        if found is None:
            raise ValidationError(_("There is no other community of this name or address."))
        return found


class ReversalForm(PostingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["amount"]  # all of it
        self.fields["memo"].label = gettext_lazy("Why")

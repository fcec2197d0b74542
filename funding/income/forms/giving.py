"""What is asked of donors, pledges and gifts; ids are made with the form so that sending twice does once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Membership
from communities.names import currency_name
from communities.queries import members
from funding.forms.days import EntryDay
from funding.forms.posting import FundField
from funding.income.models import Donor, Every, Pledge
from funding.queries import funds
from tenancy.keys import uuid7
from web.forms import DayField, FilterForm, MoneyField, offer

ABOUT = ("name", "email", "address", "tax_number", "may_be_named", "wants_reminders", "note")


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """A member, chosen by name; it comes out as their person."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Membership.objects.none(), empty_label=gettext_lazy("Nobody with an account here"), **options)

    def prepare_value(self, value: Any) -> Any:
        return value

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return found.person if found else None


class DonorForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"}))
    person = MemberField(
        label=gettext_lazy("Their account here"), required=False,
        help_text=gettext_lazy("Then they find their receipts on their own page."),
    )  # fmt: skip
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    address = forms.CharField(
        label=gettext_lazy("Address"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("As a receipt needs it."),
    )  # fmt: skip
    tax_number = forms.CharField(
        label=gettext_lazy("Tax number"), max_length=40, required=False,
        help_text=gettext_lazy("Only where receipts of your country name it."),
    )  # fmt: skip
    may_be_named = forms.BooleanField(
        label=gettext_lazy("May be named in the books"),
        required=False,
        help_text=gettext_lazy("They agreed that members read their name beside what they gave."),
    )  # fmt: skip
    wants_reminders = forms.BooleanField(
        label=gettext_lazy("Wishes to be reminded"), required=False,
        help_text=gettext_lazy("A notice three days before a donation is due, for whoever has an account here."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, data: Any = None, *, donor: Donor | None = None) -> None:
        initial: dict[str, Any] = {"id": uuid7()}
        if donor:
            initial = {name: getattr(donor, name) for name in ABOUT}
            initial["person"] = Membership.objects.filter(person=donor.person_id).first() if donor.person_id else None
            initial["person"] = initial["person"] and initial["person"].pk
        super().__init__(data, initial=initial)
        offer(self, person=members())


class PledgeForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=gettext_lazy("How much each time"), max_length=40)
    every = forms.ChoiceField(label=gettext_lazy("How often"), choices=Every.choices)
    fund = FundField(label=gettext_lazy("Which fund takes it"))
    starts = DayField(
        label=gettext_lazy("First donation"),
        help_text=gettext_lazy("Later ones come on the same day of the month, or on its last."),
    )
    ends = DayField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: until somebody ends it.")
    )

    def __init__(self, data: Any = None, *, currency: str) -> None:
        super().__init__(data, initial={"id": uuid7(), "starts": timezone.localdate(), "every": Every.MONTH})
        offer(self, fund=funds().filter(person=None))
        name_currency(self, currency)


class GiftForm(forms.Form):
    """A gift that came; of a pledge, with the day on which it was expected."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=gettext_lazy("How much"), max_length=40)
    on = EntryDay(label=gettext_lazy("When it came"))
    fund = FundField(label=gettext_lazy("Which fund takes it"))
    memo = forms.CharField(
        label=gettext_lazy("What for"), max_length=500, required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Members read it in the books: name nobody here."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, currency: str, pledge: Pledge | None = None) -> None:
        initial = {"id": uuid7(), "on": timezone.localdate()}
        if pledge:
            initial |= {"amount": pledge.amount, "fund": pledge.fund_id}
        super().__init__(data, initial=initial)
        offer(self, fund=funds().filter(person=None))
        name_currency(self, currency)


class DayForm(forms.Form):
    on = DayField(label=gettext_lazy("From"))


class YearForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=9998)

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise ValidationError(_("Choose a year that has begun."))
        return year


class DonorFilter(FilterForm):
    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)


def name_currency(form: forms.Form, currency: str) -> None:
    field: Any = form.fields["amount"]
    field.currency = currency
    field.help_text = f"{currency_name(currency)} ({currency})"

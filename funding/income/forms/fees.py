"""What is asked of fees, payments, and of somebody who can't pay in full."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from communities.roles import COMMUNITY_ROLES, ROLES
from funding.forms.days import EntryDay
from funding.forms.posting import FundField
from funding.income.fees import periods_of
from funding.income.forms.giving import name_currency
from funding.income.hardship_setting import choices_of
from funding.income.models import Charge, FeeKind, ForWhom, Per
from funding.queries import funds
from learners.models import Offering
from learners.queries import offerings_here
from tenancy.keys import uuid7
from web.forms import DayField, MoneyField, offer

YEAR = 365  # days


class FeeKindForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("What it is called"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Members read it in the books."),
    )  # fmt: skip
    amount = MoneyField(label=gettext_lazy("How much"), max_length=40)
    per = forms.ChoiceField(label=gettext_lazy("For"), choices=Per.choices)
    for_whom = forms.ChoiceField(label=gettext_lazy("Who pays it"), choices=ForWhom.choices)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), required=False,
        choices=[("", gettext_lazy("None")), *((key, ROLES[key]) for key in COMMUNITY_ROLES)],
    )  # fmt: skip
    offering = forms.ModelChoiceField(
        Offering.objects.none(), label=gettext_lazy("Offering"), required=False, empty_label=gettext_lazy("None")
    )
    fund = FundField(label=gettext_lazy("Which fund takes it"))

    def __init__(self, data: Any = None, *, currency: str) -> None:
        super().__init__(data, initial={"id": uuid7()})
        offer(self, fund=funds().filter(is_restricted=False), offering=offerings_here(drafts=False))
        name_currency(self, currency)


class ChargeForm(forms.Form):
    period = forms.ChoiceField(label=gettext_lazy("Which term or month"))
    due_on = DayField(label=gettext_lazy("Due on"))

    def __init__(self, data: Any = None, *, kind: FeeKind, here: Community) -> None:
        today, known = timezone.localdate(), periods_of(kind, here)
        begun = [one.key for one in sorted(known, key=lambda one: one.starts) if one.starts <= today]
        super().__init__(data, initial={"due_on": today + timedelta(days=14), "period": begun[-1] if begun else None})
        offer(self, period=[(one.key, one.name or kind.title) for one in known])


class InFull(forms.MultipleChoiceField):
    """One box, whose value is what was open when the page was shown."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, open: int, *, label: str) -> None:
        stale = gettext_lazy("Something came meanwhile: look at what is open now.")
        told = {"invalid_choice": stale}
        choices = [(open, gettext_lazy("Paid in full"))]
        super().__init__(label=label, required=False, choices=choices, error_messages=told)


class PaymentsForm(forms.Form):
    """For each charge an amount, under the charge's id, and beside it a box that says it was paid in full."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    on = EntryDay(label=gettext_lazy("When it came"))

    def __init__(self, data: Any = None, *, charges: Iterable[Charge]) -> None:
        super().__init__(data, initial={"id": uuid7(), "on": timezone.localdate()})
        self.charges = list(charges)
        for one in self.charges:
            self.fields[str(one.pk)] = MoneyField(
                label=one.display_name, currency=one.currency, required=False, max_length=40
            )
            self.fields[f"full-{one.pk}"] = InFull(one.open, label=one.display_name)

    def rows(self) -> list[tuple[Charge, Any, Any]]:
        return [(one, self[str(one.pk)], self[f"full-{one.pk}"]) for one in self.charges]

    def clean(self) -> dict[str, Any]:
        for one in self.charges:
            written, full = (self.cleaned_data.get(name) for name in (str(one.pk), f"full-{one.pk}"))
            if full and written not in (None, one.open):
                self.add_error(str(one.pk), _("Either in full, or an amount."))
        if not self.errors and not self.paid():
            raise ValidationError(_("Say beside at least one name what was paid."))
        return self.cleaned_data

    def paid(self) -> dict[UUID, int]:
        """Minor units by charge."""
        told = self.cleaned_data
        sums = {one.pk: one.open if told[f"full-{one.pk}"] else told[str(one.pk)] for one in self.charges}
        return {key: amount for key, amount in sums.items() if amount}


class AmountForm(forms.Form):
    amount = MoneyField(
        label=gettext_lazy("What is to be paid"), max_length=40, least=0,
        help_text=gettext_lazy("0 takes the charge back."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, charge: Charge) -> None:
        super().__init__(data, initial={"amount": charge.amount})
        field: Any = self.fields["amount"]
        field.currency = charge.currency


class AskForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("In a few words"), max_length=600, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("As much as you like to say. Only those who decide about it read this."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("A file"), required=False, help_text=gettext_lazy("Only if you wish to show something.")
    )


class GrantForm(forms.Form):
    choice = forms.ChoiceField(label=gettext_lazy("By which rule"))
    since = DayField(label=gettext_lazy("Fees due from"))
    until = DayField(label=gettext_lazy("To"))
    answer = forms.CharField(
        label=gettext_lazy("A word to who asked"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, rule: Any) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"since": today, "until": date.fromordinal(today.toordinal() + YEAR)})
        told = _("%(situation)s: %(percent)s per cent less")
        shown = choices_of(rule).items()
        offer(self, choice=[(key, told % {"situation": words, "percent": less}) for key, (words, less) in shown])


class DeclineForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Why, and what else may help"), max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )  # fmt: skip

"""What people fill in about the books as a whole, and how the register is narrowed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.models import Community, Membership
from communities.names import currencies
from communities.queries import acting_members
from funding.actions.funds import pools_are_decided
from funding.forms.posting import AccountField
from funding.models import Account, ChartLine, Entry, Fund
from funding.privacy import seen_accounts, seen_funds
from funding.queries import accounts, chart, funds
from funding.register import Asked
from funding.usual import BETWEEN
from tenancy.keys import uuid7
from web.forms import DayField, needed_when, offer


class FundForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    is_restricted = forms.BooleanField(
        label=gettext_lazy("Restricted"),
        required=False,
        help_text=gettext_lazy("Its money may be spent on its purpose alone."),
    )
    purpose = needed_when(
        forms.CharField(label=gettext_lazy("What it is for"), max_length=300), gettext_lazy("of a restricted fund")
    )
    ends_on = DayField(
        label=gettext_lazy("Last day it may be spent"),
        required=False,
        help_text=gettext_lazy("Of a restricted fund, where who gave the money set one."),
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("ends_on") and not self.cleaned_data.get("is_restricted"):
            self.add_error("ends_on", _("Only a restricted fund ends."))
        return self.cleaned_data


class LearnerFundForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    member = forms.ModelChoiceField(
        Membership.objects.none(), label=gettext_lazy("Whose it is"), empty_label=gettext_lazy("Choose one")
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("Read by who keeps the books, the learner and their guardians; by nobody else."),
    )
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=300)
    ends_on = DayField(label=gettext_lazy("Last day it may be spent"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, member=acting_members().filter(roles__contains=["learner"]).order_by("display_name"))


class PoolForm(EffectForm):
    """A fund of the network or of a circle, as it is decided or proposed."""

    matter = "spending"
    parts = ("id", "name", "is_restricted", "purpose", "ends_on")
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    name, is_restricted, purpose, ends_on = (FundForm.base_fields[part] for part in parts[1:])

    @classmethod
    def fits(cls, community: Community) -> bool:
        return pools_are_decided(community)

    def payload(self) -> dict[str, Any]:
        ends_on = self.cleaned_data["ends_on"]
        return {**super().payload(), "id": str(self.cleaned_data["id"]), "ends_on": ends_on and ends_on.isoformat()}


FORMS["open_pool"] = PoolForm


class AccountForm(forms.Form):
    fund = forms.ModelChoiceField(
        Fund.objects.none(), label=gettext_lazy("Fund"), empty_label=gettext_lazy("Choose one")
    )
    line = forms.ModelChoiceField(
        ChartLine.objects.none(), label=gettext_lazy("Line of the chart"), empty_label=gettext_lazy("Choose one")
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=lambda: [(code, f"{code} – {name}") for code, name in currencies()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, fund=funds(), line=chart().filter(is_retired=False).exclude(usual__in=BETWEEN))


class ClosingForm(forms.Form):
    through = DayField(label=gettext_lazy("Close up to and including"))

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
    line = forms.ModelChoiceField(
        ChartLine.objects.none(),
        label=gettext_lazy("Line of the chart"),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("All")), *Entry.Kind.choices]
    )
    flow = forms.ChoiceField(
        label=gettext_lazy("Direction"),
        required=False,
        choices=[("", gettext_lazy("All")), ("in", gettext_lazy("Came in")), ("out", gettext_lazy("Went out"))],
    )
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("To"), required=False)

    def __init__(self, data: Any, *, access: Any = None) -> None:
        super().__init__(data)
        offer(
            self,
            fund=seen_funds(access) if access else funds(),
            account=seen_accounts(access) if access else accounts(),
            line=chart(),
        )

    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**self.cleaned_data)

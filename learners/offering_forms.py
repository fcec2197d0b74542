"""What an offering is asked, and how the catalogue is narrowed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from curriculum.models import Version
from learners.models import Held, Offering, OpenTo, Support
from learners.times.forms import TimeRows, as_rows
from learners.times.slots import as_kept
from tenancy.refusal import Refused
from web.amounts import language_name
from web.forms import DayField, MoneyField


class OfferingForm(forms.Form):
    """`about()` is what open_offering and change_offering take."""

    version: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Curriculum"), queryset=None, help_text=_("The latest published version of each curriculum.")
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("What learners will do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Empty: as the curriculum says it."),
    )
    term_key = forms.ChoiceField(label=_("Term"), required=False)
    starts_on = DayField(label=_("First day"), help_text=_("Empty: as the term."), required=False)
    ends_on = DayField(label=_("Last day"), required=False)
    held = forms.ChoiceField(label=_("Where"), choices=Held.choices, widget=forms.RadioSelect, required=False)
    room = forms.CharField(
        label=_("Room and address, or where online"), max_length=200, required=False, help_text=_("Everyone reads it.")
    )
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=1_000_000, required=False, help_text=_("Empty: no limit.")
    )
    age_from = forms.IntegerField(
        label=_("From age"), min_value=0, max_value=120, required=False, help_text=_("Empty: as the curriculum says.")
    )
    age_to = forms.IntegerField(label=_("Up to age"), min_value=0, max_value=120, required=False)
    cost = MoneyField(label=_("Cost"), least=0, required=False, help_text=_("Empty: free."))
    cost_words = forms.CharField(
        label=_("About the cost"), max_length=200, required=False,
        help_text=_("What it is for, who pays less, and whom to ask."),
    )  # fmt: skip
    support = forms.MultipleChoiceField(
        label=_("Support offered"), choices=Support.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    pause_keeps = forms.BooleanField(
        label=_("Whoever pauses keeps the place"), required=False,
        help_text=_("Else it goes to whoever waits longest, and the return has the first that is free."),
    )  # fmt: skip
    open_to = forms.ChoiceField(label=_("Open to"), choices=OpenTo.choices, widget=forms.RadioSelect)
    teachers: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label=_("Teachers"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, community: Community, offering: Offering | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times = TimeRows(self.data if self.is_bound else None, prefix="times", initial=as_rows(offering))
        self.terms = community.calendar.get("terms", [])
        fields: dict[str, Any] = self.fields
        fields["cost"].currency = offering.currency if offering and offering.cost else community.currency
        offered = Version.objects.filter(Q(curriculum__number=F("number")) | Q(curriculum__in_use=F("number")))
        fields["version"].queryset = offered.order_by("title", "curriculum", "number")
        teaching = Membership.objects.filter(until__isnull=True, roles__contains=["teacher"])
        fields["teachers"].queryset = teaching.order_by("display_name", "pk")
        fields["term_key"].choices = [("", _("No term")), *((term["key"], term["name"]) for term in self.terms)]
        if offering:
            del fields["version"]
        if not self.terms:
            del fields["term_key"]

    @property
    def row_sets(self) -> list[Any]:
        return [self.times]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["cost"], given["held"] = given.get("cost") or 0, given.get("held") or Held.PLACE
        self._take_times(given)
        term = next((one for one in self.terms if one["key"] == given.get("term_key")), None)
        if term:
            given["starts_on"] = given.get("starts_on") or term["starts"]
            given["ends_on"] = given.get("ends_on") or term["ends"]
        return given

    def _take_times(self, given: dict[str, Any]) -> None:
        if not self.times.is_valid():
            raise forms.ValidationError(self.times.complaints())
        try:
            given["times"] = as_kept(self.times.slots())
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def about(self) -> dict[str, Any]:
        """Without what was left empty for the version to say."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {name: value for name, value in given.items() if name not in ("title", "summary") or value}


class CatalogueForm(forms.Form):
    """The filters of the catalogue, as learners.queries.catalogue takes them, and those by who reads it."""

    READERS = ("beside", "at_most_km", "nearest", "with_needed")

    text = forms.CharField(
        label=_("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    age = forms.IntegerField(label=_("For age"), required=False, min_value=0, max_value=120)
    starts_from = DayField(label=_("Starts from"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Meets on"), required=False, coerce=int, empty_value=None,
        choices=lambda: [("", _("Any day")), *WEEKDAYS.items()],
    )  # fmt: skip
    held = forms.ChoiceField(label=_("Where"), required=False, choices=[("", _("Anywhere")), *Held.choices[:2]])
    support = forms.ChoiceField(label=_("With support"), required=False, choices=[("", _("Any")), *Support.choices])
    with_needed = forms.BooleanField(label=_("With all that I need"), required=False)
    free = forms.BooleanField(label=_("Free of charge"), required=False)
    beside = forms.BooleanField(label=_("When I am free"), required=False)
    with_places = forms.BooleanField(label=_("With free places"), required=False)
    at_most_km = forms.IntegerField(label=_("At most how many km away"), required=False, min_value=1, max_value=25_000)
    nearest = forms.BooleanField(label=_("Nearest first"), required=False)

    def __init__(self, *args: Any, languages: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["language"].choices = [("", _("All")), *((code, language_name(code)) for code in languages)]

    @property
    def filters(self) -> dict[str, Any]:
        """What could be read; what could not is left out."""
        self.is_valid()
        return {
            name: value for name, value in self.cleaned_data.items() if value or (value == 0 and value is not False)
        }

"""What people are asked about offerings, enrolments and guardians."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import F, Q
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from curriculum.models import Version
from learners.equity import ASKABLE, answers
from learners.models import Enrolment, Offering, OpenTo
from web.amounts import language_name
from web.forms import DayField


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it empty; nothing when the page was only asked for."""
    return request.POST if request.method == "POST" else None


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
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=1_000_000, required=False, help_text=_("Empty: no limit.")
    )
    open_to = forms.ChoiceField(label=_("Open to"), choices=OpenTo.choices, widget=forms.RadioSelect)
    teachers: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label=_("Teachers"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, community: Community, offering: Offering | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = community.calendar.get("terms", [])
        fields: dict[str, Any] = self.fields
        offered = Version.objects.filter(Q(curriculum__number=F("number")) | Q(curriculum__in_use=F("number")))
        fields["version"].queryset = offered.order_by("title", "curriculum", "number")
        teaching = Membership.objects.filter(until__isnull=True, roles__contains=["teacher"])
        fields["teachers"].queryset = teaching.order_by("display_name", "pk")
        fields["term_key"].choices = [("", _("No term")), *((term["key"], term["name"]) for term in self.terms)]
        if offering:
            del fields["version"]
        if not self.terms:
            del fields["term_key"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        term = next((one for one in self.terms if one["key"] == given.get("term_key")), None)
        if term:
            given["starts_on"] = given.get("starts_on") or term["starts"]
            given["ends_on"] = given.get("ends_on") or term["ends"]
        return given

    def about(self) -> dict[str, Any]:
        """Without what was left empty for the version to say."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {name: value for name, value in given.items() if name not in ("title", "summary") or value}


class CatalogueForm(forms.Form):
    """The filters of the catalogue, as learners.queries.catalogue takes them."""

    text = forms.CharField(
        label=_("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    age = forms.IntegerField(label=_("For age"), required=False, min_value=0, max_value=120)
    starts_from = DayField(label=_("Starts from"), required=False)
    with_places = forms.BooleanField(label=_("With free places"), required=False)

    def __init__(self, *args: Any, languages: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["language"].choices = [("", _("All")), *((code, language_name(code)) for code in languages)]

    @property
    def filters(self) -> dict[str, Any]:
        """What could be read; what could not is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}


class EnrolForm(forms.Form):
    """From which of their communities a learner comes, and what they like to say about themself."""

    home = forms.ChoiceField(label=_("You come from"), required=False)

    def __init__(self, *args: Any, homes: Sequence[Membership] = (), asks: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asks
        for key in asks:
            choices = [("", _("I’d rather not say")), *ASKABLE[key].values.items()]
            self.fields[key] = forms.ChoiceField(label=ASKABLE[key].label, choices=choices, required=False)
        self.homes = {str(one.community_id): one for one in homes}
        fields: dict[str, Any] = self.fields
        fields["home"].choices = [(key, one.community.name) for key, one in self.homes.items()]

    @property
    def is_asked(self) -> bool:
        return len(self.homes) > 1

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[key] for key in self.asks]

    def answers(self) -> dict[str, str]:
        return answers(self.cleaned_data, self.asks)

    def membership(self) -> Membership | None:
        """The one chosen, or the likeliest."""
        return self.homes.get(self.cleaned_data["home"]) or next(iter(self.homes.values()), None)


class AddLearnerForm(forms.Form):
    member: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Learner"), queryset=None, help_text=_("Someone who learns in this community.")
    )

    def __init__(self, *args: Any, offering: Offering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        there = Enrolment.objects.filter(offering=offering).exclude(state=Enrolment.State.WITHDRAWN)
        learning = Membership.objects.filter(until__isnull=True, roles__contains=["learner"])
        fields["member"].queryset = learning.exclude(person__in=there.values("person")).order_by("display_name", "pk")


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How it ended"), choices=[("", "–"), *Enrolment.Outcome.choices])


class GuardianForm(forms.Form):
    guardian: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Guardian"), queryset=None, help_text=_("Reads the learning of the child, everywhere.")
    )
    child: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("Learner"), queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        live = Membership.objects.filter(until__isnull=True).order_by("display_name", "pk")
        fields["guardian"].queryset = live.filter(roles__contains=["guardian"])
        fields["child"].queryset = live.filter(roles__contains=["learner"])

"""What people are asked about offerings, enrolments and guardians."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from learners.equity import ASKABLE, answers
from learners.models import AccessLog, Enrolment, GuardianshipRecord, Held, Offering
from web.forms import DayField, offer

KINDS = [
    ("", _("In all of it")),
    (Enrolment.Kind.PART, _("In a part of it")),
    (Enrolment.Kind.TRIAL, _("On trial, for four weeks")),
    (Enrolment.Kind.ONLINE, _("Online")),
]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it empty; nothing when the page was only asked for."""
    return request.POST if request.method == "POST" else None


class EnrolForm(forms.Form):
    """From which of their communities a learner comes, and what they like to say about themself."""

    home = forms.ChoiceField(label=_("You come from"), required=False)
    knowingly = forms.BooleanField(label=_("I know, and enrol all the same"), required=False)
    waits = forms.BooleanField(required=False, widget=forms.HiddenInput)  # where all places are taken
    kind = forms.ChoiceField(label=_("How you take part"), required=False)

    def __init__(
        self, *args: Any, homes: Sequence[Membership] = (), asks: Sequence[str] = (), held: str = "", **kwargs: Any
    ) -> None:
        """`held`: how the offering is; without it the kind is not asked."""
        super().__init__(*args, **kwargs)
        if held:
            offer(self, kind=KINDS[: 3 if held == Held.PLACE else 4])
        else:
            del self.fields["kind"]
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


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("How they take part"), choices=Enrolment.Kind.choices)
    trial_until = DayField(label=_("Last day of a trial"), required=False, help_text=_("Empty: in four weeks."))


class GuardianForm(forms.Form):
    guardian: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Guardian"), queryset=None, help_text=_("Reads the learning of the child, everywhere.")
    )
    child: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(label=_("Learner"), queryset=None)
    seen = forms.ChoiceField(
        label=_("What you saw"), choices=GuardianshipRecord.Seen.choices, widget=forms.RadioSelect,
        help_text=_("What shows that it is so. Keep no copy of it."),
    )  # fmt: skip
    until = DayField(
        label=_("Ends on"), required=False,
        help_text=_("For custody until a day. Where the day of birth is known, it ends when they come of age."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        live = Membership.objects.filter(until__isnull=True).order_by("display_name", "pk")
        fields["guardian"].queryset = live.filter(roles__contains=["guardian"])
        fields["child"].queryset = live.filter(roles__contains=["learner"])


class EndForm(forms.Form):
    until = DayField(label=_("Ends on"), required=False, help_text=_("Empty: today."))


class LooksForm(forms.Form):
    """Of the looks: for which community, as what, and whether something was done."""

    community = forms.ChoiceField(label=_("Community"), required=False)
    role = forms.ChoiceField(label=_("As what"), required=False, choices=[("", _("Anybody")), *AccessLog.Role.choices])
    did = forms.ChoiceField(
        label=_("What happened"), required=False,
        choices=[("", _("Looked or did something")), ("look", _("Looked")), ("did", _("Did something"))],
    )  # fmt: skip

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, community=[("", _("Anywhere")), *places])

    @property
    def is_in_use(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

    def asked(self) -> dict[str, Any]:
        """As the query takes it; what is no choice counts as not asked."""
        given = self.cleaned_data if self.is_valid() else {}
        did = {"look": False, "did": True}.get(given.get("did", ""))
        return {"community": given.get("community", ""), "role": given.get("role", ""), "did": did}

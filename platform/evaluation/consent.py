"""Which of its figures a community lets leave, and for whom: its own decision, indicator by indicator."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from evaluation.leaving import can_leave

POLICYMAKERS, PUBLIC = "policymakers", "public"
CIRCLES = "circles"  # beside the indicators, for everyone alone: what the network compares is open to everyone
AUDIENCES = {
    POLICYMAKERS: gettext_lazy("For the network’s policymakers"),
    PUBLIC: gettext_lazy("For everyone, also as open data"),
}


def _choices() -> list[tuple[str, Any]]:
    return [(one.key, one.label) for one in can_leave()]


def _choices_for_everyone() -> list[tuple[str, Any]]:
    return [*_choices(), (CIRCLES, _("Which circles it belongs to, so that circles can be compared"))]


class ConsentForm(SettingForm):
    policymakers = forms.MultipleChoiceField(
        label=AUDIENCES[POLICYMAKERS], required=False, choices=_choices, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "While the community shares its roll-ups: under its name, each week, none that counts fewer than ten, and a"
            " share with both numbers it is made of."
        ),
    )  # fmt: skip
    public = forms.MultipleChoiceField(
        label=AUDIENCES[PUBLIC], required=False, choices=_choices_for_everyone, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "What was published stays published; from the next publication on nothing more leaves than is ticked here."
        ),
    )  # fmt: skip


def _words(value: Any) -> list[tuple[str, str]]:
    named = {key: str(label) for key, label in _choices_for_everyone()}
    return [
        (str(label), "; ".join(named.get(key, key) for key in value[audience]) or _("Nothing"))
        for audience, label in AUDIENCES.items()
    ]


def audiences_of(access: Any) -> set[str]:
    """What a reader of the observatory is."""
    is_policymaker = any(
        access.opens(one.community) and one.community.is_network and "policymaker" in one.roles
        for one in getattr(access, "memberships", ())
    )
    return {PUBLIC, POLICYMAKERS} if is_policymaker else {PUBLIC}


CONSENT = SettingKind(
    key="figures",
    label=gettext_lazy("Figures that leave"),
    why=gettext_lazy("Which figures of this community others read, and who: policymakers, or everyone."),
    form=ConsentForm,
    default=lambda: {POLICYMAKERS: [], PUBLIC: []},
    words=_words,
    order=61,
)

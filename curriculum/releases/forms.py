"""What people are asked about a version handed in, and about which version is used."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.forms import ReasonForm
from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.models import Community
from curriculum.models import Curriculum, Version
from curriculum.releases.queries import open_submissions
from curriculum.releases.words import named
from web.forms import offer

NONE = "none"  # no version is used


class OpinionForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you say to it"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Whoever asks for changes says which."),
    )  # fmt: skip


def choices_of(curriculum: Curriculum, versions: list[Version]) -> list[tuple[str, str]]:
    """What could be used instead of what is: the latest first, then none."""
    found = [(str(one.number), f"{named(one.number)}: {one.note}"[:120] if one.note else named(one.number))
             for one in versions if one.number != curriculum.in_use]  # fmt: skip
    return [*found, *([(NONE, _("Use none of them any more"))] if curriculum.in_use else [])]


class UseForm(ReasonForm):
    number = forms.ChoiceField(label=gettext_lazy("What is used from now on"), widget=forms.RadioSelect)
    field_order = ("number", "reason")

    def __init__(self, data: Any = None, *, choices: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"number": next((one for one, _label in choices if one != NONE), None)})
        offer(self, number=choices)

    def clean_number(self) -> int | None:
        given = self.cleaned_data["number"]
        return None if given == NONE else int(given)


class PublishProposalForm(EffectForm):
    matter = "publishing"
    parts = ("submission",)
    submission = forms.ChoiceField(label=gettext_lazy("What was handed in"))

    @classmethod
    def fits(cls, _community: Community) -> bool:
        return open_submissions().exists()

    def offered(self, _community: Community) -> dict[str, Any]:
        return {
            "submission": [(str(one.pk), f"{one.title}, {named(one.next_number)}") for one in open_submissions()[:500]]
        }


class UseProposalForm(EffectForm):
    matter = "curriculum"
    parts = ("which",)
    which = forms.ChoiceField(label=gettext_lazy("Which version"))

    @classmethod
    def fits(cls, _community: Community) -> bool:
        return Version.objects.exists()

    def offered(self, _community: Community) -> dict[str, Any]:
        """A value is a curriculum's id and a version's number, or that none is used."""
        found = Version.objects.filter(curriculum__archived_at__isnull=True).select_related("curriculum")
        choices = []
        for one in found.order_by("curriculum__title", "curriculum", "-number")[:2000]:
            if one.number != one.curriculum.in_use:
                choices.append((f"{one.curriculum_id} {one.number}", f"{one.title}, {named(one.number)}"))
            else:
                choices.append((f"{one.curriculum_id} {NONE}", f"{one.title}: {_('no longer in use')}"))
        return {"which": choices}

    def payload(self) -> dict[str, Any]:
        curriculum, _space, number = self.cleaned_data["which"].partition(" ")
        return {"curriculum": curriculum, "number": None if number == NONE else int(number)}


FORMS |= {"publish_curriculum": PublishProposalForm, "use_curriculum": UseProposalForm}

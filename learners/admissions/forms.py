"""What is asked for a round, an application, and its groups."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.governance.kinds.admissions import GROUPS
from learners.admissions.models import Application, Round
from learners.admissions.rules import ON_RECORD
from learners.forms import EnrolForm
from web.forms import DayField


class RoundForm(forms.Form):
    last_day = DayField(
        label=_("Last day of applications"),
        help_text=_("The places are drawn as it ends, by the clock of the community."),
    )


class NewSeedForm(forms.Form):
    reason = forms.CharField(
        label=_("What happened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone reads it beside the draw."),
    )


class ApplicationForm(EnrolForm):
    """As enrolling asks, and of which groups somebody says they are."""

    claims = forms.MultipleChoiceField(
        label=_("What is so for you"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Somebody here confirms it. That you, a brother or a sister learn here is known already."),
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["claims"].choices = named([one for one in round.groups if one not in ON_RECORD])
        if not fields["claims"].choices:
            del fields["claims"]

    def about(self) -> dict[str, Any]:
        """As `apply` takes it, but for who and from where."""
        given = self.cleaned_data
        return {
            "claims": given.get("claims", []), "attributes": self.answers(), "knowingly": given["knowingly"],
        }  # fmt: skip


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why you should have a place"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Read by those who decide here. There is one appeal."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("Your answer"), choices=[("yes", _("Granted")), ("no", _("Turned down"))], widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the decision record, under the receipt: name nobody."),
    )  # fmt: skip


class GroupsForm(forms.Form):
    groups = forms.MultipleChoiceField(label=_("Confirmed"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, initial={"groups": application.granted}, auto_id=f"id_{application.pk}_%s")
        fields: dict[str, Any] = self.fields
        fields["groups"].choices = named(application.claims)


def named(groups: Sequence[str]) -> list[tuple[str, Any]]:
    return [(one, GROUPS[one]) for one in groups]

"""What a proposal and a comment are written in."""

from django import forms
from django.utils.translation import gettext_lazy

from communities.governance.models import Proposal
from web.forms import DayField, FilterForm

AREA = {"rows": 4}


class ProposalForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=200, required=False,
        help_text=gettext_lazy("Left empty, it says what would change."),
    )  # fmt: skip
    body = forms.CharField(label=gettext_lazy("Why"), max_length=10000, widget=forms.Textarea(attrs=AREA))
    holds_from = DayField(
        label=gettext_lazy("In force from"), required=False,
        help_text=gettext_lazy("Left empty, it is in force as soon as it is accepted."),
    )  # fmt: skip


class WayForm(forms.Form):
    """Another way to do what a proposal is about."""

    label = forms.CharField(
        label=gettext_lazy("What to call this way"), max_length=120, required=False,
        help_text=gettext_lazy("Left empty, it says what would change."),
    )  # fmt: skip


class CommentForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("What do you think?"), max_length=5000, widget=forms.Textarea(attrs=AREA))
    is_question = forms.BooleanField(
        label=gettext_lazy("A question to the proposer, to be answered before the voting opens"), required=False
    )
    parent = forms.UUIDField(required=False, widget=forms.HiddenInput)


class AmendmentForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("What it should say"), max_length=10000, widget=forms.Textarea(attrs=AREA)
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is better so"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class AmendForm(forms.Form):
    """Beside a change of what would change."""

    reason = AmendmentForm.base_fields["reason"]


class AttachForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("A file that speaks for it"),
        help_text=gettext_lazy("A picture, a PDF, a text or a sheet; whoever may read the proposal may open it."),
    )
    title = forms.CharField(label=gettext_lazy("What it is called there"), required=False, max_length=150)


class ProposalsFilter(FilterForm):
    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("Every state")), *Proposal.State.choices],
    )


class HoursForm(forms.Form):
    hours = forms.IntegerField(label=gettext_lazy("How long (hours)"), min_value=1, max_value=24 * 366)

"""What a proposal and a comment are written in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from communities.models import Membership
from communities.roles import ROLES

AREA = {"rows": 4}
MATTER_OF = {"give_role": "role", "end_role": "role", "end_membership": "membership"}  # of each effect about a member


class ProposalForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=200, required=False,
        help_text=gettext_lazy("Left empty, it says what would change."),
    )  # fmt: skip
    body = forms.CharField(label=gettext_lazy("Why"), max_length=10000, widget=forms.Textarea(attrs=AREA))


class WayForm(forms.Form):
    """Another way to do what a proposal is about."""

    label = forms.CharField(
        label=gettext_lazy("What to call this way"), max_length=120, required=False,
        help_text=gettext_lazy("Left empty, it says what would change."),
    )  # fmt: skip


class MemberProposalForm(ProposalForm):
    """About a member: their membership, or one of their roles."""

    member = forms.ChoiceField(label=gettext_lazy("Member"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    label = WayForm.base_fields["label"]
    field_order = ("member", "role", "label", "title", "body")

    def __init__(self, data: Any = None, *, roles: tuple[str, ...], initial: Any = None, is_way: bool = False) -> None:
        super().__init__(data, initial=initial)
        for name in ("title", "body") if is_way else ("label",):
            del self.fields[name]
        live = Membership.objects.filter(until__isnull=True).order_by("display_name").values_list("pk", "display_name")
        self.fields["member"].choices = [(str(pk), name) for pk, name in live]  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role, ROLES[role]) for role in roles]  # type: ignore[attr-defined]
        if not roles:
            del self.fields["role"]

    def payload(self) -> dict[str, str]:
        return {part: self.cleaned_data[part] for part in ("member", "role") if part in self.cleaned_data}


class CommentForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("What do you think?"), max_length=5000, widget=forms.Textarea(attrs=AREA))
    parent = forms.UUIDField(required=False, widget=forms.HiddenInput)


class HoursForm(forms.Form):
    hours = forms.IntegerField(label=gettext_lazy("How long (hours)"), min_value=1, max_value=24 * 366)

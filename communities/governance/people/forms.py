"""Asking to join, roles, memberships and suspensions: what is decided or proposed about people is written in these."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from communities.governance.forms import ReasonForm
from communities.governance.models import JoinRequest
from communities.governance.people.suspending import LEAST_NOTICE, LONGEST, LONGEST_NOTICE
from communities.governance.proposals.effect_forms import FORMS, EffectForm
from communities.models import Community, Membership
from communities.roles import DELEGATE, ROLES
from communities.rules import roles_to_give
from web.forms import offer


class PeriodFields(forms.Form):
    """When a suspension begins and ends."""

    notice = forms.IntegerField(
        label=gettext_lazy("Begins how many days after the decision"), min_value=LEAST_NOTICE, max_value=LONGEST_NOTICE,
        initial=LEAST_NOTICE, help_text=gettext_lazy("Until then the member knows the reason and can answer."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=gettext_lazy("For how many days"), required=False, min_value=1, max_value=LONGEST,
        help_text=gettext_lazy("Then it ends by itself. Left empty, only a decision ends it."),
    )  # fmt: skip


class SuspendForm(PeriodFields, ReasonForm):
    field_order = ("notice", "days", "reason")


class JoinForm(forms.Form):
    display_name = forms.CharField(
        label=gettext_lazy("What you would be called here"), max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("A few words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Who you are and what brings you here. Those who decide on it read this."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """To somebody who asked to join."""

    answer = forms.CharField(
        label=gettext_lazy("What you answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The person reads it."),
    )  # fmt: skip


class SayForm(forms.Form):
    """An answer to a suspension, or an appeal."""

    text = forms.CharField(
        label=gettext_lazy("What you say to it"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )


class RoleForm(ReasonForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    field_order = ("role", "reason")

    def __init__(self, data: Any = None, *, roles: Iterable[str]) -> None:
        super().__init__(data)
        offer(self, role=[(role, ROLES[role]) for role in roles])


class EndMembershipForm(EffectForm):
    matter = "membership"
    parts: ClassVar[tuple[str, ...]] = ("member",)
    member = forms.ChoiceField(label=gettext_lazy("Member"))

    def offered(self, _community: Community) -> dict[str, Any]:
        live = Membership.objects.filter(until__isnull=True).order_by("display_name", "pk")
        return {"member": [(str(one.pk), one.display_name) for one in self.eligible(live)]}

    def eligible(self, live: Iterable[Membership]) -> Iterable[Membership]:
        return live


class RoleProposalForm(EndMembershipForm):
    matter = "role"
    parts = ("member", "role")
    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def offered(self, community: Community) -> dict[str, Any]:
        return {**super().offered(community), "role": _roles(community)}


class SuspendProposalForm(PeriodFields, EndMembershipForm):
    matter = "suspension"
    parts = ("member", "notice", "days")

    def eligible(self, live: Iterable[Membership]) -> Iterable[Membership]:
        return [one for one in live if not one.will_be_suspended and DELEGATE not in one.roles]


class LiftProposalForm(EndMembershipForm):
    matter = "suspension"

    def eligible(self, live: Iterable[Membership]) -> Iterable[Membership]:
        return [one for one in live if one.will_be_suspended]


class AdmitProposalForm(EffectForm):
    matter = "admission"
    parts = ("request", "role")
    request = forms.ChoiceField(label=gettext_lazy("Who asked to join"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))

    @classmethod
    def fits(cls, community: Community) -> bool:
        return community.kind != Community.Kind.CIRCLE

    def offered(self, community: Community) -> dict[str, Any]:
        asked = JoinRequest.objects.filter(state="open").order_by("asked_at").values_list("pk", "display_name")
        return {"request": [(str(pk), name) for pk, name in asked], "role": _roles(community)}


def _roles(community: Community) -> list[tuple[str, Any]]:
    return [(role, ROLES[role]) for role in roles_to_give(community)]


FORMS |= {
    "give_role": RoleProposalForm,
    "end_role": RoleProposalForm,
    "end_membership": EndMembershipForm,
    "admit": AdmitProposalForm,
    "suspend": SuspendProposalForm,
    "lift_suspension": LiftProposalForm,
}

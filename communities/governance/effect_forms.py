"""What a proposal about people is written in: a form for each effect, with its fields before the proposal's words."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from communities.governance.forms import PeriodFields
from communities.governance.models import JoinRequest
from communities.governance.proposal_forms import ProposalForm, WayForm
from communities.models import Community, Membership
from communities.roles import ROLES
from communities.rules import roles_to_give
from web.forms import offer

FORMS: dict[str, type["EffectForm"]] = {}


class EffectForm(ProposalForm):
    """Offers what there is in the open scope's community."""

    matter: ClassVar[str]
    parts: ClassVar[tuple[str, ...]]  # fields that make the payload

    label = WayForm.base_fields["label"]

    def __init__(self, data: Any = None, *, community: Community, initial: Any = None, is_way: bool = False) -> None:
        super().__init__(data, initial=initial)
        for name in ("title", "body", "holds_from") if is_way else ("label",):
            del self.fields[name]
        self.order_fields([*self.parts, "label", "title", "body", "holds_from"])
        offer(self, **self.offered(community))

    @classmethod
    def fits(cls, _community: Community) -> bool:
        """Whether it is for such a place."""
        return True

    def offered(self, _community: Community) -> dict[str, Any]:
        return {}

    def payload(self) -> dict[str, Any]:
        return {part: self.cleaned_data[part] for part in self.parts}


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
        return [one for one in live if not one.will_be_suspended]


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

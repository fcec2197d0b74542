"""The effects that give and take a role, and end a membership."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.actions import check_role
from communities.governance.actions import end_role, grant_role, remove_member
from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.models import Decision
from communities.models import Community, Membership
from communities.roles import ROLES
from tenancy.refusal import Refused


def member_of(payload: Any) -> Membership:
    """The live member a payload names; refused without."""
    try:
        found = Membership.objects.filter(pk=UUID(str(payload["member"])), until__isnull=True).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such member, or the membership has ended."))
    member: Membership = found
    return member


def kept(member: Membership, **more: Any) -> dict[str, Any]:
    """The payload about a member; their name stays readable when they have gone."""
    return {"member": str(member.pk), "name": member.display_name, **more}


def _role_to_give(payload: Any, _community: Community) -> dict[str, Any]:
    member, role = member_of(payload), str(payload.get("role"))
    check_role(role)
    if role in member.roles:
        raise Refused(_("%(name)s has this role already.") % {"name": member.display_name})
    return kept(member, role=role)


def _role_to_end(payload: Any, _community: Community) -> dict[str, Any]:
    member, role = member_of(payload), str(payload.get("role"))
    if role not in member.roles:
        raise Refused(_("%(name)s does not have this role.") % {"name": member.display_name})
    if len(member.roles) == 1:
        raise Refused(_("This is the only role %(name)s has: end the membership instead.") % {"name": member})
    return kept(member, role=role)


GIVE_ROLE = Effect(
    key="give_role",
    label=gettext_lazy("Give a role"),
    checked=_role_to_give,
    matter=lambda _payload: "role",
    title=lambda payload: _("%(name)s: %(role)s") % {"name": payload["name"], "role": ROLES[payload["role"]]},
    preview=lambda payload: [Change(payload["name"], "", str(ROLES[payload["role"]]))],
    enact=lambda payload, by, reason, at: grant_role(
        member_of(payload), role=payload["role"], by=by, reason=reason, voted_at=at
    ),
    decision_kind=Decision.Kind.ROLE,
)
END_ROLE = Effect(
    key="end_role",
    label=gettext_lazy("Take a role"),
    checked=_role_to_end,
    matter=lambda _payload: "role",
    title=lambda payload: _("%(name)s: no longer %(role)s") % {"name": payload["name"], "role": ROLES[payload["role"]]},
    preview=lambda payload: [Change(payload["name"], str(ROLES[payload["role"]]), "")],
    enact=lambda payload, by, reason, at: end_role(
        member_of(payload), role=payload["role"], by=by, reason=reason, voted_at=at
    ),
    decision_kind=Decision.Kind.ROLE,
)
END_MEMBERSHIP = Effect(
    key="end_membership",
    label=gettext_lazy("End a membership"),
    checked=lambda payload, _community: kept(member_of(payload)),
    matter=lambda _payload: "membership",
    title=lambda payload: _("%(name)s: end of membership") % {"name": payload["name"]},
    preview=lambda payload: [Change(payload["name"], _("Member"), _("No longer a member"))],
    enact=lambda payload, by, reason, at: remove_member(member_of(payload), by=by, reason=reason, voted_at=at),
    decision_kind=Decision.Kind.ROLE,
)

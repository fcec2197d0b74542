"""What a proposal can do: each effect checks its payload, says what would change, and is enacted by the decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.actions import check_role
from communities.governance.actions import decide_setting, end_role, grant_role, remove_member
from communities.governance.changes import Change, changes
from communities.governance.kinds import KINDS, refuse_change
from communities.governance.mandate import matter_of_setting
from communities.governance.models import Decision
from communities.governance.queries import history_of
from communities.models import Community, Membership
from communities.roles import ROLES
from tenancy.refusal import Refused

EFFECTS: dict[str, "Effect"] = {}
Enact = Callable[[dict[str, Any], Person, str, datetime], Decision]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """`checked` gives the payload as it is kept, and refuses one that is not, or no longer, valid.

    `enact(payload, by, reason, at)` decides and carries out in the transaction it is called in."""

    key: str
    label: Any
    checked: Callable[[Any, Community], dict[str, Any]]
    matter: Callable[[dict[str, Any]], str]
    title: Callable[[dict[str, Any]], str]
    preview: Callable[[dict[str, Any]], list[Change]]
    enact: Enact
    decision_kind: str


def register_effect(effect: Effect) -> None:
    EFFECTS[effect.key] = effect


def effect_of(key: str) -> Effect:
    if key not in EFFECTS:
        raise Refused(_("There is no such effect: %(key)s") % {"key": key})
    return EFFECTS[key]


def _setting(payload: Any, community: Community) -> dict[str, Any]:
    """`key`, `value`, and `instead_of`: the number of the decision it takes the place of."""
    if not isinstance(payload, dict) or payload.get("key") not in KINDS:
        raise Refused(_("Name a setting, and its new value."))
    key = payload["key"]
    value = KINDS[key].checked(payload.get("value"), community=community)
    refuse_change(key, value, community=community)
    now = history_of(key).first()
    instead_of = payload.get("instead_of") or (now.decision.number if now else 1)
    if now and now.decision.number != instead_of:
        raise Refused(_("Decision %(number)s changed this meanwhile.") % {"number": now.decision.number})
    if now and now.value == value:
        raise Refused(_("Nothing would change."))
    return {"key": key, "value": value, "instead_of": instead_of}


def _setting_changes(payload: dict[str, Any]) -> list[Change]:
    rows = history_of(payload["key"]).filter(decision__number=payload["instead_of"])
    before = rows.first()
    return changes(KINDS[payload["key"]], before.value if before else None, payload["value"])


def _enact_setting(payload: dict[str, Any], by: Person, reason: str, at: datetime) -> Decision:
    decision: Decision = decide_setting(**payload, by=by, reason=reason, voted_at=at).decision
    return decision


def _member(payload: Any) -> Membership:
    try:
        found = Membership.objects.filter(pk=UUID(str(payload["member"])), until__isnull=True).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such member, or the membership has ended."))
    member: Membership = found
    return member


def _kept(member: Membership, **more: str) -> dict[str, Any]:
    return {"member": str(member.pk), "name": member.display_name, **more}


def _role_to_give(payload: Any, _community: Community) -> dict[str, Any]:
    member, role = _member(payload), str(payload.get("role"))
    check_role(role)
    if role in member.roles:
        raise Refused(_("%(name)s has this role already.") % {"name": member.display_name})
    return _kept(member, role=role)


def _role_to_end(payload: Any, _community: Community) -> dict[str, Any]:
    member, role = _member(payload), str(payload.get("role"))
    if role not in member.roles:
        raise Refused(_("%(name)s does not have this role.") % {"name": member.display_name})
    if len(member.roles) == 1:
        raise Refused(_("This is the only role %(name)s has: end the membership instead.") % {"name": member})
    return _kept(member, role=role)


register_effect(
    Effect(
        key="setting",
        label=gettext_lazy("Change a setting"),
        checked=_setting,
        matter=lambda payload: matter_of_setting(payload["key"]),
        title=lambda payload: _("Change: %(setting)s") % {"setting": KINDS[payload["key"]].label},
        preview=_setting_changes,
        enact=_enact_setting,
        decision_kind=Decision.Kind.SETTING,
    )
)
register_effect(
    Effect(
        key="give_role",
        label=gettext_lazy("Give a role"),
        checked=_role_to_give,
        matter=lambda _payload: "role",
        title=lambda payload: _("%(name)s: %(role)s") % {"name": payload["name"], "role": ROLES[payload["role"]]},
        preview=lambda payload: [Change(payload["name"], "", str(ROLES[payload["role"]]))],
        enact=lambda payload, by, reason, at: grant_role(
            _member(payload), role=payload["role"], by=by, reason=reason, voted_at=at
        ),
        decision_kind=Decision.Kind.ROLE,
    )
)
register_effect(
    Effect(
        key="end_role",
        label=gettext_lazy("Take a role"),
        checked=_role_to_end,
        matter=lambda _payload: "role",
        title=lambda payload: (
            _("%(name)s: no longer %(role)s") % {"name": payload["name"], "role": ROLES[payload["role"]]}
        ),
        preview=lambda payload: [Change(payload["name"], str(ROLES[payload["role"]]), "")],
        enact=lambda payload, by, reason, at: end_role(
            _member(payload), role=payload["role"], by=by, reason=reason, voted_at=at
        ),
        decision_kind=Decision.Kind.ROLE,
    )
)
register_effect(
    Effect(
        key="end_membership",
        label=gettext_lazy("End a membership"),
        checked=lambda payload, _community: _kept(_member(payload)),
        matter=lambda _payload: "membership",
        title=lambda payload: _("%(name)s: end of membership") % {"name": payload["name"]},
        preview=lambda payload: [Change(payload["name"], _("Member"), _("No longer a member"))],
        enact=lambda payload, by, reason, at: remove_member(_member(payload), by=by, reason=reason, voted_at=at),
        decision_kind=Decision.Kind.ROLE,
    )
)

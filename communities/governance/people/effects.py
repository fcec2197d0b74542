"""The effects that admit, suspend and unsuspend a member."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.models import Decision, JoinRequest
from communities.governance.people.admitting import admit_member, refuse_admission
from communities.governance.people.role_effects import kept, member_of
from communities.governance.people.suspending import (
    LEAST_NOTICE,
    lift_suspension,
    refuse_periods,
    refuse_silencing,
    suspend_member,
)
from communities.models import Community
from communities.roles import ROLES
from tenancy.refusal import Refused


def request_of(payload: Any) -> JoinRequest:
    """The request to join a payload names; refused without."""
    try:
        found = JoinRequest.objects.filter(pk=UUID(str(payload["request"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such request."))
    request: JoinRequest = found
    return request


def _to_admit(payload: Any, _community: Community) -> dict[str, Any]:
    request, role = request_of(payload), str(payload.get("role"))
    refuse_admission(request, role)
    return {"request": str(request.pk), "name": request.display_name, "role": role}


def _to_suspend(payload: Any, _community: Community) -> dict[str, Any]:
    """`notice`: days from the decision to the first day; `days`: how many, or null until it is lifted."""
    member = member_of(payload)
    notice, days = payload.get("notice", LEAST_NOTICE), payload.get("days")
    if not isinstance(notice, int) or not isinstance(days, int | None):
        raise Refused(_("Notice and length are whole numbers of days."))
    refuse_periods(notice, days)
    refuse_silencing(member)
    if member.will_be_suspended:
        raise Refused(_("%(name)s is suspended already.") % {"name": member})
    return kept(member, notice=notice, days=days)


def _to_lift(payload: Any, _community: Community) -> dict[str, Any]:
    member = member_of(payload)
    if not member.will_be_suspended:
        raise Refused(_("%(name)s is not suspended.") % {"name": member})
    return kept(member)


def _periods(payload: dict[str, Any]) -> str:
    notice, days = payload["notice"], payload["days"]
    after = ngettext("from %(n)s day after the decision", "from %(n)s days after the decision", notice) % {"n": notice}
    if days is None:
        return _("Suspended %(after)s until it is lifted") % {"after": after}
    length = ngettext("for %(n)s day", "for %(n)s days", days) % {"n": days}
    return _("Suspended %(after)s %(length)s") % {"after": after, "length": length}


ADMIT = Effect(
    key="admit",
    label=gettext_lazy("Admit a member"),
    checked=_to_admit,
    matter=lambda _payload: "admission",
    title=lambda payload: _("Admit %(name)s: %(role)s") % {"name": payload["name"], "role": ROLES[payload["role"]]},
    preview=lambda payload: [Change(payload["name"], "", str(ROLES[payload["role"]]))],
    enact=lambda payload, by, reason, at: admit_member(
        request_of(payload), role=payload["role"], by=by, reason=reason, voted_at=at
    ),
    decision_kind=Decision.Kind.MEMBERSHIP,
)
SUSPEND = Effect(
    key="suspend",
    label=gettext_lazy("Suspend a member"),
    checked=_to_suspend,
    matter=lambda _payload: "suspension",
    title=lambda payload: _("Suspend %(name)s") % {"name": payload["name"]},
    preview=lambda payload: [Change(payload["name"], _("Member"), _periods(payload))],
    enact=lambda payload, by, reason, at: suspend_member(
        member_of(payload), notice=payload["notice"], days=payload["days"], by=by, reason=reason, voted_at=at
    ),
    decision_kind=Decision.Kind.MEMBERSHIP,
)
LIFT_SUSPENSION = Effect(
    key="lift_suspension",
    label=gettext_lazy("Lift a suspension"),
    checked=_to_lift,
    matter=lambda _payload: "suspension",
    title=lambda payload: _("Lift the suspension of %(name)s") % {"name": payload["name"]},
    preview=lambda payload: [Change(payload["name"], _("Suspended"), _("Member"))],
    enact=lambda payload, by, reason, at: lift_suspension(member_of(payload), by=by, reason=reason, voted_at=at),
    decision_kind=Decision.Kind.MEMBERSHIP,
    of_right=lambda payload, member: payload["member"] == str(member.pk),
)

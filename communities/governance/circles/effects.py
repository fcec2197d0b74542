"""The effects that found, join and leave a circle, name a delegate, and take a community in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.changes import Change
from communities.governance.circles.circles import (
    admit_community,
    appoint_delegate,
    ask_circle,
    found_circle,
    leave_circle,
    refuse_asking,
    refuse_delegate,
)
from communities.governance.effects import Effect
from communities.governance.models import Belonging, Decision
from communities.governance.people.role_effects import member_of
from communities.governance.proposals.proposing import open_deliberation, propose
from communities.governance.queries import rule_in_force
from communities.models import Community, Membership
from communities.queries import acting_members
from tenancy.refusal import Refused
from tenancy.scope import current_community, in_community

KIND = Decision.Kind.CIRCLE


def community_of(payload: Any) -> Community:
    """The community, or circle, a payload names; refused without."""
    try:
        found = Community.objects.filter(pk=UUID(str(payload["community"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such community."))
    return found


def _place(payload: Any, community: Community, *states: str) -> Belonging:
    there = community_of(payload)
    sides = {"circle": community, "member": there} if community.kind == "circle" else {"circle": there}
    found = Belonging.objects.filter(**sides, state__in=states).select_related("circle", "member", "delegate").first()
    if found is None:
        raise Refused(_("There is no such place in a circle."))
    place: Belonging = found
    return place


def _to_found(payload: Any, community: Community) -> dict[str, Any]:
    if community.kind not in (Community.Kind.SCHOOL, Community.Kind.LEARNING):
        raise Refused(_("Schools and learning communities found circles."))
    member = member_of(payload)
    slug, name = (str(payload.get(part) or "").strip() for part in ("slug", "name"))
    if not slug.replace("-", "").isalnum() or not slug.isascii() or not 0 < len(name) <= 120 or len(slug) > 60:
        raise Refused(_("A circle needs a name, and an address of small letters, digits and dashes."))
    if Community.objects.filter(slug=slug.lower()).exists():
        raise Refused(_("This address is taken."))
    purpose = str(payload.get("purpose") or "")[:2000]
    return {"slug": slug.lower(), "name": name, "purpose": purpose, **_delegate(member)}


def _delegate(member: Membership | None) -> dict[str, Any]:
    return {"member": str(member.pk) if member else None, "delegate": member.display_name if member else ""}


def _named(there: Community) -> dict[str, Any]:
    return {"community": str(there.pk), "name": there.name}


def _to_join(payload: Any, community: Community) -> dict[str, Any]:
    there = community_of(payload)
    refuse_asking(there, community)
    return _named(there)


def _to_leave(payload: Any, community: Community) -> dict[str, Any]:
    return _named(_place(payload, community, "member", "asked").circle)


def _to_appoint(payload: Any, community: Community) -> dict[str, Any]:
    place = _place(payload, community, "member")
    member = member_of(payload) if payload.get("member") else None
    refuse_delegate(place, member)
    return {**_named(place.circle), **_delegate(member)}


def _to_admit(payload: Any, community: Community) -> dict[str, Any]:
    if community.kind != Community.Kind.CIRCLE:
        raise Refused(_("Only a circle takes in communities."))
    return _named(_place(payload, community, "asked").member)


def _ask(payload: dict[str, Any], by: Person, reason: str, at: datetime | None) -> Decision:
    """Where the circle votes on it the proposal opens there, in the name of one who may propose it."""
    circle, here = community_of(payload), current_community()
    decision = ask_circle(circle, by=by, reason=reason, voted_at=at)
    with in_community(circle.pk):
        rule = rule_in_force("admission")
        proposer = next((one for one in acting_members().order_by("since", "pk") if rule.may_propose(one)), None)
        if proposer and not rule.is_entrusted:
            draft = propose(effect="admit_community", payload={"community": str(here)}, body=reason, by=proposer, at=at)
            open_deliberation(draft, by=proposer, at=at)
    return decision


def _matter(_payload: dict[str, Any]) -> str:
    return "circle"


FOUND_CIRCLE = Effect(
    key="found_circle", label=gettext_lazy("Found a circle"), checked=_to_found, matter=_matter, decision_kind=KIND,
    title=lambda payload: _("Found the circle %(name)s") % {"name": payload["name"]},
    preview=lambda payload: [
        Change(_("Circle"), "", payload["name"]), Change(_("Our delegate there"), "", payload["delegate"])
    ],
    enact=lambda payload, by, reason, at: found_circle(
        slug=payload["slug"], name=payload["name"], purpose=payload["purpose"], delegate=member_of(payload), by=by,
        reason=reason, voted_at=at,
    ),
)  # fmt: skip
JOIN_CIRCLE = Effect(
    key="join_circle", label=gettext_lazy("Ask to join a circle"), checked=_to_join, matter=_matter,
    decision_kind=KIND,
    title=lambda payload: _("Ask to join the circle %(name)s") % {"name": payload["name"]},
    preview=lambda payload: [Change(payload["name"], "", _("We ask to join; the circle decides by its own rule"))],
    enact=_ask,
)  # fmt: skip
LEAVE_CIRCLE = Effect(
    key="leave_circle", label=gettext_lazy("Leave a circle"), checked=_to_leave, matter=_matter, decision_kind=KIND,
    title=lambda payload: _("Leave the circle %(name)s") % {"name": payload["name"]},
    preview=lambda payload: [Change(payload["name"], _("We belong to it"), _("We have left"))],
    enact=lambda payload, by, reason, at: leave_circle(community_of(payload), by=by, reason=reason, voted_at=at),
)  # fmt: skip
APPOINT_DELEGATE = Effect(
    key="appoint_delegate", label=gettext_lazy("Name a delegate, or end the delegation"), checked=_to_appoint,
    matter=_matter, decision_kind=KIND,
    title=lambda payload: _("Delegate in %(name)s: %(who)s") % {
        "name": payload["name"], "who": payload["delegate"] or "–"
    },
    preview=lambda payload: [
        Change(_("Our delegate in %(name)s") % {"name": payload["name"]}, "", payload["delegate"])
    ],
    enact=lambda payload, by, reason, at: appoint_delegate(
        community_of(payload), delegate=member_of(payload) if payload["member"] else None, by=by, reason=reason,
        voted_at=at,
    ),
)  # fmt: skip
ADMIT_COMMUNITY = Effect(
    key="admit_community", label=gettext_lazy("Take a community into the circle"), checked=_to_admit,
    matter=lambda _payload: "admission", decision_kind=KIND,
    title=lambda payload: _("Take in %(name)s") % {"name": payload["name"]},
    preview=lambda payload: [Change(payload["name"], "", _("A member of the circle"))],
    enact=lambda payload, by, reason, at: admit_community(community_of(payload), by=by, reason=reason, voted_at=at),
)  # fmt: skip
CIRCLE_EFFECTS = (FOUND_CIRCLE, JOIN_CIRCLE, LEAVE_CIRCLE, APPOINT_DELEGATE, ADMIT_COMMUNITY)

"""The two rows of a community's place in a circle, and who sits there for it."""

from uuid import UUID

from django.utils.translation import gettext as _

from communities.actions import end_membership
from communities.governance.models import Belonging, Decision
from communities.governance.record.chain import (
    Change,
    about_circle,
    membership_ended,
    role_ended,
    role_given,
    take_turn,
)
from communities.models import Community, Membership
from communities.roles import DELEGATE
from tenancy.refusal import Refused
from tenancy.scope import in_community

State = Belonging.State


def place_of(circle: Community, member: Community, *states: str) -> Belonging:
    """The row of the open scope's side, locked until the transaction ends; refused where there is none."""
    rows = Belonging.objects.filter(circle=circle, member=member, state__in=states)
    found: Belonging | None = rows.select_for_update(of=("self",)).select_related("delegate__person").first()
    if found is None:
        raise Refused(_("%(community)s has no such place in %(circle)s.") % {"community": member, "circle": circle})
    return found


def take_seat(delegate: Membership, of: Community) -> Membership:
    """In the circle: who acts for a community, called so that everyone sees for which."""
    name = f"{delegate.display_name} ({of.name})"[:150]
    held = Membership.objects.filter(person=delegate.person_id, until__isnull=True).select_for_update().first()
    if held and held.will_be_suspended:
        raise Refused(_("%(name)s is suspended there.") % {"name": delegate.display_name})
    if held is None:
        made: Membership = Membership.objects.create(person=delegate.person, display_name=name, roles=[DELEGATE])
        return made
    if DELEGATE in held.roles:
        raise Refused(_("%(name)s acts for another community there.") % {"name": delegate.display_name})
    held.roles, held.display_name = [*held.roles, DELEGATE], name
    held.save(update_fields=["roles", "display_name"])
    seat: Membership = held
    return seat


def leave_seat(place: Belonging, *, goes: bool = False) -> list[Change]:
    """In the circle: whoever acted for a community no longer does, and goes, at any rate where the community `goes`.

    Refused where nobody else keeps the circle's keys."""
    seat, place.delegate = place.delegate, None
    place.save(update_fields=["delegate"])  # so that its end does not call anybody back again
    if seat is None or not seat.is_live:
        return []
    if goes or seat.roles == [DELEGATE]:
        return [membership_ended(end_membership(seat))]
    seat.roles = [role for role in seat.roles if role != DELEGATE]
    seat.save(update_fields=["roles"])
    return [role_ended(seat, DELEGATE)]


def seated(seat: Membership, of: Community, number: int) -> list[Change]:
    return [role_given(seat, DELEGATE), about_circle("delegate seated", of, number, seat)]


def settle(place: Belonging, state: str, decision: Decision) -> None:
    place.state, place.decision = state, decision
    place.delegate = place.delegate if state == State.MEMBER else None
    place.save(update_fields=["state", "decision", "delegate"])


def take_turns(*communities: UUID) -> None:
    """In one order everywhere, so that two who cross do not wait in a circle."""
    for one in sorted(communities):
        with in_community(one):
            take_turn()

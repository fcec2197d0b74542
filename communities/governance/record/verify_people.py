"""Proof that memberships, roles, suspensions and places in circles are what the record says."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from communities.governance.models import Belonging
from communities.governance.record.chain import Change, moment
from communities.models import Invitation, Membership
from communities.roles import DELEGATE, KEYHOLDERS

GIVEN = ("role given", "member admitted")
BY_DECISION = (*KEYHOLDERS, DELEGATE)  # or, of the first, by an invitation


class FollowedPeople:
    """What the decisions read so far say of people and circles, each with the number of the last that does."""

    def __init__(self) -> None:
        self.ended: dict[str, int] = {}  # memberships
        self.roles: dict[str, dict[str, tuple[int, bool, datetime]]] = {}  # by membership and role: whether it is held
        self.suspended: dict[str, tuple[int, Any, Any]] = {}  # from, until
        self.places: dict[str, int] = {}  # of communities: members of this circle, or circles this one belongs to
        self.delegates: dict[str, tuple[int, str]] = {}  # by the other community: the membership here that acts

    def add(self, number: int, decided_at: datetime, changes: Iterable[Change]) -> None:
        for change in changes:
            what = str(change.get("what"))
            if what == "membership ended":
                self.ended[change["membership"]] = number
            elif what in (*GIVEN, "role ended") and {"membership", "role"} <= change.keys():
                held = what != "role ended"
                self.roles.setdefault(change["membership"], {})[change["role"]] = number, held, decided_at
            elif what == "member suspended" and "membership" in change:
                self.suspended[change["membership"]] = number, change.get("from"), change.get("until")
            elif what == "suspension lifted" and "membership" in change:
                self.suspended[change["membership"]] = number, None, None
            elif what in ("circle founded", "circle joined", "community admitted") and "community" in change:
                self.places[change["community"]] = number
            elif what in ("circle left", "community left") and "community" in change:
                self.places.pop(change["community"], None)
            self._follow_delegate(number, what, change)

    def _follow_delegate(self, number: int, what: str, change: Change) -> None:
        """Named, or gone with the place, the role or the membership."""
        community, membership = change.get("community", ""), change.get("membership", "")
        if what in ("delegate appointed", "delegate seated"):
            self.delegates[community] = number, membership
        elif what in ("delegate ended", "circle left", "community left"):
            self.delegates.pop(community, None)
        elif what == "membership ended" or (what == "role ended" and change.get("role") == DELEGATE):
            self.delegates = {other: told for other, told in self.delegates.items() if told[1] != membership}


def people_faults(followed: FollowedPeople) -> Iterator[str]:
    invited = _invited()
    for member in Membership.objects.filter(until__isnull=True).order_by("pk").iterator():
        pk = str(member.pk)
        if pk in followed.ended:
            yield f"{member} is a member, whose membership decision {followed.ended[pk]} ended"
        yield from _roles(member, followed, invited)
        number, *decided = followed.suspended.get(pk, (0, None, None))
        shown = [moment(at) if at else None for at in (member.suspended_from, member.suspended_until)]
        if shown != decided:
            said = f"decision {number} says {_span(decided)}" if number else "nothing was decided"
            yield f"{member}: the membership says {_span(shown)}, {said}"
    yield from _places(followed)


def _roles(
    member: Membership, followed: FollowedPeople, invited: dict[tuple[str, str], datetime | None]
) -> Iterator[str]:
    """A role that a decision gave is held, one that a decision ended is not unless an invitation gave it again.

    One that no decision speaks of came with the membership; of who keeps the keys an invitation tells so."""
    pk = str(member.pk)
    said = followed.roles.get(pk, {})
    for role, (number, held, decided_at) in said.items():
        if held and role not in member.roles:
            yield f"{member} is no {role}, which decision {number} made them"
        again = invited.get((pk, role))
        if not held and role in member.roles and not (again and again > decided_at):
            yield f"{member} is {role}, which decision {number} ended"
    for role in set(member.roles).intersection(BY_DECISION) - said.keys():
        if (pk, role) not in invited:
            yield f"{member} is {role}, by no decision and no invitation"


def _invited() -> dict[tuple[str, str], datetime | None]:
    used = Invitation.objects.filter(used_by__isnull=False).order_by("used_at")
    return {(str(by), role): at for by, role, at in used.values_list("used_by_id", "role", "used_at")}


def _span(span: Any) -> str:
    return f"suspended from {span[0]} until {span[1] or 'it is lifted'}" if span[0] else "not suspended"


def _places(followed: FollowedPeople) -> Iterator[str]:
    found = Belonging.objects.filter(state="member").select_related("circle", "member")
    others = {str(one.member_id if one.circle_id == one.community_id else one.circle_id): one for one in found}
    for pk, number in followed.places.items():
        if pk not in others:
            yield f"no place in a circle for {pk}, which decision {number} gave"
    for pk in sorted(others.keys() - followed.places.keys()):
        yield f"a place in a circle for {pk}, which no decision gave"
    for pk, place in others.items():
        number, decided = followed.delegates.get(pk, (0, ""))
        if str(place.delegate_id or "") != decided:
            said = f"decision {number} says {decided}" if number else "nobody was named"
            yield f"the delegate for {pk} is {place.delegate_id or 'nobody'}, {said}"

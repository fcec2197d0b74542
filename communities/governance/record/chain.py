"""The decision record: how a decision is written, chained to the one before it, and told to the world outside.

What a decision changed is a list of plain objects that say by `what` they are of which sort; those below are in use.
README.md describes them and the format of the whole."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from accounts.models import Person
from communities.governance.models import Decision
from communities.governance.record.check_record import FORMAT, GENESIS, canonical, hash_of
from communities.models import Community, Membership
from tenancy.keys import uuid7
from tenancy.scope import current_community

Change = dict[str, Any]
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('decisions ' || %s::uuid, 0))"


class Head(NamedTuple):
    """The last decision's number and hash: whoever notes them can tell later whether anything up to it was changed."""

    number: int
    hash: str


def take_turn() -> None:
    """No two decisions of the open scope's community are written at once; until the transaction ends.

    Taken before the rows of members are locked, everywhere, so that two do not wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [current_community()])


def head() -> Head:
    """Of the open scope's community."""
    found = Decision.objects.order_by("-number").values_list("number", "hash").first()
    return Head(*found) if found else Head(0, GENESIS)


def write_decision(
    *, by: Person, kind: str, title: str, reason: str, changes: Iterable[Change], at: datetime | None
) -> Decision:
    """Append the next decision of the open scope's community, sealed; for `decide` and founding alone."""
    take_turn()
    number, previous = head()
    decision = Decision(
        number=number + 1, kind=kind, title=title, reason=reason, decided_by=by, decided_by_name=str(by),
        decided_at=at or timezone.now(), changes=list(changes), previous=previous,
    )  # fmt: skip
    decision.hash = hash_of(told(decision))
    decision.save(force_insert=True)
    return decision


def told(decision: Decision) -> dict[str, Any]:
    """Every column as the record tells it; a person is told by a sign that says nothing outside this community."""
    return {
        "community": str(decision.community_id),
        "id": str(decision.pk),
        "number": decision.number,
        "kind": decision.kind,
        "title": decision.title,
        "reason": decision.reason,
        "decided_by": sign_of(str(decision.decided_by_id), str(decision.community_id)),
        "decided_by_name": decision.decided_by_name,
        "decided_at": moment(decision.decided_at),
        "changes": decision.changes,
        "previous": decision.previous,
        "hash": decision.hash,
    }


def sign_of(person: str, community: str) -> str:
    """One who is in two communities does not find there that two signs are of the same person."""
    return hashlib.sha256(f"{community} {person}".encode()).hexdigest()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def record_name(community: Any) -> str:
    return f"{community.slug}-decisions.jsonl"


def record_lines() -> Iterator[str]:
    """The open scope's record as JSON lines: what it is and where it ends, then a decision a line, the first first."""
    community, (number, hash_) = Community.objects.get(pk=current_community()), head()
    yield canonical(
        {
            "format": FORMAT, "community": str(community.pk), "slug": community.slug,
            "decisions": number, "head": hash_,
        }
    )  # fmt: skip
    for decision in Decision.objects.filter(number__lte=number).order_by("number").iterator():
        yield canonical(told(decision))


def founded(community: Community) -> Change:
    return {"what": "founded", "slug": community.slug, "kind": str(community.kind)}


def setting_changed(key: str, value: Any) -> Change:
    """`id` is the row's that will hold the value."""
    return {"what": "setting", "id": str(uuid7()), "key": key, "value": value}


def role_given(membership: Membership, role: str) -> Change:
    return {"what": "role given", "membership": str(membership.pk), "name": membership.display_name, "role": role}


def role_ended(membership: Membership, role: str) -> Change:
    return {"what": "role ended", "membership": str(membership.pk), "name": membership.display_name, "role": role}


def membership_ended(membership: Membership) -> Change:
    return {"what": "membership ended", "membership": str(membership.pk), "name": membership.display_name}


def member_admitted(membership: Membership, role: str) -> Change:
    return {"what": "member admitted", "membership": str(membership.pk), "name": membership.display_name, "role": role}


def member_suspended(membership: Membership) -> Change:
    """`until` is null where only a decision lifts it."""
    assert membership.suspended_from
    return {
        "what": "member suspended", "membership": str(membership.pk), "name": membership.display_name,
        "from": moment(membership.suspended_from),
        "until": moment(membership.suspended_until) if membership.suspended_until else None,
    }  # fmt: skip


def suspension_lifted(membership: Membership) -> Change:
    return {"what": "suspension lifted", "membership": str(membership.pk), "name": membership.display_name}


def about_circle(what: str, other: Community, number: int, delegate: Membership | None = None) -> Change:
    """`number` is the decision's in the other's record, which names this one in turn."""
    said = {"what": what, "community": str(other.pk), "slug": other.slug, "decision": number}
    return said | ({"membership": str(delegate.pk), "name": delegate.display_name} if delegate else {})

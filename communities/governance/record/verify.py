"""Proof that a community's record is what was sealed, its settings what was decided, its public face what they say."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from communities.governance.kinds import KINDS
from communities.governance.models import Decision
from communities.governance.record.chain import Change, founded, moment, take_turn, told
from communities.governance.record.check_record import GENESIS, link_faults
from communities.governance.record.verify_people import FollowedPeople, people_faults
from communities.models import Community
from tenancy.scope import current_community

AT_A_TIME = 500  # decisions held in memory


class Followed:
    """What the decisions read so far have put in force, each with the number of the last that did."""

    def __init__(self) -> None:
        self.settings: dict[str, tuple[int, Any]] = {}

    def add(self, number: int, changes: Iterable[Change]) -> None:
        for change in changes:
            if change.get("what") == "setting":
                self.settings[change["key"]] = (number, change["value"])


def faults(noted: Iterable[str] = ()) -> Iterator[str]:
    """What is wrong in the open scope's community, place by place; `noted`: hashes that its record must hold.

    Nothing is decided there meanwhile."""
    take_turn()
    community = Community.objects.get(pk=current_community())
    number, previous, missing, followed = 0, GENESIS, set(noted), Followed()
    people = FollowedPeople()
    decisions = Decision.objects.order_by("number").prefetch_related("settings").iterator(chunk_size=AT_A_TIME)
    for decision in decisions:
        yield from link_faults(told(decision), number, previous, str(community.pk))
        changes = _changes(decision)
        yield from _rows(decision, changes)
        if number == 0:
            yield from _founding(decision, changes, community)
        followed.add(decision.number, changes)
        people.add(decision.number, decision.decided_at, changes)
        number, previous = decision.number, decision.hash
        missing.discard(previous)
    if number == 0:
        yield "decision 1 is missing"
    yield from (f"no decision bears the noted hash {hash_}: cut off, or written anew" for hash_ in sorted(missing))
    yield from _face(community, followed)
    yield from people_faults(people)


def _changes(decision: Decision) -> list[Change]:
    """Those that read as changes; the hash has told already if others were slipped in."""
    given = decision.changes if isinstance(decision.changes, list) else []
    whole = {"setting": {"id", "key", "value"}, "membership ended": {"membership"}}
    return [one for one in given if isinstance(one, dict) and whole.get(str(one.get("what")), set()) <= one.keys()]


def _rows(decision: Decision, changes: list[Change]) -> Iterator[str]:
    """Its settings have the rows it says, and no others."""
    said = {one["key"]: (one["id"], one["value"]) for one in changes if one.get("what") == "setting"}
    rows = {row.key: (str(row.pk), row.value) for row in decision.settings.all()}
    for key in said | rows:
        name = f"decision {decision.number}: setting {key}"
        if key not in rows:
            yield f"{name} has no row"
        elif key not in said:
            yield f"{name} has a row that the decision does not name"
        elif said[key][0] != rows[key][0]:
            yield f"{name}: its row has another id"
        elif not _same(said[key][1], rows[key][1]):
            yield f"{name}: its row says {rows[key][1]!r}, the decision says {said[key][1]!r}"


def _founding(decision: Decision, changes: list[Change], community: Community) -> Iterator[str]:
    """The first decision founds this community, under the address and on the day its face says."""
    if decision.kind != Decision.Kind.FOUNDING or not any(one.get("what") == "founded" for one in changes):
        yield f"decision {decision.number} is not a founding"
    elif founded(community) not in changes or decision.decided_at != community.founded_at:
        shown = f"{community.kind} {community.slug}, founded {moment(community.founded_at)}"
        yield f"the public face says {shown}; decision {decision.number} founded another"


def _face(community: Community, followed: Followed) -> Iterator[str]:
    """It shows what was decided last, or what is built in where nothing was decided."""
    for key, kind in KINDS.items():
        if kind.shown and key in followed.settings:
            number, decided = followed.settings[key]
            if not _same(shown := kind.shown(community), decided):
                yield f"setting {key}: the public face says {shown!r}, decision {number} says {decided!r}"
        elif kind.shown and not _same(shown := kind.shown(community), kind.default()):
            yield f"setting {key}: the public face says {shown!r}, and nothing was decided"


def _same(one: Any, other: Any) -> bool:
    """As JSON, where true is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

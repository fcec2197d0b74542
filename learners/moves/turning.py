"""The day of a move: one transaction in which the home changes and what the old community had by consent goes."""

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from communities.actions import drop_role, end_membership, note_birth
from communities.models import Community, Membership
from learners.actions import withdraw
from learners.actions.enrolments import keep
from learners.consents.actions import end_consents_of_leaver
from learners.consents.queries import standing_consents
from learners.models import BELONGING, Enrolment
from learners.moves import news
from learners.moves.actions import settle
from learners.moves.models import HomeMove, Moved
from learners.moves.queries import steps_at
from learners.progress.plans.models import Goal
from learners.waiting import lock_offering
from tenancy.scope import as_person, in_community

HIDDEN = Community.Visibility.HIDDEN


@transaction.atomic
def turn(person_id: UUID, pk: UUID) -> HomeMove | None:
    """Nothing before its day, and nothing a second time. Whoever left the new community meanwhile moves nowhere."""
    with as_person(person_id):
        accepted = HomeMove.objects.select_for_update(of=["self"]).filter(pk=pk, state=HomeMove.State.ACCEPTED)
        move: HomeMove | None = accepted.select_related("source", "target", "person").first()
        if move is None or move.on > timezone.localdate(timezone=ZoneInfo(move.target.time_zone)):
            return None
        if not Membership.objects.filter(community=move.target, until__isnull=True).exists():
            settle(move, HomeMove.State.UNDONE)
            news.tell_family(move, "undone")
            return move
        consents = sum(one.community_id == move.source_id for one in standing_consents())
    with in_community(move.source_id):
        born_on, left = _leave(move)
        _record(move, Moved.Side.LEFT, move.target, {**left, "consents_ended": consents})
    with in_community(move.target_id):
        came = {"places": _arrive(move, born_on)}
        _record(move, Moved.Side.CAME, move.source, came)
    with as_person(person_id):
        went = {**left, "consents_ended": consents, **_mark_steps(move)}
        settle(move, HomeMove.State.DONE, went=went)
    for tell in (news.tell_family, news.tell_source, news.tell_target):
        tell(move, "done")
    return move


def _leave(move: HomeMove) -> tuple[date | None, dict[str, int]]:
    """In the old community's scope: its places stay or end; what it recorded stays; its copies go with the consents."""
    told = {"places_kept": 0, "places_ended": 0}
    for enrolment in Enrolment.objects.filter(person=move.person_id, state__in=BELONGING).select_related("offering"):
        if move.rest == HomeMove.Rest.LEAVE:
            withdraw(enrolment, by=move.person)
            told["places_ended"] += 1
        else:
            shown = None if move.target.visibility == HIDDEN else move.target
            _come_from(enrolment, shown, Enrolment.Kind.FULL, Enrolment.Kind.VISITING)
            told["places_kept"] += 1
    told["recorded"] = Enrolment.objects.filter(person=move.person_id).count()
    membership = Membership.objects.filter(person=move.person_id, until__isnull=True).first()
    born_on = membership.born_on if membership else None
    if membership and membership.roles == ["learner"]:
        end_membership(membership)
    elif membership and "learner" in membership.roles:
        drop_role(membership, role="learner")
    with as_person(move.person.pk):
        end_consents_of_leaver(move.person.pk, move.source_id)
    return born_on, told


def _arrive(move: HomeMove, born_on: date | None) -> int:
    """In the new community's scope: who visited is at home; says in how many places."""
    membership: Any = Membership.objects.get(person=move.person_id, until__isnull=True)
    if born_on and membership.born_on is None:
        note_birth(membership, born_on=born_on)
    visited = Enrolment.objects.filter(person=move.person_id, state__in=BELONGING).select_related("offering")
    for enrolment in visited:
        _come_from(enrolment, move.target, Enrolment.Kind.VISITING, Enrolment.Kind.FULL)
    return len(visited)


def _come_from(enrolment: Enrolment, home: Community | None, was: str, now: str) -> None:
    offering = lock_offering(enrolment.offering)
    enrolment.refresh_from_db()
    enrolment.home = home
    if enrolment.kind == was:
        enrolment.kind = now
    keep(offering, enrolment, by=None)


def _mark_steps(move: HomeMove) -> dict[str, int]:
    """In the learner's scope: open plans come along; steps at the old community say so."""
    goals = list(Goal.objects.select_for_update(of=["self"]).filter(state=Goal.State.OPEN))
    left = steps_at(move.source, goals)
    for goal in goals:
        if any(one.id in left for one in goal.steps):
            goal.steps = tuple(one._replace(left=move.source.name) if one.id in left else one for one in goal.steps)
            goal.save(update_fields=["steps"])
    return {"goals": len(goals), "steps_marked": len(left)}


def _record(move: HomeMove, side: str, other: Community, went: dict[str, int]) -> None:
    """The event, in the open scope; neither side learns the name of a hidden community by it."""
    Moved.objects.create(
        move=move.pk, side=side, person=move.person, display_name=move.display_name,
        other=None if other.visibility == HIDDEN else other, on=move.on, went=went,
    )  # fmt: skip

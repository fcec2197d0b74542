"""Make a plan and keep it: each action is in the learner's own scope, and locks the goal it changes."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.models import OfferingCard
from learners.progress.plans.models import Goal, Note, Overrule, Step
from tenancy.keys import uuid7
from tenancy.refusal import Refused

MOST_GOALS, MOST_STEPS, MOST_NOTES = 50, 100, 200
ON_CHANGED: list[Callable[[], None]] = []  # in the learner's scope: rooms above, after a goal changed


@transaction.atomic
def set_goal(
    words: str, *, target_on: date | None = None, competency: UUID | None = None, card: OfferingCard | None = None
) -> Goal:
    """Put down what one wants: in words, or a competency or an offering with its name for words."""
    if Goal.objects.filter(state=Goal.State.OPEN).count() >= MOST_GOALS:
        raise Refused(_("These are %(n)s open goals. Reach one or put one aside first.") % {"n": MOST_GOALS})
    same = Goal.objects.filter(state=Goal.State.OPEN, words=words, competency=competency, card=card).first()
    return same or _changed(Goal.objects.create(words=words, target_on=target_on, competency=competency, card=card))


@transaction.atomic
def change_goal(
    goal: Goal, *, words: str | None = None, card: OfferingCard | None = None, **target: date | None
) -> Goal:
    """Say it otherwise, or move its day (`target_on`; None: no day); `card`: the offering that it is now."""
    goal = _locked(goal)
    was = goal.words, goal.target_on
    goal.card = card or goal.card
    goal.words = words or goal.words
    if "target_on" in target and target["target_on"] != goal.target_on:
        goal.moved += goal.target_on is not None
        goal.target_on = target["target_on"]
    if was != (goal.words, goal.target_on):
        _agree_anew(goal)
    goal.save()
    return _changed(goal)


@transaction.atomic
def end_goal(goal: Goal, *, state: str) -> Goal:
    """Reached, put aside, or open again."""
    goal = _locked(goal)
    goal.state = state
    goal.ended_on = None if goal.is_open else timezone.localdate()
    goal.save()
    return _changed(goal)


@transaction.atomic
def add_step(goal: Goal, *, title: str, card: OfferingCard | None = None, target_on: date | None = None) -> Goal:
    """At the end; an offering is a step of a goal once."""
    goal = _locked(goal)
    if card and any(one.offering == str(card.pk) for one in goal.steps):
        return goal
    if len(goal.steps) >= MOST_STEPS:
        raise Refused(_("A goal has at most %(n)s steps.") % {"n": MOST_STEPS})
    step = Step(str(uuid7()), title, str(card.pk) if card else "", _iso(target_on))
    return _keep(goal, (*goal.steps, step))


@transaction.atomic
def change_step(goal: Goal, *, key: UUID, **about: Any) -> Goal:
    """`title`, `offering` (a card's id), `target_on` (a day or None), `done` (true or false)."""
    goal = _locked(goal)
    step = _step(goal, key)
    step = step._replace(offering=about.get("offering", step.offering))
    if "title" in about:
        step = step._replace(title=about["title"])
    if "target_on" in about:
        step = step._replace(target_on=_iso(about["target_on"]))
    if "done" in about:
        step = step._replace(done_on=(step.done_on or _iso(timezone.localdate())) if about["done"] else "")
    return _keep(goal, [step if one.id == step.id else one for one in goal.steps])


@transaction.atomic
def move_step(goal: Goal, *, key: UUID, by: int) -> Goal:
    """One earlier (-1) or later (1); at the end it stays."""
    goal = _locked(goal)
    steps, step = list(goal.steps), _step(goal, key)
    place = steps.index(step)
    steps.insert(min(max(place + by, 0), len(steps) - 1), steps.pop(place))
    return _keep(goal, steps)


@transaction.atomic
def drop_step(goal: Goal, *, key: UUID) -> Goal:
    goal = _locked(goal)
    return _keep(goal, [one for one in goal.steps if one.id != str(key)])


@transaction.atomic
def say(goal: Goal, *, words: str, by: str) -> Goal:
    """Of a goal, by its learner or a mentor."""
    goal = _locked(goal)
    if len(goal.notes) >= MOST_NOTES:
        raise Refused(_("There are %(n)s notes on this goal already.") % {"n": MOST_NOTES})
    goal.notes = (*goal.notes, Note(timezone.now().isoformat(), by, words.strip()))
    goal.save(update_fields=["notes"])
    return _changed(goal)


@transaction.atomic
def agree_on(goal: Goal, *, who: str) -> Goal:
    """A mentor agrees with the goal as it stands; when its words, its day or its steps change, no longer."""
    goal = _locked(goal)
    if not goal.is_open:
        raise Refused(_("This goal is not open."))
    goal.agreed_with, goal.agreed_on = who, timezone.localdate()
    goal.save(update_fields=["agreed_with", "agreed_on"])
    return _changed(goal)


@transaction.atomic
def overrule(card: OfferingCard, *, says: str, why: str = "") -> Overrule:
    """Not for me, or all the same; said again, the later counts."""
    said, _made = Overrule.objects.update_or_create(
        card=card, defaults={"says": says, "why": why, "at": timezone.now()}
    )
    return said


@transaction.atomic
def take_back(card: OfferingCard) -> None:
    Overrule.objects.filter(card=card).delete()


def _locked(goal: Goal) -> Goal:
    """As it stands now; two devices of one person lose nothing."""
    locked: Goal = Goal.objects.select_for_update(of=["self"]).get(pk=goal.pk)
    return locked


def _step(goal: Goal, key: UUID) -> Step:
    found = goal.step(key)
    if found is None:
        raise Refused(_("There is no such step in this goal."))
    return found


def _keep(goal: Goal, steps: Sequence[Step]) -> Goal:
    if [one._replace(done_on="") for one in goal.steps] != [one._replace(done_on="") for one in steps]:
        _agree_anew(goal)
    goal.steps = tuple(steps)
    goal.save(update_fields=["steps", "agreed_with", "agreed_on"])
    return _changed(goal)


def _changed(goal: Goal) -> Goal:
    for then in ON_CHANGED:
        then()
    return goal


def _agree_anew(goal: Goal) -> None:
    goal.agreed_with, goal.agreed_on = "", None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

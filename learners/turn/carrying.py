"""Which steps of a plan go on after a term ended, and by when: told before, and done by one click of the learner's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.progress.plans.models import Goal, Step
from learners.turn.models import TurnedPlace
from learners.turn.pace import Carried, Pace, moved
from web.amounts import write_day


@dataclass(frozen=True, kw_only=True)
class GoesOn:
    """A step of a goal, or without one the goal itself, and what becomes of it."""

    goal: Goal
    step: Step | None
    carried: Carried

    @property
    def title(self) -> str:
        return self.step.title if self.step else self.goal.words

    @property
    def target(self) -> date | None:
        return _day(self.carried.target_on)

    @property
    def now_target(self) -> date | None:
        return _day(self.carried.now_target_on)


def what_goes_on(place: TurnedPlace, goals: Iterable[Goal], *, today: date) -> list[GoesOn]:
    """Of open goals: what is not done and was this offering."""
    old, found = str(place.card_id), []
    for goal in goals:
        if not goal.is_open:
            continue
        if str(goal.card_id) == old:
            found.append(GoesOn(goal=goal, step=None, carried=_carried(place, goal, "", goal.target_on, today)))
        for step in goal.steps:
            if step.offering == old and not step.done_on:
                found.append(GoesOn(goal=goal, step=step, carried=_carried(place, goal, step.id, step.target, today)))
    return found


def pace_of(place: TurnedPlace) -> Pace:
    return Pace(place.done, place.total, place.since, place.ended_on)


def start_of(place: TurnedPlace, *, today: date) -> date:
    return max(today, place.goes_on_from or today)


def reason(place: TurnedPlace, *, today: date) -> str:
    """Why the days are what they are."""
    pace, told = (
        pace_of(place),
        {"done": place.done, "total": place.total, "day": write_day(start_of(place, today=today))},
    )
    if not pace.weeks_left:
        return _("It goes on from %(day)s, and you have as much time as before.") % told
    so_far = ngettext(
        "You did %(done)s of %(total)s in %(n)s week.", "You did %(done)s of %(total)s in %(n)s weeks.", pace.weeks
    ) % {**told, "n": pace.weeks}
    rest = ngettext(
        "At that pace the rest takes about %(n)s week from %(day)s.",
        "At that pace the rest takes about %(n)s weeks from %(day)s.",
        pace.weeks_left,
    ) % {**told, "n": pace.weeks_left}
    return f"{so_far} {rest}"


def _carried(place: TurnedPlace, goal: Goal, step: str, target: date | None, today: date) -> Carried:
    now = moved(target, pace_of(place), start=start_of(place, today=today)) if target else None
    old = str(place.card_id)
    return Carried(str(goal.pk), step, old, _iso(target), str(place.into_id or place.card_id), _iso(now))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None

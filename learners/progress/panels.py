"""What one's own page shows: a learner's next steps, a guardian's children."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from learners.models import Enrolment, State
from learners.panels import own_now
from learners.progress.queries import own_standings
from learners.progress.steps import next_steps
from learners.queries import children
from learners.times.weeks import Meeting, meetings

STEPS, RECOGNISED = 5, 4


def today(request: Any) -> dict[str, Any] | None:
    """On a learner's own page: next steps across all communities; for someone who learns nowhere, how to start."""
    standings = own_standings(own_now(request))
    if not standings:
        return {"empty": True} if _may_learn(request.access) else None
    steps = next_steps(standings, timezone.localdate())
    return {
        "on_today": on_today([one.enrolment for one in standings if one.enrolment.state == Enrolment.State.ENROLLED]),
        "steps": steps[:STEPS],
        "more": len(steps) - STEPS,
        "running": [one for one in standings if one.enrolment.state == Enrolment.State.ENROLLED],
        "paused": [one.enrolment for one in standings if one.enrolment.state == Enrolment.State.PAUSED],
        "waiting": [one.enrolment for one in standings if one.enrolment.place and not one.enrolment.offered_until],
        "recognised": _recognised(standings),
    }


def on_today(enrolments: Iterable[Enrolment]) -> list[tuple[Meeting, Enrolment]]:
    """What meets today by the reader's clock, in order; near midnight it may be another day where it meets."""
    zone, today = timezone.get_current_timezone(), timezone.localdate()
    around = (today - timedelta(days=1), today + timedelta(days=1))
    found = [
        (one._replace(starts=one.starts.astimezone(zone), ends=one.ends.astimezone(zone)), enrolment)
        for enrolment in enrolments
        if enrolment.card.state != State.ENDED
        for one in meetings(enrolment.card, *around)
    ]
    return sorted((pair for pair in found if pair[0].starts.date() == today), key=lambda pair: pair[0].starts)


def _may_learn(access: Any) -> bool:
    return not access.memberships or any("learner" in one.roles for one in access.memberships)


def _recognised(standings: list[Any]) -> list[tuple[Any, Any]]:
    """The latest marks of the upper half of a scale, each with its enrolment."""
    marked = [(activity, one.enrolment) for one in standings for activity in one.activities if activity.shade > 2]
    marked.sort(key=lambda pair: pair[0].mark.touched_on, reverse=True)
    return marked[:RECOGNISED]


def my_children(request: Any) -> dict[str, Any] | None:
    """On a guardian's own page: names; how far each is comes from a page that asks as their guardian."""
    found = list(children())
    return {"children": found} if found else None

"""What the home pages show: a learner's next steps, a teacher's groups, a guardian's children."""

from typing import Any

from django.utils import timezone

from learners.models import Enrolment
from learners.panels import own_now
from learners.progress.glance import courses_of, groups_of, to_mark_in
from learners.progress.queries import own_standings
from learners.progress.steps import next_steps
from learners.queries import children

STEPS, RECOGNISED, FEW = 5, 4, 6


def today(request: Any) -> dict[str, Any] | None:
    """On a learner's own page: next steps across all communities; for someone who learns nowhere, how to start."""
    standings = own_standings(own_now(request))
    if not standings:
        return {"empty": True} if _may_learn(request.access) else None
    steps = next_steps(standings, timezone.localdate())
    return {
        "steps": steps[:STEPS],
        "more": len(steps) - STEPS,
        "running": [one for one in standings if one.enrolment.state == Enrolment.State.ENROLLED],
        "paused": [one.enrolment for one in standings if one.enrolment.state == Enrolment.State.PAUSED],
        "waiting": [one.enrolment for one in standings if one.enrolment.place and not one.enrolment.offered_until],
        "recognised": _recognised(standings),
    }


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


def to_mark(request: Any) -> dict[str, Any] | None:
    """On a community's home: one's own groups and attempts at assessments; for administrators also others' groups."""
    access = request.access
    if not access.can("progress.mark"):
        return None
    groups = groups_of(access.membership)
    everything = access.has_role("administrator") and access.can("learners.see_enrolments")
    found = to_mark_in(groups, oldest=FEW, others=everything, assessments=access.can("assessments.mark"))
    attempts, waiting = [one for one in found if not one.offering_id], [one for one in found if one.offering_id]
    counts = {one.offering_id: one.in_group for one in waiting}
    own = {group.id: counts.get(group.id, 0) for group in groups}
    needy = {one.offering_id: one for one in waiting if one.offering_id not in own}
    if not (groups or needy or attempts):
        return None
    return {
        "attempts": attempts[:FEW],
        "more_attempts": len(attempts) > FEW,
        "groups": [(group, own[group.id]) for group in groups],
        "oldest": [one for one in waiting if one.offering_id in own][:FEW],
        "waiting": sum(own.values()),
        "needy": sorted(needy.values(), key=lambda one: -one.in_group)[:FEW],
        "more_needy": len(needy) > FEW,
    }


def learning_here(request: Any) -> dict[str, Any] | None:
    """On a community's home, for those who learn there."""
    courses = courses_of(request.access.membership)
    return {"courses": courses} if courses else None

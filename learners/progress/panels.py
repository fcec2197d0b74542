"""What the home pages show: a learner's next steps, a teacher's groups, a guardian's children."""

from typing import Any

from django.utils import timezone

from learners.models import Enrolment
from learners.progress.groups import groups_here
from learners.progress.queries import own_standings, standings_here, waiting_in
from learners.progress.steps import next_steps
from learners.queries import children, offerings_taught_by

STEPS, RECOGNISED, FEW = 5, 4, 6


def today(request: Any) -> dict[str, Any] | None:
    """On a learner's own page: next steps across all communities; for someone who learns nowhere, how to start."""
    standings = own_standings()
    if not standings:
        return {"empty": True} if _may_learn(request.access) else None
    steps = next_steps(standings, timezone.localdate())
    return {
        "steps": steps[:STEPS],
        "more": len(steps) - STEPS,
        "running": [one for one in standings if one.enrolment.state == Enrolment.State.ENROLLED],
        "waiting": [one.enrolment for one in standings if one.enrolment.state == Enrolment.State.WAITING],
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
    """On a community's home: one's own groups; for administrators also those of others where something waits."""
    access = request.access
    if not access.can("progress.mark"):
        return None
    everything = access.has_role("administrator") and access.can("learners.see_enrolments")
    found: Any = groups_here(access.membership) if everything else offerings_taught_by(access.membership)
    groups = list(found.only("community", "title", "enrolled", "waiting", "state"))
    own = [one for one in groups if not everything or one.is_mine]
    needy = [one for one in groups if everything and not one.is_mine and one.to_mark + one.stuck]
    if not (own or needy):
        return None
    needy.sort(key=lambda one: -one.to_mark - one.stuck)
    waiting = waiting_in(own, oldest=FEW) if own else []
    counts = {mark.enrolment.offering_id: mark.in_group for mark in waiting}
    return {
        "groups": [(group, counts.get(group.pk, 0)) for group in own],
        "marks": waiting[:FEW],
        "more": sum(counts.values()) > FEW,
        "needy": needy[:FEW],
        "more_needy": len(needy) > FEW,
    }


def learning_here(request: Any) -> dict[str, Any] | None:
    """On a community's home, for those who learn there."""
    standings = standings_here(request.access.membership)
    return {"standings": standings} if standings else None

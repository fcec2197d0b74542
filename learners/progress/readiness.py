"""Who of a group is ready for what, whom something holds up, and what the group has shown, competency by competency."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from learners.models import Enrolment
from learners.progress.standing import Activity, Standing

A_WHILE = timedelta(days=7)  # after which a try that fell short, and nothing since, counts as stuck


class Need(NamedTuple):
    """What comes before an activity: the parts that together show it."""

    title: str
    parts: frozenset[UUID]


@dataclass(frozen=True, kw_only=True)
class Readiness:
    enrolment: Enrolment
    now: list[Activity]  # neither handed in nor marked, and nothing that comes before is lacking
    lacks: list[str]  # when nothing is open and nothing waits for a mark: what has to be shown first
    tried: Activity | None  # the best of the last day with marks, in the lower half; nothing handed in since

    @property
    def next(self) -> Activity | None:
        return self.now[0] if self.now else None

    @property
    def is_stuck(self) -> bool:
        """The one rule of it; homes ask the database the same (learners.progress.homes.pupils)."""
        return bool(self.tried or self.lacks)


class Spread(NamedTuple):
    """How many of a group are at each level of the scale in a competency, by their best mark; first: without any."""

    key: str
    title: str
    levels: list[int]


def readiness_of(
    standing: Standing, needs: Mapping[str, Sequence[Need]], *, known: Collection[UUID], today: date
) -> Readiness:
    """`needs`: by activity; `known`: parts of other curricula that this learner has shown."""
    shown = {UUID(one.key) for one in standing.activities if one.is_shown} | set(known)
    left = [one for one in standing.activities if not one.is_done]
    waits = any(one.mark and not one.is_marked for one in standing.activities)  # then it is the teacher's turn
    lacking = {one.key: [need.title for need in needs.get(one.key, ()) if not need.parts <= shown] for one in left}
    now = [one for one in left if not lacking[one.key]]
    lacks = [] if now or waits else list(dict.fromkeys(title for one in left for title in lacking[one.key]))
    tried = None if waits else _tried(standing, today)
    return Readiness(enrolment=standing.enrolment, now=now, lacks=lacks, tried=tried)


def by_activity(outline: Iterable[Any], everyone: Iterable[Readiness]) -> list[tuple[Any, list[Enrolment]]]:
    """Each activity (as in the outline) that is next for somebody, in reading order, and for whom."""
    ready: dict[str, list[Enrolment]] = {}
    for one in everyone:
        if one.next:
            ready.setdefault(one.next.key, []).append(one.enrolment)
    return [(entry, ready[entry["key"]]) for entry in outline if entry["key"] in ready]


def spread_of(standings: Iterable[Standing], *, named: Mapping[str, str], scale: Sequence[Any]) -> list[Spread]:
    """Of each competency that the activities teach, in the order in which they do. `named`: {key: title}."""
    counted: dict[str, Counter[int]] = {}
    for standing in standings:
        best: dict[str, int] = {}
        for one in standing.activities:
            for key in one.teaches:
                best[key] = max(best.get(key, 0), min(one.level, len(scale)))
        for key, level in best.items():
            counted.setdefault(key, Counter())[level] += 1
    return [
        Spread(key, named.get(key, ""), [levels[level] for level in range(len(scale) + 1)])
        for key, levels in counted.items()
    ]


def _tried(standing: Standing, today: date) -> Activity | None:
    tries = [(one.mark.touched_on, one.level, one) for one in standing.activities if one.mark]
    on, _level, latest = max(tries, key=lambda one: one[:2], default=(today, 0, None))
    return None if latest is None or latest.is_shown or on > today - A_WHILE else latest

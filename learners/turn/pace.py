"""By which day what is left could be done, at a learner's own pace. Pure."""

from datetime import date, timedelta
from typing import NamedTuple

SHORTEST = timedelta(days=7)


class Carried(NamedTuple):
    """A step of a goal, or with an empty id the goal itself, before and after; days in ISO 8601, "" where none."""

    goal: str
    step: str
    offering: str
    target_on: str
    now_offering: str
    now_target_on: str


class Pace(NamedTuple):
    """So many of so many activities from a day to a day."""

    done: int
    total: int
    since: date
    until: date

    @property
    def weeks(self) -> int:
        return max(round((self.until - self.since).days / 7), 1)

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def weeks_left(self) -> int:
        """That the rest takes at this pace; 0: nothing shows a pace."""
        return -(-self.left * self.weeks // self.done) if self.done else 0


def moved(target: date, pace: Pace, *, start: date) -> date:
    """A day to aim at when it goes on from `start`: never sooner than it was.

    Without a pace as long after the first day as it was before."""
    as_before = max(target - pace.since, SHORTEST)
    return max(target, start + (timedelta(weeks=pace.weeks_left) if pace.weeks_left else as_before))

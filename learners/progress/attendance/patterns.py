"""What several sessions tell of one learner, to understand and to help: no score, no ranking. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, takewhile
from typing import Any

from django.utils.dates import WEEKDAYS

from learners.progress.attendance.models import Reason, Was

FEWEST = 5  # sessions from which on there is a pattern to speak of
WEEKS = 8


@dataclass(frozen=True, kw_only=True)
class Share:
    """In how many of so many sessions they were there, in time or late."""

    label: Any
    there: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """`weeks`: Mondays, the latest last; `in_a_row`: sessions up to now without one missed."""

    of: int
    there: int
    late: int
    in_a_row: int
    weeks: list[Share]
    weekdays: list[Share]
    reasons: list[tuple[Any, int]]

    @property
    def tells(self) -> bool:
        """Whether there are enough sessions; with fewer only they themselves are shown."""
        return self.of >= FEWEST


def pattern_of(presences: Iterable[Any]) -> Pattern:
    """Of one learner in one offering, whatever the order."""
    rows = sorted(presences, key=lambda one: (one.on, one.starts))
    missed = Counter(one.reason for one in rows if one.was == Was.ABSENT)
    return Pattern(
        of=len(rows),
        there=sum(_there(one) for one in rows),
        late=sum(one.was == Was.LATE for one in rows),
        in_a_row=sum(1 for _one in takewhile(_there, reversed(rows))),
        weeks=_shares(rows, lambda one: one.on - timedelta(days=one.on.weekday()))[-WEEKS:],
        weekdays=_shares(sorted(rows, key=lambda one: one.on.weekday()), lambda one: WEEKDAYS[one.on.weekday()]),
        reasons=[(Reason(reason).label, n) for reason, n in missed.most_common()],
    )


def _there(one: Any) -> bool:
    return bool(one.was != Was.ABSENT)


def _shares(rows: list[Any], key: Any) -> list[Share]:
    groups = ((label, list(group)) for label, group in groupby(rows, key=key))
    return [Share(label=label, there=sum(map(_there, group)), of=len(group)) for label, group in groups]

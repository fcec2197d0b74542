"""On which days a pledge's gifts are expected; days only, so that no clock change moves one."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from funding.income.models import Every, Pledge

STEPS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}  # months between two gifts
MOST = 1200  # gifts of one pledge: a hundred years, monthly


class Pause(NamedTuple):
    since: date
    until: date | None  # the first day after it


def expected_days(pledge: Pledge, *, until: date, pauses: Iterable[Pause] = ()) -> Iterator[date]:
    """From its start to that day inclusive, in order; none in a pause.

    Each is counted from the start: what begins on the 31st comes on the last day of shorter months, and on the 31st
    again of longer ones."""
    last, stops = min(until, pledge.ends or until), list(pauses)
    for day in _all(pledge):
        if day > last:
            return
        if not any(one.since <= day and (one.until is None or day < one.until) for one in stops):
            yield day


def _all(pledge: Pledge) -> Iterator[date]:
    if pledge.every == Every.ONCE:
        yield pledge.starts
        return
    step = STEPS[Every(pledge.every)]
    for number in range(MOST):
        months = pledge.starts.year * 12 + pledge.starts.month - 1 + number * step
        year, month = divmod(months, 12)
        if year > date.max.year:
            return
        yield date(year, month + 1, min(pledge.starts.day, monthrange(year, month + 1)[1]))

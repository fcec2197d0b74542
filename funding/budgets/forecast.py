"""How a plan is spread over its months, what of it is due by a day, and where it will end. Pure; minor units."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from funding.money import split


class Forecast(NamedTuple):
    """What will have come in or gone out at the end, between what the plan and what the pace so far say of the rest."""

    expected: int
    low: int
    high: int


def month_starts(starts: date, ends: date) -> list[date]:
    """The first day of each month from one day's to the other's."""
    first, last = (day.year * 12 + day.month - 1 for day in (starts, ends))
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def last_day(day: date) -> date:
    """Of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def a_year_before(day: date) -> date:
    """The first of the same month a year earlier."""
    return day.replace(year=day.year - 1, day=1)


def spread(amount: int, months: Sequence[int] | None, starts: date, ends: date) -> list[int]:
    """A plan month by month: its own profile, or even shares by the days of each month (largest remainder)."""
    if months is not None:
        return list(months)
    firsts = month_starts(starts, ends)
    return split(amount, [monthrange(one.year, one.month)[1] for one in firsts])


def due_by(today: date, plan: Sequence[int], starts: date) -> int:
    """What a plan says up to and including a day: whole months, and of the day's own month the share of its days."""
    due = 0
    for number, amount in enumerate(plan):
        year, month = divmod(starts.year * 12 + starts.month - 1 + number, 12)
        first = date(year, month + 1, 1)
        days = monthrange(year, month + 1)[1]
        gone = min(max((today - first).days + 1, 0), days)
        due += round(Fraction(amount * gone, days))
    return due


def forecast(
    *, plan: Sequence[int], actual: int, committed: int, starts: date, ends: date, today: date
) -> Forecast:  # fmt: skip
    """Expected at the end = actual + committed + what the plan says for the days after today.

    The other end of the range has the pace so far for those days: actual by days gone, times days left.
    Before the first day and after the last there is no range. Rounded to whole minor units, halves to even."""
    rest = sum(plan) - due_by(today, plan, starts)
    expected = actual + committed + rest
    gone, days = (today - starts).days + 1, (ends - starts).days + 1
    if not 0 < gone < days:
        return Forecast(expected, expected, expected)
    at_this_pace = actual + committed + round(Fraction(actual * (days - gone), gone))
    return Forecast(expected, min(expected, at_this_pace), max(expected, at_this_pace))

"""What a report is about: a day, a week, a term, a year, days asked for, or everything up to a day; locally."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from web.amounts import write_day

DAY = timedelta(days=1)
WEEK = re.compile(r"(\d{4})-W(\d{2})")
YEAR = re.compile(r"year-(\d{4})-(\d{2})")
ONE_DAY, TERM, BETWEEN = "day-", "term-", "--"  # of keys


class Kind(models.TextChoices):
    DAILY = "daily", gettext_lazy("Daily")
    WEEKLY = "weekly", gettext_lazy("Weekly")
    TERMLY = "termly", gettext_lazy("Termly")
    YEARLY = "yearly", gettext_lazy("Yearly")
    ON_DEMAND = "asked", gettext_lazy("On demand")
    TO_DATE = "to-date", gettext_lazy("To date")


class Period(NamedTuple):
    """By kind, `key` is "day-2026-03-08", "2026-W10", "term-2026-02-06--2026-06-20", "year-2025-09" (the month that it
    begins with), "2026-02-01--2026-03-15", or the last day of one to date: "2026-03-08"."""

    kind: str
    key: str
    starts: date | None  # None: from the beginning
    ends: date  # the last day

    def __str__(self) -> str:
        if self.kind == Kind.WEEKLY:
            year, week, _day = self.ends.isocalendar()
            return _("Week %(week)s of %(year)s") % {"week": week, "year": year}
        return str(NAMES[self.kind]) % {"day": write_day(self.ends), "span": self.span}

    @property
    def span(self) -> str:
        """Its days, as the reader writes them."""
        if self.starts is None:
            return _("Up to %(day)s") % {"day": write_day(self.ends)}
        if self.starts == self.ends:
            return write_day(self.ends)
        return _("%(first)s to %(last)s") % {"first": write_day(self.starts), "last": write_day(self.ends)}

    def moments(self, zone: str) -> tuple[datetime | None, datetime]:
        """From its first moment to the first after it, in that time zone."""
        midnight, place = time_of_day(), ZoneInfo(zone)
        after = datetime.combine(self.ends + DAY, midnight, place)
        return (datetime.combine(self.starts, midnight, place) if self.starts else None), after


NAMES: dict[str, Any] = {
    Kind.DAILY: gettext_lazy("The day %(day)s"),
    Kind.TERMLY: gettext_lazy("Term: %(span)s"),
    Kind.YEARLY: gettext_lazy("Year: %(span)s"),
    Kind.ON_DEMAND: gettext_lazy("Asked for: %(span)s"),
    Kind.TO_DATE: gettext_lazy("Everything up to %(day)s"),
}


def day_of(day: date) -> Period:
    return Period(Kind.DAILY, f"{ONE_DAY}{day.isoformat()}", day, day)


def week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(Kind.WEEKLY, f"{monday:%G-W%V}", monday, monday + timedelta(days=6))


def term_of(starts: date, ends: date) -> Period:
    return Period(Kind.TERMLY, f"{TERM}{starts.isoformat()}{BETWEEN}{ends.isoformat()}", starts, ends)


def year_from(year: int, month: int) -> Period:
    """Twelve months."""
    return Period(Kind.YEARLY, f"year-{year:04}-{month:02}", date(year, month, 1), date(year + 1, month, 1) - DAY)


def between(starts: date, ends: date) -> Period:
    """Raises ValueError where it ends before it starts."""
    if ends < starts:
        raise ValueError(f"{starts} to {ends}")
    return Period(Kind.ON_DEMAND, f"{starts.isoformat()}{BETWEEN}{ends.isoformat()}", starts, ends)


def to_date(day: date) -> Period:
    return Period(Kind.TO_DATE, day.isoformat(), None, day)


def week_ended(moment: datetime, zone: str) -> Period:
    """The last week that was over at that moment, by the clocks of that time zone."""
    return week_of(moment.astimezone(ZoneInfo(zone)).date() - timedelta(days=7))


def ended(kind: str, today: date, *, terms: Iterable[Any] = (), month: int = 1) -> Period | None:
    """The last of its kind that was over when that day began; `month` is the one that years begin with."""
    if kind == Kind.DAILY:
        return day_of(today - DAY)
    if kind == Kind.WEEKLY:
        return week_of(today - timedelta(days=7))
    if kind == Kind.YEARLY:
        return year_from(today.year - (1 if today.month >= month else 2), month)
    over = [(term.starts, term.ends) for term in terms if term.ends < today]
    return term_of(*max(over, key=lambda one: one[1])) if over and kind == Kind.TERMLY else None


def parse_period(key: str) -> Period:
    """The period of that key. Raises ValueError."""
    for start, make in READERS.items():
        if key.startswith(start):
            return _same(make(key.removeprefix(start)), key)
    if week := WEEK.fullmatch(key):
        return _same(week_of(date.fromisocalendar(int(week[1]), int(week[2]), 1)), key)
    return _same(_between(key) if BETWEEN in key else to_date(_day(key)), key)


def _year(key: str) -> Period:
    found = YEAR.fullmatch(f"year-{key}")
    if found is None:
        raise ValueError(key)
    return year_from(int(found[1]), int(found[2]))


def _between(key: str) -> Period:
    return between(*map(_day, key.split(BETWEEN, 1)))


def _term(key: str) -> Period:
    asked = _between(key)
    return term_of(asked.starts or asked.ends, asked.ends)


def _day(key: str) -> date:
    day = parse_date(key)
    if day is None:
        raise ValueError(key)
    return day


def _same(period: Period, key: str) -> Period:
    """A period has one key alone."""
    if period.key != key:
        raise ValueError(key)
    return period


READERS: dict[str, Callable[[str], Period]] = {
    ONE_DAY: lambda key: day_of(_day(key)),
    TERM: _term,
    "year-": _year,
}

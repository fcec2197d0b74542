"""What a report is about: one ISO week, or everything up to a day; in the community's own calendar."""

import re
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from web.amounts import write_day

WEEK = re.compile(r"(\d{4})-W(\d{2})")


class Kind(models.TextChoices):
    WEEKLY = "weekly", gettext_lazy("Weekly")
    TO_DATE = "to-date", gettext_lazy("To date")


class Period(NamedTuple):
    kind: str
    key: str  # "2026-W10", or the last day of one to date: "2026-03-08"
    starts: date | None  # None: from the beginning
    ends: date  # the last day

    def __str__(self) -> str:
        if self.starts is None:
            return _("Everything up to %(day)s") % {"day": write_day(self.ends)}
        year, week, _day = self.ends.isocalendar()
        return _("Week %(week)s of %(year)s") % {"week": week, "year": year}

    @property
    def span(self) -> str:
        """Its days, as the reader writes them."""
        if self.starts is None:
            return _("Up to %(day)s") % {"day": write_day(self.ends)}
        return _("%(first)s to %(last)s") % {"first": write_day(self.starts), "last": write_day(self.ends)}

    def moments(self, zone: str) -> tuple[datetime | None, datetime]:
        """From its first moment to the first after it, in that time zone."""
        midnight, place = time_of_day(), ZoneInfo(zone)
        after = datetime.combine(self.ends + timedelta(days=1), midnight, place)
        return (datetime.combine(self.starts, midnight, place) if self.starts else None), after


def week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(Kind.WEEKLY, f"{monday:%G-W%V}", monday, monday + timedelta(days=6))


def week_ended(moment: datetime, zone: str) -> Period:
    """The last week that was over at that moment, by the clocks of that time zone."""
    return week_of(moment.astimezone(ZoneInfo(zone)).date() - timedelta(days=7))


def to_date(day: date) -> Period:
    return Period(Kind.TO_DATE, day.isoformat(), None, day)


def parse_period(key: str) -> Period:
    """The period of that key. Raises ValueError."""
    if week := WEEK.fullmatch(key):
        return week_of(date.fromisocalendar(int(week[1]), int(week[2]), 1))
    day = parse_date(key)
    if day is None or day.isoformat() != key:
        raise ValueError(key)
    return to_date(day)

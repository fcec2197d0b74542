"""Where a day stands in a community's calendar."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from communities.models import Community


class Term(NamedTuple):
    key: str
    name: str
    starts: date
    ends: date

    def week_of(self, day: date) -> int:
        """Counted from the term's first day, from 1."""
        return (day - self.starts).days // 7 + 1

    @property
    def weeks(self) -> int:
        return self.week_of(self.ends)


def terms_of(community: Community) -> list[Term]:
    """In order of time."""
    terms = community.calendar.get("terms", [])
    return [Term(t["key"], t["name"], date.fromisoformat(t["starts"]), date.fromisoformat(t["ends"])) for t in terms]


def term_on(community: Community, day: date) -> Term | None:
    return next((term for term in terms_of(community) if term.starts <= day <= term.ends), None)


def next_term(community: Community, day: date) -> Term | None:
    return next((term for term in terms_of(community) if term.starts > day), None)


def holiday_on(community: Community, day: date) -> str:
    """The name of the holiday, or nothing."""
    holidays = community.calendar.get("holidays", [])
    return next((h["name"] for h in holidays if h["starts"] <= day.isoformat() <= h["ends"]), "")


def start_of(community: Community, day: date) -> datetime:
    """The first moment of a day there, UTC."""
    return datetime.combine(day, time.min, ZoneInfo(community.time_zone)).astimezone(UTC)


def day_after(community: Community, moment: datetime, days: int) -> date:
    """So many days after the day it is there at a moment."""
    return moment.astimezone(ZoneInfo(community.time_zone)).date() + timedelta(days=days)

"""Where a day stands in a community's calendar."""

from datetime import date
from typing import NamedTuple

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

"""The meetings of offerings day by day, through clock changes and holidays, and which of them clash. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from communities.calendar import holiday_on
from learners.times.slots import slots_of

AHEAD = timedelta(weeks=53)  # how far clashes are looked for


class Meeting(NamedTuple):
    starts: datetime
    ends: datetime
    card: Any


class Clash(NamedTuple):
    """The first time that two offerings meet at once."""

    card: Any  # the other one
    starts: datetime


def meetings(card: Any, since: date, until: date) -> list[Meeting]:
    """Of an offering, by its card, from a day to a day of its community's calendar, in order."""
    first, last = max(since, card.starts_on or since), min(until, card.ends_on or until)
    zone, slots = ZoneInfo(card.community.time_zone), slots_of(card.times)
    found = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        today = [slot for slot in slots if slot.weekday == day.weekday()]
        if today and not holiday_on(card.community, day):
            found += [
                Meeting(datetime.combine(day, slot.starts, zone), datetime.combine(day, slot.ends, zone), card)
                for slot in today
            ]
    return found


def clashes(card: Any, others: Iterable[Any], today: date) -> list[Clash]:
    """With which of the others an offering meets at once within a year, and when first."""
    if not card.times:
        return []
    own = meetings(card, today, today + AHEAD)
    found = ((other, _first_clash(own, meetings(other, today, today + AHEAD))) for other in others if other != card)
    return [Clash(other, at) for other, at in found if at]


def _first_clash(one: Sequence[Meeting], other: Sequence[Meeting]) -> datetime | None:
    """Both in order of time."""
    here = there = 0
    while here < len(one) and there < len(other):
        a, b = one[here], other[there]
        if _meet(a, b):
            return max(a.starts, b.starts)
        here, there = (here + 1, there) if a.ends <= b.ends else (here, there + 1)
    return None


def _meet(one: Meeting, other: Meeting) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def week_of(cards: Iterable[Any], monday: date, zone: Any) -> list[tuple[date, list[tuple[Meeting, list[Meeting]]]]]:
    """The seven days of a week by somebody's own clock: each meeting, with those at the same time."""
    days = [monday + timedelta(days=n) for n in range(7)]
    there = (monday - timedelta(days=1), monday + timedelta(days=7))  # it may be another day where it meets
    found = sorted((one for card in cards for one in meetings(card, *there)), key=lambda one: (one.starts, one.ends))
    local = [one._replace(starts=one.starts.astimezone(zone), ends=one.ends.astimezone(zone)) for one in found]
    at_once = [(one, [other for other in local if other is not one and _meet(one, other)]) for one in local]
    return [(day, [pair for pair in at_once if pair[0].starts.date() == day]) for day in days]

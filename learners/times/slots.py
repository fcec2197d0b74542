"""When an offering meets each week, by the clock of its community; as kept: [{"weekday", "starts", "ends"}, …]."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from tenancy.refusal import Refused

MOST = 21  # meetings a week
TICK = 5  # minutes
WEEK = 7 * 24 * 60 // TICK


class Slot(NamedTuple):
    weekday: int  # 0 is Monday
    starts: time
    ends: time

    def __str__(self) -> str:
        told = {"day": WEEKDAYS[self.weekday], "starts": f"{self.starts:%H:%M}", "ends": f"{self.ends:%H:%M}"}
        return _("%(day)s %(starts)s–%(ends)s") % told


def slots_of(rows: Iterable[Mapping[str, Any]]) -> list[Slot]:
    return [Slot(row["weekday"], *(time.fromisoformat(row[end]) for end in ("starts", "ends"))) for row in rows]


def as_kept(slots: Iterable[Slot]) -> list[dict[str, Any]]:
    """In order of the week. Refused: one that ends before it starts, two at a time, more than MOST."""
    ordered = sorted(set(slots))
    if len(ordered) > MOST:
        raise Refused(_("At most %(most)s meetings a week.") % {"most": MOST})
    for slot in ordered:
        if slot.ends <= slot.starts:
            raise Refused(_("It ends before it starts: %(slot)s") % {"slot": slot})
    for one, other in pairwise(ordered):
        if one.weekday == other.weekday and other.starts < one.ends:
            raise Refused(_("Two meetings at one time: %(one)s, %(other)s") % {"one": one, "other": other})
    return [{"weekday": s.weekday, "starts": f"{s.starts:%H:%M}", "ends": f"{s.ends:%H:%M}"} for s in ordered]


def ticks(rows: Iterable[Mapping[str, Any]], zone: str) -> list[int]:
    """The pieces of five minutes that it takes of a week in UTC, by the zone's standard time.

    To sort out what cannot fit by one comparison; `weeks.first_clash` tells to the day."""
    offset = _standard_offset(zone) // TICK
    taken = set()
    for slot in slots_of(rows):
        begins, ends = (slot.weekday * 1440 + t.hour * 60 + t.minute for t in (slot.starts, slot.ends))
        taken |= {(tick - offset) % WEEK for tick in range(begins // TICK, -(-ends // TICK))}
    return sorted(taken)


def _standard_offset(zone: str) -> int:
    """Minutes ahead of UTC while no summer time is kept."""
    moments = (datetime(2026, month, 1, tzinfo=UTC).astimezone(ZoneInfo(zone)) for month in (1, 7))
    return min((one.utcoffset() or timedelta()) // timedelta(minutes=1) for one in moments)

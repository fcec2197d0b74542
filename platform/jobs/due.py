"""Regular work: each kind has its own times in every community, computed anew after each run."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction
from django.utils import timezone

from jobs.models import Due
from jobs.outbox import enqueue

log = structlog.get_logger()
BATCH = 1000  # due times taken in one tick
NextAt = Callable[[Any, datetime], datetime]


class Kind(NamedTuple):
    task: str
    next_at: NextAt
    of_network: bool


KINDS: dict[str, Kind] = {}


def register_due(kind: str, *, task: str, next_at: NextAt, of_network: bool = False) -> None:
    """`next_at(community's id, after)` says when after that moment the work is due next.

    The task gets the community's id. Work of the network as a whole gets nothing and needs no schedule()."""
    KINDS[kind] = Kind(task, next_at, of_network)


def schedule(kind: str, community_id: UUID | None) -> None:
    """Make a kind of work regular in a community, or compute its next time anew after a change of time zone."""
    row = Due(community=community_id, kind=kind, next_at=_next_time(kind, community_id))
    Due.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["community", "kind"], update_fields=["next_at"]
    )


def take_due() -> int:
    """Enqueue what is due, once however many times were missed; says how many."""
    _schedule_network()
    ids = (
        Due.objects.filter(next_at__lte=timezone.now(), kind__in=KINDS).order_by("next_at").values_list("pk", flat=True)
    )
    return sum(_take(pk) for pk in ids[:BATCH])


def weekly(weekday: int, hour: int, zone_of: Callable[[Any], str]) -> NextAt:
    """The next Monday (0) … Sunday (6) at that hour in the time zone of the community.

    An hour that clocks skip is taken after the jump, one that they repeat is taken the first time."""

    def next_at(community_id: Any, after: datetime) -> datetime:
        zone = ZoneInfo(zone_of(community_id))
        day = after.astimezone(zone).date()
        day += timedelta(days=(weekday - day.weekday()) % 7)
        return _first_after(after, zone, hour, day, timedelta(days=7))

    return next_at


def daily(hour: int, zone_of: Callable[[Any], str] = lambda _community: "UTC") -> NextAt:
    """Every day at that hour, through clock changes as weekly()."""

    def next_at(community_id: Any, after: datetime) -> datetime:
        zone = ZoneInfo(zone_of(community_id))
        return _first_after(after, zone, hour, after.astimezone(zone).date(), timedelta(days=1))

    return next_at


def each_minute(_community_id: Any, after: datetime) -> datetime:
    return after + timedelta(minutes=1)


def _first_after(after: datetime, zone: ZoneInfo, hour: int, day: date, step: timedelta) -> datetime:
    """That hour of the day, or a step later where it is over."""
    moment = datetime.combine(day, time_of_day(hour), zone).astimezone(UTC)
    return moment if moment > after else datetime.combine(day + step, time_of_day(hour), zone).astimezone(UTC)


def _next_time(kind: str, community_id: UUID | None) -> datetime:
    now = timezone.now()
    moment = KINDS[kind].next_at(community_id, now)
    if moment <= now:
        raise ValueError(f"{kind} of {community_id} would be due in the past, at {moment}.")
    return moment


def _schedule_network() -> None:
    rows = [Due(kind=kind, next_at=_next_time(kind, None)) for kind, what in KINDS.items() if what.of_network]
    Due.objects.bulk_create(rows, ignore_conflicts=True)


def _take(pk: int) -> bool:
    """One due time, one transaction; a second tick finds the row locked or already later."""
    try:
        with transaction.atomic():
            row = Due.objects.select_for_update(skip_locked=True).filter(pk=pk, next_at__lte=timezone.now()).first()
            if row is None:
                return False
            enqueue(KINDS[row.kind].task, *([row.community] if row.community else []))
            row.next_at = _next_time(row.kind, row.community)
            row.save(update_fields=["next_at"])
    except Exception:
        log.exception("due_failed", due=pk)  # the others go on, and this one is tried again
        return False
    return True

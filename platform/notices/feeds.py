"""A person's dates as one iCalendar file (RFC 5545); apps above say which there are."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from icalendar import Calendar, Event

from api.etags import conditional


class Entry(NamedTuple):
    """What stands in a calendar. Days have a last one; a moment has none."""

    uid: str  # the same for ever
    title: str
    starts: date | datetime
    last_day: date | None
    community: str
    path: str
    changed_at: datetime
    sequence: int  # grows with each change


# Called in the person's scope; gives what they may see of their communities now.
SOURCES: list[Callable[[], Iterable[Entry]]] = []


def my_entries() -> list[Entry]:
    return [entry for source in SOURCES for entry in source()]


def write_calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The same bytes for the same entries."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.NETWORK_NAME}//Rhizome//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in sorted(entries, key=lambda one: one.uid):
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def calendar_answer(request: Any, name: str, entries: Iterable[Entry]) -> HttpResponseBase:
    """With an ETag, or 304."""
    answer = HttpResponse(write_calendar(name, entries), content_type="text/calendar; charset=utf-8")
    return conditional(request, answer)


def _event(entry: Entry) -> Event:
    event, changed_at = Event(), entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", entry.uid)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts.astimezone(UTC) if isinstance(entry.starts, datetime) else entry.starts)
    if entry.last_day:
        event.add("dtend", entry.last_day + timedelta(days=1))  # the first day that is no longer of it
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", entry.sequence)
    event.add("categories", [entry.community])
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{entry.path}")
    event.add("transp", "TRANSPARENT")
    return event

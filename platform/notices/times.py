"""When mail may reach a person, by their own clock, through its changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobs.due import daily, weekly
from notices.models import Preferences


def quiet_until(now: datetime, chosen: Preferences, zone: str) -> datetime | None:
    """The end of the quiet hours that it is now, in UTC; None while it is not quiet.

    An end that clocks skip comes after the jump, one that they repeat comes the first time."""
    if chosen.quiet_from is None or chosen.quiet_until is None:
        return None
    today = now.astimezone(ZoneInfo(zone)).date()
    overnight = timedelta(days=chosen.quiet_until < chosen.quiet_from)
    for day in (today - timedelta(days=1), today):
        end = _at(day + overnight, chosen.quiet_until, zone)
        if _at(day, chosen.quiet_from, zone) <= now < end:
            return end
    return None


def due_at(told_at: datetime, mail: str, chosen: Preferences, zone: str) -> datetime:
    """When something told at that moment is to be mailed, quiet hours aside."""
    if mail == Preferences.Mail.AT_ONCE:
        return told_at
    local: Callable[[object], str] = lambda _: zone  # noqa: E731
    if mail == Preferences.Mail.DAILY:
        return daily(chosen.digest_hour, local)(None, told_at)
    return weekly(chosen.digest_weekday, chosen.digest_hour, local)(None, told_at)


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)

"""Rolls of the last weeks, and an absence that is announced."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from communities.models import Membership
from demo.planting import Garden, Home
from learners.models import Enrolment, Offering, State
from learners.progress.attendance.actions import announce_absence
from learners.progress.attendance.models import Presence, PresenceChange, Reason, Session, Was
from learners.times.weeks import meetings
from tenancy.scope import in_community

BACK = timedelta(days=28)
WAS = ([Was.PRESENT, Was.LATE, Was.ABSENT], [86, 6, 8])  # and of a hundred, how many


def take_rolls(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk):
            for version in home.versions:
                for offering in version.offerings.filter(state=State.OPEN, by_application=False):
                    _take(garden, home, offering)


def _take(garden: Garden, home: Home, offering: Offering) -> None:
    """As learners.progress.attendance.actions.take_roll would have, at the time."""
    teacher = home.folk["teacher"][0]
    learners = list(Enrolment.objects.filter(offering=offering, state="enrolled").select_related("card"))
    days = [one.starts for one in meetings(offering, garden.today - BACK, garden.today - timedelta(days=1))]
    rows = [
        Session(offering=offering, on=at.date(), starts=at.time(), mode=_mode(offering), made_by_name=str(teacher))
        for at in days
    ]
    Session.objects.bulk_create(rows)
    presences = [_presence(garden, session, one) for session in rows for one in learners]
    Presence.objects.bulk_create(presences)
    PresenceChange.objects.bulk_create(_change(one, teacher, home) for one in presences)
    if learners and rows:
        first, tomorrow = learners[0], garden.today + timedelta(days=1)
        announce_absence(first, since=tomorrow, until=tomorrow, reason=Reason.FAMILY, by=first.person)


def _mode(offering: Offering) -> str:
    return "online" if offering.held == "online" else "in_person"


def _presence(garden: Garden, session: Session, enrolment: Enrolment) -> Presence:
    was = garden.chance.choices(*WAS)[0]
    why = garden.chance.choice([Reason.ILL, Reason.FAMILY, Reason.WAY, Reason.NONE]) if was != Was.PRESENT else ""
    about: dict[str, Any] = {"on": session.on, "starts": session.starts, "mode": session.mode}
    return Presence(
        session=session, enrolment=enrolment, person_id=enrolment.person_id, was=was, reason=why, **about
    )  # fmt: skip


def _change(one: Presence, teacher: Membership, home: Home) -> PresenceChange:
    at = datetime.combine(one.on, one.starts or time(9), ZoneInfo(home.place.time_zone)) + timedelta(minutes=5)
    return PresenceChange(
        presence=one, person_id=one.person_id, was=one.was, reason=one.reason, by=teacher.person,
        by_name=teacher.display_name, at=at,
    )  # fmt: skip

"""Rolls and announced absences, to test with."""

from datetime import date, time, timedelta

from django.utils import timezone

from communities.models import Membership
from learners.models import Enrolment, Offering
from learners.progress.attendance.actions import Said, announce_absence, take_roll
from learners.progress.attendance.models import Announcement, Session
from learners.progress.attendance.queries import on_the_roll
from tenancy.scope import in_community


def a_roll(offering: Offering, by: Membership, on: date | None = None, **absent: str) -> Session:
    """Everyone is there but those named, with why: `bo="ill"`."""
    with in_community(offering.community_id):
        rows = on_the_roll(offering).select_related("person")
        said = {
            one.pk: Said("absent", absent[name]) if (name := one.person.username) in absent else Said() for one in rows
        }
        return take_roll(offering, on=on or timezone.localdate(), starts=time(9), by=by.person, said=said)


def an_absence(enrolment: Enrolment, *, days: int = 1, reason: str = "family") -> Announcement:
    """So many days from today, by the learner."""
    day = timezone.localdate() + timedelta(days=days)
    with in_community(enrolment.community_id):
        return announce_absence(enrolment, since=day, reason=reason, by=enrolment.person)

"""Meetings to take a roll of, rolls that were taken, and what they tell of one learner."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from learners.models import Enrolment, Offering, OfferingCard
from learners.progress.attendance.models import Announcement, Presence, PresenceChange, Session, Was
from learners.queries import learners_of
from learners.times.weeks import meetings

BACK, AHEAD = timedelta(days=14), timedelta(days=1)


class Meeting(NamedTuple):
    on: date
    starts: time


def to_take(offering: Offering, card: OfferingCard, *, today: date) -> list[Meeting]:
    """By the weekly times, of the last two weeks and until tomorrow, those without a roll; the latest first."""
    if not card.times:
        return []
    taken = Session.objects.filter(offering=offering, on__gte=today - BACK)
    known = {(one.on, one.starts) for one in taken}
    found = [Meeting(m.starts.date(), m.starts.time()) for m in meetings(card, today - BACK, today + AHEAD)]
    return [one for one in reversed(found) if tuple(one) not in known]


def sessions_of(offering: Offering) -> QuerySet[Session]:
    """With a roll, the latest first; with how many were there, came late, were not there."""
    counts = {was.value: Count("roll", filter=Q(roll__id__isnull=False, roll__was=was)) for was in Was}
    return Session.objects.filter(offering=offering).annotate(**counts).order_by("-on", "-starts")


def session_at(offering: Offering, on: date, starts: time) -> Session | None:
    return Session.objects.filter(offering=offering, on=on, starts=starts).first()


def on_the_roll(offering: Offering) -> QuerySet[Enrolment]:
    """Those who are enrolled now, by name."""
    return learners_of(offering).filter(state=Enrolment.State.ENROLLED)


def announced_on(offering: Offering, day: date) -> dict[UUID, Announcement]:
    """By enrolment, the latest said."""
    rows = Announcement.objects.filter(enrolment__offering=offering, since__lte=day, until__gte=day)
    return {one.enrolment_id: one for one in rows.order_by("at", "pk")}


def presences_of(enrolment: Enrolment) -> QuerySet[Presence]:
    """In the community's scope: the latest first, each with its changes."""
    return _with_changes(Presence.objects.filter(enrolment=enrolment))


def own_presences() -> QuerySet[Presence]:
    """In a person's scope: everywhere, the latest first, each with its changes."""
    return _with_changes(Presence.objects.select_related("community", "enrolment__card"))


def by_enrolment(rows: Iterable[Presence]) -> dict[UUID, list[Presence]]:
    found: dict[UUID, list[Presence]] = defaultdict(list)
    for one in rows:
        found[one.enrolment_id].append(one)
    return found


def of_group(offering: Offering) -> dict[UUID, list[Presence]]:
    """Everyone's, by enrolment, the latest first; one query."""
    return by_enrolment(Presence.objects.filter(enrolment__offering=offering).order_by("-on", "-starts"))


def announcements_of(enrolment: Enrolment) -> QuerySet[Announcement]:
    return Announcement.objects.filter(enrolment=enrolment).order_by("-since", "-at")


def own_announcements(*, today: date) -> QuerySet[Announcement]:
    """In a person's scope: what is still to come."""
    rows = Announcement.objects.filter(until__gte=today).select_related("community", "enrolment__card")
    return rows.order_by("since", "at")


def _with_changes(rows: QuerySet[Presence]) -> QuerySet[Presence]:
    changes = Prefetch("changes", PresenceChange.objects.order_by("at", "pk"))
    return rows.prefetch_related(changes).order_by("-on", "-starts")

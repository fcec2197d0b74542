"""Places and the waiting list; each function is called with the offering's row locked."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from jobs.outbox import enqueue, enqueue_many
from learners.models import Enrolment, EnrolmentChange, Offering, State
from learners.rules import days_to_answer
from tenancy.refusal import Refused
from tenancy.scope import current_community

COUNTERS = ["enrolled", "offered", "waiting"]


def lock_offering(offering: Offering) -> Offering:
    """The row as it stands now, held until the transaction ends: places are given out one after the other."""
    locked: Offering | None = Offering.objects.select_for_update().filter(pk=offering.pk).first()
    if locked is None:  # a copy that was taken back meanwhile
        raise Refused(_("This offering is no longer there."))
    return locked


def take_place(offering: Offering, enrolment: Enrolment) -> None:
    """Give the enrolment, unsaved, a place, or the last one in the waiting list."""
    if offering.is_full:
        offering.waiting += 1
        enrolment.state, enrolment.place = Enrolment.State.WAITING, offering.waiting
    else:
        offering.enrolled += 1
        enrolment.state, enrolment.place = Enrolment.State.ENROLLED, None
    offering.save(update_fields=COUNTERS)


def free_place(offering: Offering, enrolment: Enrolment) -> None:
    """Take back what the enrolment, unsaved, holds."""
    if enrolment.place is None:
        offering.enrolled -= 1
    else:
        _leave_list(offering, enrolment)
    offering.save(update_fields=COUNTERS)


def take_offered(offering: Offering, enrolment: Enrolment) -> None:
    """The place offered to the enrolment, unsaved, is theirs."""
    _leave_list(offering, enrolment)
    enrolment.state, enrolment.enrolled_on = Enrolment.State.ENROLLED, timezone.localdate()
    offering.enrolled += 1
    offering.save(update_fields=COUNTERS)


def keep_places(offering: Offering, enrolments: list[Enrolment], *, until: datetime) -> None:
    """For these, unsaved, a place each that is kept until then, as one is for who waits; for whom there is none waits.

    In an offering where nobody waits yet. What becomes of it, and nothing before, is in their history."""
    room = len(enrolments) if offering.places_left is None else max(offering.places_left, 0)
    for place, enrolment in enumerate(enrolments, 1):
        enrolment.state, enrolment.place = Enrolment.State.WAITING, place
        enrolment.offered_until = until if place <= room else None
    Enrolment.objects.bulk_create(enrolments)
    offering.waiting, offering.offered = len(enrolments), min(room, len(enrolments))
    offering.save(update_fields=COUNTERS)
    enqueue("admissions.expire_offers", current_community(), offering.pk, not_before=until)
    enqueue_many("admissions.tell_next", [(current_community(), one.pk) for one in enrolments if one.offered_until])


def to_front(offering: Offering, enrolment: Enrolment) -> None:
    """Make the enrolment, unsaved, the next after those who were offered a place, who answer first."""
    first = offering.offered + 1
    _waiting(offering).filter(place__gte=first, place__lt=enrolment.place).update(place=F("place") + 1)
    enrolment.place = first


def promote_waiting(offering: Offering, *, by: Person | None) -> None:
    """Let in those who wait, first come first, while there are places; or, where the community gives time to answer,
    offer them the places, which are then kept for them."""
    unasked = offering.waiting - offering.offered
    if offering.state == State.ENDED or not unasked:
        return
    room = unasked if offering.places_left is None else offering.places_left
    following = list(_waiting(offering).filter(offered_until=None).order_by("place")[: max(room, 0)])
    if not following:
        return
    days = days_to_answer()
    if days:
        _offer(offering, following, days)
    else:
        _let_in(offering, following, by=by)
    offering.save(update_fields=COUNTERS)
    enqueue_many("admissions.tell_next", [(current_community(), one.pk) for one in following])


def _offer(offering: Offering, following: list[Enrolment], days: int) -> None:
    until = timezone.now() + timedelta(days=days)
    _waiting(offering).filter(pk__in=[one.pk for one in following]).update(offered_until=until)
    offering.offered += len(following)
    enqueue("admissions.expire_offers", current_community(), offering.pk, not_before=until)


def _let_in(offering: Offering, following: list[Enrolment], *, by: Person | None) -> None:
    last = following[-1].place
    for enrolment in following:
        enrolment.state, enrolment.place, enrolment.enrolled_on = Enrolment.State.ENROLLED, None, timezone.localdate()
    Enrolment.objects.bulk_update(following, ["state", "place", "enrolled_on"])
    EnrolmentChange.objects.bulk_create(EnrolmentChange.of(enrolment, by=by) for enrolment in following)
    _waiting(offering).filter(place__gt=last).update(place=F("place") - len(following))
    offering.enrolled += len(following)
    offering.waiting -= len(following)


def _leave_list(offering: Offering, enrolment: Enrolment) -> None:
    """The gap closes."""
    offering.waiting -= 1
    offering.offered -= enrolment.offered_until is not None
    _waiting(offering).filter(place__gt=enrolment.place).update(place=F("place") - 1)
    enrolment.place, enrolment.offered_until = None, None


def _waiting(offering: Offering) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(offering=offering, state=Enrolment.State.WAITING)

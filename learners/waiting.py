"""Places and the waiting list; each function is called with the offering's row locked."""

from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import Person
from learners.models import Enrolment, EnrolmentChange, Offering, State


def lock_offering(offering: Offering) -> Offering:
    """The row as it stands now, held until the transaction ends: places are given out one after the other."""
    locked: Offering = Offering.objects.select_for_update().get(pk=offering.pk)
    return locked


def take_place(offering: Offering, enrolment: Enrolment) -> None:
    """Give the enrolment, unsaved, a place, or the last one in the waiting list."""
    if offering.is_full:
        offering.waiting += 1
        enrolment.state, enrolment.place = Enrolment.State.WAITING, offering.waiting
    else:
        offering.enrolled += 1
        enrolment.state, enrolment.place = Enrolment.State.ENROLLED, None
    offering.save(update_fields=["enrolled", "waiting"])


def free_place(offering: Offering, enrolment: Enrolment) -> None:
    """Take back what the enrolment, unsaved, holds; the gap in the waiting list closes."""
    if enrolment.place is None:
        offering.enrolled -= 1
    else:
        offering.waiting -= 1
        _waiting(offering).filter(place__gt=enrolment.place).update(place=F("place") - 1)
    enrolment.place = None
    offering.save(update_fields=["enrolled", "waiting"])


def promote_waiting(offering: Offering, *, by: Person | None) -> None:
    """Let in those who wait, first come first, while there are places."""
    if offering.state == State.ENDED or not offering.waiting:
        return
    room = offering.waiting if offering.capacity is None else offering.capacity - offering.enrolled
    promoted = list(_waiting(offering).order_by("place")[: max(room, 0)])
    for enrolment in promoted:
        enrolment.state, enrolment.place, enrolment.enrolled_on = Enrolment.State.ENROLLED, None, timezone.localdate()
    if promoted:
        Enrolment.objects.bulk_update(promoted, ["state", "place", "enrolled_on"])
        EnrolmentChange.objects.bulk_create(EnrolmentChange.of(enrolment, by=by) for enrolment in promoted)
        _waiting(offering).update(place=F("place") - len(promoted))
        offering.enrolled += len(promoted)
        offering.waiting -= len(promoted)
        offering.save(update_fields=["enrolled", "waiting"])


def _waiting(offering: Offering) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(offering=offering, state=Enrolment.State.WAITING)

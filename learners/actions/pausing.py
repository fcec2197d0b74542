"""Pause and return, stay after a trial, take part otherwise: each holds the offering's row, as enrolling does."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from learners import news
from learners.actions.enrolments import keep
from learners.kinds import set_kind
from learners.models import BELONGING, Enrolment, Offering, State
from learners.waiting import free_place, lock_offering, promote_waiting, take_place, to_front
from tenancy.refusal import Refused


@transaction.atomic
def pause(enrolment: Enrolment, *, by: Person) -> Enrolment:
    """Rest for a time: the record stays; the place is kept, or goes to whoever waits longest, as the offering says."""
    offering, enrolment = _locked(enrolment)
    if enrolment.state == Enrolment.State.PAUSED:
        return enrolment
    if enrolment.state != Enrolment.State.ENROLLED:
        raise Refused(_("Only an enrolled learner can pause."))
    enrolment.keeps_place = offering.pause_keeps
    if not enrolment.keeps_place:
        free_place(offering, enrolment)
    enrolment.state, enrolment.paused_on = Enrolment.State.PAUSED, timezone.localdate()
    enrolment.save()
    promote_waiting(offering, by=by)
    keep(offering, enrolment, by=by)
    news.tell_changed(enrolment, "paused", by=by)
    return enrolment


@transaction.atomic
def resume(enrolment: Enrolment, *, by: Person) -> Enrolment:
    """Come back from a pause: to the place that was kept, or one if there is one, else to the front of the waiting
    list."""
    offering, enrolment = _locked(enrolment)
    if enrolment.state == Enrolment.State.ENROLLED or enrolment.returns:
        return enrolment
    if enrolment.state != Enrolment.State.PAUSED:
        raise Refused(_("This enrolment is not paused."))
    if offering.state == State.ENDED:
        raise Refused(_("This offering has ended."))
    if enrolment.keeps_place:
        enrolment.state, enrolment.keeps_place = Enrolment.State.ENROLLED, False
    else:
        take_place(offering, enrolment)
    if enrolment.place:
        to_front(offering, enrolment)
    else:
        enrolment.paused_on = None
    keep(offering, enrolment, by=by)
    news.tell_changed(enrolment, "returns" if enrolment.place else "returned", by=by)
    return enrolment


@transaction.atomic
def stay(enrolment: Enrolment, *, by: Person) -> Enrolment:
    """After a trial, or before its end: as everyone else."""
    _offering, enrolment = _locked(enrolment)
    if enrolment.kind != Enrolment.Kind.TRIAL and enrolment.state in BELONGING:
        return enrolment
    return change_kind(enrolment, kind="", by=by)


@transaction.atomic
def change_kind(enrolment: Enrolment, *, kind: str, by: Person, trial_until: date | None = None) -> Enrolment:
    """`kind` as enrolling takes it; while the learner neither left nor is through."""
    offering, enrolment = _locked(enrolment)
    if enrolment.state not in BELONGING:
        raise Refused(_("This enrolment has ended."))
    set_kind(enrolment, offering, kind, trial_until)
    keep(offering, enrolment, by=by)
    news.tell_changed(enrolment, "kind", by=by)
    return enrolment


def _locked(enrolment: Enrolment) -> tuple[Offering, Enrolment]:
    offering = lock_offering(enrolment.offering)
    return offering, Enrolment.objects.get(pk=enrolment.pk)


CHANGES = {"pause": pause, "return": resume, "stay": stay}  # by what addresses call them

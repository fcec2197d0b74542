"""Open an offering, change it, and lead it to its end; its card follows in the same transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community, Membership
from curriculum.models import Version
from learners.actions.enrolments import withdraw
from learners.cards import show_card
from learners.models import Enrolment, EnrolmentChange, Offering, OfferingTeacher, State
from learners.rules import is_by_application
from learners.waiting import lock_offering, promote_waiting
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community

REASONS = {
    "no_more_than_capacity": _("There cannot be fewer places than learners enrolled and places offered."),
    "offering_ends_after_start": _("An offering cannot end before it starts."),
    "offering_ages_in_order": _("The last age cannot be lower than the first."),
}


@transaction.atomic
def open_offering(version: Version, *, teachers: Iterable[Membership] = (), **about: Any) -> Offering:
    """Prepare an offering of a version; a draft until it is published. `about` holds its fields, or the version's."""
    currency = Community.objects.values_list("currency", flat=True).get(pk=current_community())
    taken = {"title": version.title, "summary": version.summary, "language": version.language, "currency": currency}
    about = taken | about
    with refusing(REASONS):
        offering: Offering = Offering.objects.create(version=version, **about)
    OfferingTeacher.objects.bulk_create(OfferingTeacher(offering=offering, membership=one) for one in teachers)
    return offering


@transaction.atomic
def change_offering(
    offering: Offering, *, by: Person, teachers: Iterable[Membership] | None = None, **about: Any
) -> Offering:
    """Change what an offering says; more places let those who wait in, in order."""
    offering = lock_offering(offering)
    for field, value in about.items():
        setattr(offering, field, value)
    if "cost" in about:
        offering.currency = offering.community.currency
    with refusing(REASONS):
        offering.save()
    if teachers is not None:
        OfferingTeacher.objects.filter(offering=offering).delete()
        OfferingTeacher.objects.bulk_create(OfferingTeacher(offering=offering, membership=one) for one in teachers)
    promote_waiting(offering, by=by)
    show_card(offering)
    return offering


@transaction.atomic
def publish_offering(offering: Offering) -> Offering:
    """Open it to learners, for the first time or again."""
    if offering.state == State.DRAFT:
        offering.by_application = offering.capacity is not None and is_by_application()
        offering.save(update_fields=["by_application"])
    return _become(offering, State.OPEN)


@transaction.atomic
def close_offering(offering: Offering) -> Offering:
    """Take no new learners; those who wait keep their place."""
    return _become(offering, State.CLOSED)


@transaction.atomic
def end_offering(offering: Offering, *, by: Person, completed_on: date | None = None) -> Offering:
    """The term is over: nobody comes in any more, the waiting list is dissolved, and a pause becomes leaving.

    `completed_on`: whoever is enrolled has completed it that day; how it ended for them can be recorded later."""
    offering = _become(offering, State.ENDED)
    if completed_on:
        _complete_all(offering, completed_on, by=by)
    waiting = list(Enrolment.objects.filter(offering=offering, state=Enrolment.State.WAITING))
    for enrolment in waiting:
        enrolment.state, enrolment.place, enrolment.offered_until = Enrolment.State.WITHDRAWN, None, None
    Enrolment.objects.bulk_update(waiting, ["state", "place", "offered_until"])
    EnrolmentChange.objects.bulk_create(EnrolmentChange.of(enrolment, by=by) for enrolment in waiting)
    offering.waiting = offering.offered = 0
    offering.save(update_fields=["waiting", "offered"])
    for paused in Enrolment.objects.filter(offering=offering, state=Enrolment.State.PAUSED):
        withdraw(paused, by=by)
    show_card(offering)
    return offering


def _complete_all(offering: Offering, day: date, *, by: Person) -> None:
    enrolled = list(Enrolment.objects.filter(offering=offering, state=Enrolment.State.ENROLLED))
    for enrolment in enrolled:
        enrolment.state, enrolment.ended_on = Enrolment.State.COMPLETED, day
    Enrolment.objects.bulk_update(enrolled, ["state", "ended_on"])
    EnrolmentChange.objects.bulk_create(EnrolmentChange.of(enrolment, by=by) for enrolment in enrolled)


def _become(offering: Offering, state: State) -> Offering:
    offering = lock_offering(offering)
    if offering.state == State.ENDED and state != State.ENDED:
        raise Refused(str(_("This offering has ended.")))
    offering.state = state
    offering.save(update_fields=["state"])
    show_card(offering)
    return offering

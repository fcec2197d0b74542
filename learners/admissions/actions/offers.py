"""A place that is offered for a time: taken, or gone to the next. To decline it is to leave the waiting list."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from learners.actions.alone import refuse_alone
from learners.actions.enrolments import keep, withdraw
from learners.admissions import news
from learners.guardianship import as_guardian
from learners.models import Enrolment, Offering
from learners.queries import card_of
from learners.times.own import refuse_clash
from learners.waiting import lock_offering, take_offered
from tenancy.refusal import Refused
from web.sentences import Sentence


@transaction.atomic
def accept_offer(enrolment: Enrolment, *, by: Person, knowingly: bool = True) -> Enrolment:
    """By the learner or their guardian; again, the same. Not `knowingly`: refused where it clashes with what they took
    on since they asked. Raises NotGuardian."""
    if enrolment.person_id != by.pk:
        what = Sentence(gettext_lazy("Took the place offered to you: %(title)s"), title=enrolment.offering.title)
        with as_guardian(enrolment.person_id, by, what=what, did=True):
            pass  # the look is written down
    offering = lock_offering(enrolment.offering)
    enrolment = Enrolment.objects.select_related("person").get(pk=enrolment.pk)
    if enrolment.is_live:
        return enrolment
    if enrolment.offered_until is None:
        raise Refused(_("No place is offered here now."))
    if enrolment.offered_until <= timezone.now():
        raise Refused(_("The time to answer is over; the place goes to the next."))
    refuse_alone(offering.community, enrolment.person, by=by)
    if not knowingly:
        refuse_clash(card_of(offering), enrolment.person_id)
    take_offered(offering, enrolment)
    keep(offering, enrolment, by=by)
    return enrolment


@transaction.atomic
def expire_offers(offering_id: UUID) -> None:
    """Whoever did not answer in time leaves the waiting list and is told; the places are offered to the next."""
    if not Offering.objects.filter(pk=offering_id).exists():
        return  # a copy that was taken back
    offering = lock_offering(Offering(pk=offering_id))
    over = Enrolment.objects.filter(offering=offering, offered_until__lte=timezone.now())
    for enrolment in list(over.order_by("place")):
        withdraw(enrolment, by=None)
        news.tell_expired(enrolment, offering)

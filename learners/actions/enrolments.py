"""Enrol, leave and complete: exact under any number of simultaneous requests, since each holds the offering's row."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Membership
from learners.actions.alone import refuse_alone
from learners.actions.answers import carry_answers, keep_answers
from learners.cards import show_places
from learners.fellows import comes_from_fellow
from learners.kinds import set_kind
from learners.models import Enrolment, EnrolmentChange, Offering, OpenTo, State
from learners.models.answers import Answers
from learners.queries import card_of
from learners.times.own import refuse_clash
from learners.waiting import free_place, lock_offering, promote_waiting, take_place
from tenancy.refusal import Refused

ON_WITHDRAWING: list[Callable[[Enrolment], None]] = []  # what rooms above do afterwards, in the same transaction


@transaction.atomic
def enrol(
    offering: Offering,
    *,
    person: Person,
    home: Community | None = None,
    by: Person,
    display_name: str = "",
    attributes: Mapping[str, Any] | None = None,
    kind: str = "",
    trial_until: date | None = None,
    knowingly: bool = True,
    waits: bool = True,
) -> Enrolment:
    """Give a person a place, or one in the waiting list when all are taken; asked again, the same enrolment.

    `home` is the community the learner comes from; `attributes` are kept as recorded now. `kind`: of
    Enrolment.Kind; without it a visitor where the home is another, else full. Not `knowingly`: refused
    where it clashes with what they do already, anywhere; whoever is not the person is never told so. Not `waits`:
    refused where all places are taken."""
    offering = lock_offering(offering)
    enrolment: Enrolment | None = Enrolment.objects.filter(offering=offering, person=person).first()
    if enrolment and enrolment.state != Enrolment.State.WITHDRAWN:
        return enrolment
    refuse_who_may_not_enrol(offering, person, by=by)
    if offering.by_application:
        raise Refused(_("Its places are given by application: apply for one."))
    if offering.is_full and not waits:
        raise Refused(_("All places are taken. You can join the waiting list."))
    if not knowingly:
        refuse_clash(card_of(offering), person.pk)
    return seat(
        offering, person=person, home=home, by=by, display_name=display_name, attributes=attributes, found=enrolment,
        kind=kind, trial_until=trial_until,
    )  # fmt: skip


def seat(
    offering: Offering,
    *,
    person: Person,
    home: Community | None,
    by: Person,
    display_name: str = "",
    attributes: Mapping[str, Any] | None = None,
    answered: Answers | None = None,
    found: Enrolment | None = None,
    kind: str = "",
    trial_until: date | None = None,
) -> Enrolment:
    """A place in the offering, whose row is locked, or the next in its waiting list; `found`: the row of who left;
    `answered`: the row on which the answers are already."""
    found = found or Enrolment.objects.filter(offering=offering, person=person).first()
    enrolment = found or Enrolment(offering=offering, card_id=offering.pk, person=person)
    enrolment.display_name = display_name or str(person)
    enrolment.home = home
    if answered:
        carry_answers(enrolment, answered)
    else:
        keep_answers(enrolment, person, attributes, by=by)
    enrolment.enrolled_on, enrolment.ended_on, enrolment.outcome = timezone.localdate(), None, ""
    enrolment.paused_on = None
    set_kind(enrolment, offering, kind, trial_until)
    take_place(offering, enrolment)
    keep(offering, enrolment, by=by)
    return enrolment


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: Person | None) -> Enrolment:
    """Leave an offering or its waiting list; whoever waits longest takes the place. A trial has no outcome."""
    offering = lock_offering(enrolment.offering)
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    if enrolment.state == Enrolment.State.WITHDRAWN:
        return enrolment
    if enrolment.state == Enrolment.State.COMPLETED:
        raise Refused(_("This enrolment is completed."))
    took_part = enrolment.state != Enrolment.State.WAITING or enrolment.returns
    if took_part and enrolment.kind != Enrolment.Kind.TRIAL:
        enrolment.outcome = Enrolment.Outcome.WITHDRAWN
    if enrolment.state != Enrolment.State.PAUSED or enrolment.keeps_place:
        free_place(offering, enrolment)
    enrolment.keeps_place = False
    enrolment.state, enrolment.ended_on = Enrolment.State.WITHDRAWN, timezone.localdate()
    enrolment.save()
    promote_waiting(offering, by=by)
    keep(offering, enrolment, by=by)
    for follow in ON_WITHDRAWING:
        follow(enrolment)
    return enrolment


@transaction.atomic
def complete_enrolment(enrolment: Enrolment, *, outcome: str, by: Person) -> Enrolment:
    """Record how it ended for an enrolled learner, or correct it; `Withdrawn` is the same as leaving."""
    if outcome == Enrolment.Outcome.WITHDRAWN:
        return withdraw(enrolment, by=by)
    if outcome not in Enrolment.Outcome.values:
        raise Refused(_("There is no such outcome: %(outcome)s") % {"outcome": outcome})
    offering = lock_offering(enrolment.offering)
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    if not enrolment.is_live:
        raise Refused(_("Only an enrolled learner can complete."))
    enrolment.state, enrolment.outcome = Enrolment.State.COMPLETED, outcome
    enrolment.ended_on = enrolment.ended_on or timezone.localdate()
    keep(offering, enrolment, by=by)
    return enrolment


def refuse_who_may_not_enrol(offering: Offering, person: Person, *, by: Person) -> None:
    if offering.state == State.ENDED:
        raise Refused(_("This offering has ended."))
    if not offering.is_open:
        raise Refused(_("This offering takes no new learners."))
    if not offering.community.takes_learners:
        raise Refused(_("The community is closed to enrolment at present, by its decision."))
    own = Membership.objects.filter(person=person, until__isnull=True).first()
    if own and own.is_suspended:
        raise Refused(_("This person’s membership is suspended."))
    if offering.open_to == OpenTo.MEMBERS and own is None:
        raise Refused(_("This offering is open to members of the community alone."))
    if offering.open_to == OpenTo.CIRCLE and own is None and not comes_from_fellow(person.pk):
        raise Refused(_("This offering is open to members of communities in a circle with this one."))
    refuse_alone(offering.community, person, by=by)


def keep(offering: Offering, enrolment: Enrolment, *, by: Person | None) -> None:
    """Write it, what it came to, and the places that are left."""
    enrolment.save()
    EnrolmentChange.of(enrolment, by=by).save()
    show_places(offering)

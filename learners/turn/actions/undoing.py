"""Take a closed term back, as long as nothing was built on it."""

from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from jobs.outbox import enqueue
from learners.actions import end_offering
from learners.admissions.models import Round
from learners.cards import show_card
from learners.models import Enrolment, EnrolmentChange, Offering, OfferingCard
from learners.progress.attendance.models import Session
from learners.turn.models import TermTurn, TurnedOffering, TurnedPlace
from learners.turn.queries import places_of, turned_of
from tenancy.refusal import Refused
from tenancy.scope import current_community

ENDED = {
    Enrolment.State.ENROLLED: Enrolment.State.COMPLETED,
    Enrolment.State.PAUSED: Enrolment.State.WITHDRAWN,
    Enrolment.State.WAITING: Enrolment.State.WITHDRAWN,
}  # as what the turn left whom it found so


@transaction.atomic
def undo_turn(turn: TermTurn, *, by: Person) -> TermTurn:
    """Everyone stands as before and the copies are gone; undone already, the same. Refused with what was built on it.

    A copy that is in somebody's plan has ended instead. What a visitor who had paused shared with the community by
    consent stays ended."""
    turn = TermTurn.objects.select_for_update().get(pk=turn.pk)
    if turn.undone_at:
        return turn
    rows = list(turned_of(turn))
    touched = [key for one in rows for key in (one.offering_id, one.copy_id) if key]
    list(Offering.objects.select_for_update().filter(pk__in=touched).order_by("pk"))
    if reasons := built_on(turn, rows):
        raise Refused(_("This can no longer be undone: %(reasons)s") % {"reasons": "; ".join(reasons)})
    places = list(places_of(turn))
    _put_back(rows, places, by=by)
    _take_away_copies(turn, rows, by=by)
    turn.undone_at, turn.undone_by_name = timezone.now(), str(by)
    turn.save(update_fields=["undone_at", "undone_by_name"])
    return turn


def built_on(turn: TermTurn, rows: list[TurnedOffering] | None = None) -> list[str]:
    """Why it cannot be undone, in words."""
    rows = list(turned_of(turn)) if rows is None else rows
    copies = [one.copy_id for one in rows if one.copy_id]
    return [*_in_copies(turn, copies), *_in_what_ended(turn)]


def _in_copies(turn: TermTurn, copies: list[UUID]) -> list[str]:
    came = Enrolment.objects.filter(offering__in=copies).exclude(state=Enrolment.State.WAITING)
    kept = TurnedPlace.objects.filter(turn=turn, into__isnull=False).values("person")
    waits = Enrolment.objects.filter(offering__in=copies, state=Enrolment.State.WAITING).exclude(person__in=kept)
    told = [
        _("%(name)s has answered or is enrolled in “%(title)s”") % {"name": one.display_name, "title": one.offering}
        for one in came.select_related("offering").order_by("display_name")[:3]
    ]
    told += [
        _("%(name)s waits for a place in “%(title)s”") % {"name": one.display_name, "title": one.offering}
        for one in waits.select_related("offering").order_by("display_name")[:3]
    ]
    rolls = Session.objects.filter(offering__in=copies).select_related("offering").first()
    if rolls:
        told.append(_("attendance was taken in “%(title)s”") % {"title": rolls.offering})
    asked = Round.objects.filter(offering__in=copies).select_related("offering").first()
    if asked:
        told.append(_("applications were opened for “%(title)s”") % {"title": asked.offering})
    return told


def _in_what_ended(turn: TermTurn) -> list[str]:
    """Whose enrolment somebody has changed since, such as by recording how it ended."""
    changed = [
        one for one in places_of(turn)
        if one.enrolment.state != ENDED[Enrolment.State(one.was)]
        or (one.was == Enrolment.State.ENROLLED and one.enrolment.outcome)
    ]  # fmt: skip
    return [
        _("it was recorded how “%(title)s” ended for %(name)s") % {"name": one.display_name, "title": one.card}
        for one in changed[:3]
    ]


def _put_back(rows: list[TurnedOffering], places: list[TurnedPlace], *, by: Person) -> None:
    enrolments = []
    for one in places:
        enrolment = one.enrolment
        enrolment.state, enrolment.place, enrolment.offered_until = one.was, one.place, one.offered_until
        enrolment.ended_on, enrolment.outcome, enrolment.keeps_place = None, "", one.keeps_place
        enrolments.append(enrolment)
    Enrolment.objects.bulk_update(enrolments, ["state", "place", "offered_until", "ended_on", "outcome", "keeps_place"])
    EnrolmentChange.objects.bulk_create(EnrolmentChange.of(one, by=by) for one in enrolments)
    for row in rows:
        here = [one for one in places if one.card_id == row.offering_id]
        waiting = [one for one in here if one.place]
        offering = row.offering
        offering.state, offering.waiting = row.was, len(waiting)
        offering.offered = sum(one.offered_until is not None for one in waiting)
        offering.enrolled += sum(one.keeps_place for one in here)  # whose place became free as they left
        offering.save(update_fields=["state", "waiting", "offered", "enrolled"])
        show_card(offering)
        if offering.offered:
            ends = [one.offered_until for one in waiting if one.offered_until]
            enqueue("admissions.expire_offers", current_community(), offering.pk, not_before=max(ends))


def _take_away_copies(turn: TermTurn, rows: list[TurnedOffering], *, by: Person) -> None:
    """What a learner has put in their plan, where nobody here sees it, cannot go: it ends."""
    TurnedPlace.objects.filter(turn=turn).update(into=None, kept=False, undone=True)
    TurnedOffering.objects.filter(turn=turn).update(copy=None)
    for copy in [one.copy for one in rows if one.copy]:
        Enrolment.objects.filter(offering=copy).delete()
        Offering.objects.filter(pk=copy.pk).update(waiting=0, offered=0)
        try:
            with transaction.atomic():
                OfferingCard.objects.filter(pk=copy.pk).delete()
                Offering.objects.filter(pk=copy.pk).delete()
                connection.check_constraints()
        except IntegrityError:
            end_offering(copy, by=by)

"""Close a term: its offerings end, those that were chosen run again in the next, and nobody loses their place."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.calendar import Term
from communities.models import Community
from learners.actions import end_offering, open_offering, publish_offering
from learners.actions.answers import carry_answers
from learners.cards import show_places
from learners.kinds import set_kind
from learners.models import Enrolment, Offering
from learners.models.details import DETAILS
from learners.turn import news
from learners.turn.models import TermTurn, TurnedOffering, TurnedPlace
from learners.turn.preview import Ending, Stood
from learners.turn.queries import offerings_of, preview_of, turn_of
from learners.turn.rules import days_kept, next_of, refuse_too_early, term_called
from learners.waiting import keep_places, lock_offering
from tenancy.refusal import Refused
from tenancy.scope import current_community

SAME = ("title", "summary", "language", "age_from", "age_to", "capacity", "open_to")


@transaction.atomic
def turn_term(
    term_key: str,
    *,
    by: Person,
    into: str = "",
    copy: Collection[UUID] = (),
    newer: Collection[UUID] = (),
    keep: Collection[UUID] = (),
    seen: str = "",
) -> TermTurn:
    """Close a term of the open scope's community; closed already, what was done then.

    `into`: the key of the term that offerings are copied to, else the next; of them `copy` says which, `newer` which by
    the version that is used now, `keep` in which a place is kept for who is not through. `seen`: the seal of the
    preview; refused where something has changed since."""
    community: Community = Community.objects.get(pk=current_community())
    term = term_called(community, term_key)
    if term is None:
        raise Refused(_("There is no such term."))
    refuse_too_early(community, term)
    later = next_of(community, term, into)
    turn, is_new = _begin(term, later if copy else None, by)
    if not is_new:
        return turn
    list(offerings_of(term.key).order_by("pk").select_for_update(of=["self"]))
    shown = preview_of(community, term, later)
    _refuse(shown.seal, seen, {one.offering.pk for one in shown.endings}, copy, later)
    for ending in shown.endings:
        _turn(turn, ending, copy=ending.offering.pk in copy, newer=ending.offering.pk in newer,
              keep=ending.offering.pk in keep, term=term, into=later, by=by)  # fmt: skip
    news.tell_who_goes_on(turn)
    return turn


def _begin(term: Term, into: Term | None, by: Person) -> tuple[TermTurn, bool]:
    """Two who close a term at once close it once: the second waits for the first, and finds what was done."""
    made = TermTurn(
        term_key=term.key, term_name=term.name, ends_on=term.ends, by=by, by_name=str(by),
        next_key=into.key if into else "", next_name=into.name if into else "",
    )  # fmt: skip
    TermTurn.objects.bulk_create([made], ignore_conflicts=True)
    found = turn_of(term.key)
    if found is None:
        raise Refused(_("This term is being closed at this moment. Look again."))
    return found, found.pk == made.pk


def _refuse(seal: str, seen: str, known: set[UUID], copy: Collection[UUID], later: Term | None) -> None:
    if seen and seen != seal:
        raise Refused(_("Somebody came, left or changed something since you looked. Look again, then close the term."))
    if set(copy) - known:
        raise Refused(_("Not all of these run in this term."))
    if copy and later is None:
        raise Refused(_("There is no term to copy offerings to. Put the next one in the calendar first."))


def _turn(
    turn: TermTurn, ending: Ending, *, copy: bool, newer: bool, keep: bool, term: Term, into: Term | None, by: Person
) -> None:
    offering, was = ending.offering, ending.offering.state
    end_offering(offering, by=by, completed_on=term.ends)
    made = _copy(ending, newer=newer, into=into) if copy and into else None
    kept = _keep(made, ending.to_keep) if made and keep and not made.by_application else set()
    TurnedOffering.objects.create(turn=turn, offering=offering, was=was, copy=made)
    goes_on_from = made.starts_on if made else into.starts if into else None
    TurnedPlace.objects.bulk_create(
        TurnedPlace(
            turn=turn, enrolment=one.enrolment, person_id=one.enrolment.person_id, card_id=offering.pk,
            display_name=one.enrolment.display_name, into_id=made.pk if made else None,
            kept=one.enrolment.pk in kept, was=one.enrolment.state, place=one.enrolment.place,
            keeps_place=one.enrolment.keeps_place,
            offered_until=one.enrolment.offered_until, done=one.done, total=one.total, since=_since(one, offering),
            term_name=term.name, ended_on=term.ends, goes_on_from=goes_on_from,
        )
        for one in ending.stood
    )  # fmt: skip


def _since(one: Stood, offering: Offering) -> Any:
    return max(one.enrolment.enrolled_on, offering.starts_on or one.enrolment.enrolled_on)


def _copy(ending: Ending, *, newer: bool, into: Term) -> Offering:
    """Open to learners at once, as offerings of the community are."""
    old, (starts_on, ends_on) = ending.offering, ending.days or (into.starts, into.ends)
    about = {name: getattr(old, name) for name in (*SAME, *DETAILS)}
    version = ending.newer if newer and ending.newer else old.version
    made = open_offering(
        version, teachers=ending.teachers, term_key=into.key, starts_on=starts_on, ends_on=ends_on, **about
    )
    return publish_offering(made)


def _keep(offering: Offering, who: list[Stood]) -> set[UUID]:
    """Who came first is asked first; says for which enrolments a place is kept."""
    if not who:
        return set()
    locked = lock_offering(offering)
    rows = sorted((one.enrolment for one in who), key=lambda one: (one.enrolled_on, one.pk))
    made = [_again(locked, one) for one in rows]
    keep_places(locked, made, until=_until())
    show_places(locked)
    return {old.pk for old, new in zip(rows, made, strict=True) if new.offered_until}


def _until() -> datetime:
    return timezone.now() + timedelta(days=days_kept())


def _again(offering: Offering, old: Enrolment) -> Enrolment:
    """The same person in the copy, unsaved; without their marks. What they showed stays where and when it was shown,
    once: carried over, it would count twice in reports, moderation and mastery, and as an act of teachers who may have
    changed. It counts from where it is: in mastery, in plans that go on, and in what is suggested."""
    made = Enrolment(
        offering=offering, card_id=offering.pk, person_id=old.person_id, display_name=old.display_name,
        home_id=old.home_id,
    )  # fmt: skip
    carry_answers(made, old)
    set_kind(made, offering, "" if old.kind == Enrolment.Kind.TRIAL else old.kind)
    return made

"""What a person does already, and whether something else fits beside it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.models import Enrolment, OfferingCard, State
from learners.queries import own_enrolments
from learners.times.slots import ticks
from learners.times.weeks import Clash, clashes
from tenancy.refusal import Refused
from tenancy.scope import as_person
from web.amounts import write_moment


class Clashing(Refused):
    """It meets when something else of theirs does; they may say that they know."""


def courses() -> list[OfferingCard]:
    """In a person's scope: what they have a place in now, with or without times; one query."""
    live = own_enrolments().filter(state=Enrolment.State.ENROLLED).exclude(card__state=State.ENDED)
    return [one.card for one in live]


def courses_of(person_id: UUID) -> list[OfferingCard]:
    """The same, whatever scope is open; those with times."""
    with as_person(person_id):
        return [card for card in courses() if card.times]


def clashes_of(card: Any, person_id: UUID) -> list[Clash]:
    """With what of a person's own an offering would clash."""
    return clashes(card, courses_of(person_id), timezone.localdate()) if card.times else []


def refuse_clash(card: Any, person_id: UUID) -> None:
    found = clashes_of(card, person_id)
    if found:
        told = "; ".join(in_words(one) for one in found)
        raise Clashing(_("It clashes with %(clashes)s. Say that you know, to enrol all the same.") % {"clashes": told})


def in_words(clash: Clash) -> str:
    told = {"title": clash.card.title, "place": clash.card.community.name, "when": write_moment(clash.starts)}
    return _("“%(title)s” of %(place)s, first on %(when)s") % told


def beside(own: Iterable[OfferingCard]) -> Q:
    """Of cards: those that meet when none of these does, by standard time; those without times are among them."""
    free = Q()
    for card in own:
        meets = Q(busy__overlap=ticks(card.times, card.community.time_zone))
        if card.ends_on:
            meets &= Q(starts_on__isnull=True) | Q(starts_on__lte=card.ends_on)
        if card.starts_on:
            meets &= Q(ends_on__isnull=True) | Q(ends_on__gte=card.starts_on)
        free &= Q(pk=card.pk) | ~meets
    return free

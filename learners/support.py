"""What somebody says that they need to take part, and whether an offering says that it has it.

That an offering says nothing of it does not mean that it is not there: nobody is kept away, and one may ask."""

from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from learners.models import Held, OfferingCard, Support
from learners.registry import NEEDS
from tenancy.scope import as_person

AT_PLACE = (Support.STEP_FREE, Support.QUIET, Support.WAY, Support.MEAL)  # no matter to who takes part from home


class Met(NamedTuple):
    """Of what somebody needs, as codes of Support."""

    has: list[str]
    unsaid: list[str]


def needs_of(person_id: UUID) -> list[str]:
    """By their own word, whatever scope is open."""
    with as_person(person_id):
        return [one for told in NEEDS for one in told()]


def from_home(needs: Iterable[str]) -> list[str]:
    return [one for one in needs if one not in AT_PLACE]


def met(card: OfferingCard, needs: Iterable[str]) -> Met:
    matters = from_home(needs) if card.held == Held.ONLINE else list(needs)
    return Met([one for one in matters if one in card.support], [one for one in matters if one not in card.support])


def having(needs: Collection[str]) -> Q:
    """Of cards: those that say that they have all of it."""
    return Q(support__contains=needs) | Q(held=Held.ONLINE, support__contains=from_home(needs))


def in_words(codes: Iterable[str]) -> str:
    return ", ".join(str(Support(one).label) for one in codes)

"""Whose word a consent needs."""

from collections.abc import Iterable
from typing import NamedTuple

from accounts.models import Person
from communities.models import Community, Membership
from learners.ages import ages_of
from learners.times.fitting import age_of


class Needs(NamedTuple):
    own: bool
    guardian: bool


def may_tell_everyone(person: Person, memberships: Iterable[Membership], *, guarded: bool) -> bool:
    """From the age on at which one decides alone, where one learns; by a class code, never."""
    here = list(memberships)
    age = age_of(here)
    if person.young or age is None:
        return not (person.young or guarded)
    return age >= ages_of([one.community.country for one in here if "learner" in one.roles]).consent


def needs_of(memberships: Iterable[Membership], community: Community, *, guarded: bool) -> Needs:
    """By the learner's age, and the strictest of the countries where they learn and where the data goes.

    Nobody told their day of birth: with a guardian recorded they count as a child who is asked too, else as an adult.
    Communities that know different days: the youngest counts."""
    learning = [one for one in memberships if "learner" in one.roles]
    ages = ages_of([community.country, *(one.community.country for one in learning)])
    age = age_of(memberships)
    if age is None:
        return Needs(own=True, guardian=guarded)
    return Needs(own=age >= ages.assent, guardian=age < ages.consent)

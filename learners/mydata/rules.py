"""Whose word it takes to carry away or erase what is kept of a learner."""

from collections.abc import Iterable

from communities.models import Membership
from learners.ages import ages_of
from learners.consents.rules import Needs
from learners.times.fitting import age_of


def needs_of_owner(memberships: Iterable[Membership], *, guarded: bool) -> Needs:
    """By age, and the strictest of the countries where they learn: as for consents, but for no one community.

    Anybody at any age may read what is kept of them; a guardian asks for a copy where a guardian is asked at all."""
    memberships = list(memberships)
    age = age_of(memberships)
    if age is None:
        return Needs(own=True, guardian=guarded)
    ages = ages_of(one.community.country for one in memberships if "learner" in one.roles)
    return Needs(own=age >= ages.assent, guardian=guarded and age < ages.consent)

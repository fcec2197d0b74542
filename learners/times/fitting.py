"""Why an offering fits a person, and what does not."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.access import Access
from communities.models import Community, Membership
from learners.ages import age_on
from learners.distance import NEAR, nearest, starting_points
from learners.distance import in_words as far_in_words
from learners.models import Held, OfferingCard
from learners.support import in_words as support_in_words
from learners.support import met
from learners.times.own import in_words
from learners.times.weeks import clashes
from web.amounts import language_name


class Reason(NamedTuple):
    fits: bool
    words: str


def reasons(card: OfferingCard, access: Access, own: Sequence[OfferingCard], needs: Sequence[str] = ()) -> list[Reason]:
    """Nothing for whom nobody knows. `own`: what they do already, with times; `needs`: which of Support they ticked."""
    if access.person is None:
        return []
    age, today = age_of(access.memberships), timezone.localdate()
    found = [
        _of_language(card, {access.person.language, *languages_of(access.memberships)}),
        _of_age(card, age) if age is not None else None,
        *(Reason(False, _("Clashes with %(clash)s") % {"clash": in_words(one)}) for one in clashes(card, own, today)),
    ]
    if card.times and own and not any(one and not one.fits for one in found[2:]):
        found.append(Reason(True, _("You are free then")))
    found += _of_support(card, needs)
    found.append(_of_distance(card, starting_points(access.memberships)))
    if card.held != Held.PLACE:
        found.append(Reason(True, _("Wherever you are")))
    return [one for one in found if one]


def languages_of(memberships: Iterable[Membership]) -> list[str]:
    """The first of each of their communities."""
    return [one.community.languages[0] for one in memberships if one.community.languages]


def _of_language(card: OfferingCard, known: set[str]) -> Reason | None:
    """Nothing where it is in another: that they speak it, too, nobody knows here."""
    if card.language and card.language.split("-")[0] in {one.split("-")[0] for one in known}:
        return Reason(True, _("In %(language)s, a language of yours") % {"language": language_name(card.language)})
    return None


def _of_support(card: OfferingCard, needs: Sequence[str]) -> list[Reason]:
    has, unsaid = met(card, needs)
    told = [
        Reason(True, _("Has what you need: %(support)s") % {"support": support_in_words(has)}) if has else None,
        Reason(False, _("Does not say that it has: %(support)s") % {"support": support_in_words(unsaid)})
        if unsaid
        else None,
    ]
    return [one for one in told if one]


def _of_distance(card: OfferingCard, homes: Sequence[Community]) -> Reason | None:
    """Nothing of a long way that nobody needs to go."""
    found = nearest(card, homes)
    if found is None or (found.km > NEAR and card.held == Held.BOTH):
        return None
    return Reason(found.km <= NEAR, far_in_words(found, card.community))


def age_of(memberships: Iterable[Membership]) -> int | None:
    """In years, by the day of birth that a community of theirs keeps; where they differ, the youngest counts."""
    born_on = max((one.born_on for one in memberships if one.born_on), default=None)
    return None if born_on is None else age_on(born_on, timezone.localdate())


def _of_age(card: Any, age: int) -> Reason | None:
    if card.age_from is None and card.age_to is None:
        return None
    if (card.age_from or 0) <= age <= (card.age_to if card.age_to is not None else age):
        return Reason(True, _("For your age"))
    return Reason(False, _("For another age"))

"""From what age somebody takes a place by themself."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Membership
from learners.ages import ages_of
from learners.queries import guardians
from learners.times.fitting import age_of
from tenancy.refusal import Refused
from tenancy.scope import as_person


def refuse_alone(community: Community, person: Person, *, by: Person) -> None:
    """Whoever is under the age of consent (of the strictest of the countries where they learn and would learn): a
    guardian does it for them, or who teaches there. Nobody told their day of birth: they do it themself."""
    if by.pk != person.pk:
        return
    with as_person(person.pk):
        memberships = list(Membership.objects.filter(until__isnull=True).select_related("community"))
    if why := why_not_alone(community, person, memberships):
        raise Refused(why)


def why_not_alone(community: Community, person: Person, memberships: Iterable[Membership]) -> str:
    """Who does it for them; "" for somebody old enough. `memberships`: theirs, live, with their communities."""
    memberships = list(memberships)
    age, countries = age_of(memberships), [one.community.country for one in memberships if "learner" in one.roles]
    if age is None or age >= ages_of([community.country, *countries]).consent:
        return ""
    with as_person(person.pk):
        names = sorted({one.other_name for one in guardians()})
    if names:
        return _("At your age a guardian does this for you: ask %(names)s.") % {"names": ", ".join(names)}
    return _("At your age a guardian does this for you, or a teacher of the community: ask one.")

"""A grant of so much for each full-time equivalent, from the network to every school that says how many it has."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID, uuid5

from accounts.models import Person
from communities.governance.founding import found_community
from communities.models import Community
from demo.schools.reading import School
from funding.between import Deal, grant_to_communities
from funding.models import Account
from funding.money import split
from funding.queries import NOTHING, balances
from funding.sealing import seal
from tenancy.scope import in_community

SPACE = UUID("3d0a2f0e-6a55-5b0c-8f9e-51b7c2a4d6e3")  # of the entries' ids: the same grant is posted once
CURRENCY = "AUD"
RULE = (
    "The whole is the rate times all full-time equivalents, rounded half to even to a cent. It is split by their"
    " full-time equivalents with the largest remainder method; of equal remainders the school earlier in the file"
    " comes first."
)


class Granted(NamedTuple):
    """What the books say afterwards, in cents."""

    by_network: int
    by_school: dict[str, int]  # by slug; only schools with a grant


def found_all(founder: Person, found: list[School]) -> dict[School, Community]:
    """The network where there is none, then each school that is not there yet."""
    if not Community.objects.filter(kind=Community.Kind.NETWORK).exists():
        network = {"identity": {"name": "Public schools of New South Wales", "country": "AU"}}
        found_community(founder, slug="network", kind="network", choices={**network, "money": {"currency": CURRENCY}})
    there = {one.slug: one for one in Community.objects.filter(slug__startswith="nsw-")}
    return {school: there.get(school.slug) or _found(founder, school) for school in found}


def _found(founder: Person, school: School) -> Community:
    return found_community(
        founder,
        slug=school.slug,
        choices={
            "identity": {
                "name": school.name, "place": school.place, "country": "AU", "latitude": school.latitude,
                "longitude": school.longitude,
            },
            "languages": ["en"],
            "calendar": {"time_zone": "Australia/Sydney", "terms": [], "holidays": []},
            "money": {"currency": CURRENCY},
        },
    )  # fmt: skip


def shares(found: list[School], rate: int) -> dict[School, int]:
    """Cents for each school that publishes its enrolment, by RULE; `rate` is cents for a full-time equivalent."""
    counted = {school: school.enrolled for school in found if school.enrolled}
    pool = round(Fraction(rate * sum(counted.values()), 10))
    return dict(zip(counted, split(pool, list(counted.values())), strict=True))


def grant(communities: Mapping[School, Community], rate: int, *, on: date, by: Person) -> None:
    """All of them in one transaction, in the books of both; a repeat posts nothing."""
    network, memo = _network(), "A grant for each full-time equivalent"
    deals = {
        uuid5(SPACE, f"{school.slug} {on}"): Deal(network, communities[school], cents, CURRENCY, on, memo)
        for school, cents in shares(list(communities), rate).items()
        if cents
    }
    grant_to_communities(deals, by=by)


def seal_all(communities: Mapping[School, Community]) -> None:
    """At once, instead of by as many jobs, so that they can be proved."""
    for here in (_network(), *communities.values()):
        with in_community(here.pk):
            while seal():
                pass


def granted(communities: Mapping[School, Community]) -> Granted:
    """What the network owes schools, and what each school is owed, both from their own books."""
    slugs = {community.pk: community.slug for community in communities.values()}
    owed = _between(_network().pk, "due-to")
    by_school = {slug: sum(_between(pk, "due-from").values()) for pk, slug in slugs.items()}
    by_network = -sum(amount for other, amount in owed.items() if other in slugs)
    return Granted(by_network, {slug: cents for slug, cents in by_school.items() if cents})


def _network() -> Community:
    return Community.objects.get(kind=Community.Kind.NETWORK)


def _between(here: UUID, usual: str) -> dict[UUID, int]:
    """Debits less credits, by the other community."""
    with in_community(here):
        now = balances()
        accounts = Account.objects.filter(line__usual=usual, other__isnull=False, currency=CURRENCY)
        return {one.other_id: now.get(one.pk, NOTHING).balance for one in accounts if one.other_id}

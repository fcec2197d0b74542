"""Plants the demo network through the product's own actions, the same each time but for the day it starts from."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone, translation

from accounts.models import Person
from communities.actions import join
from communities.governance.founding import found_community
from communities.models import Community, Membership
from curriculum.models import Version
from demo.calendars import calendar_of
from demo.givers import income_choices
from demo.people import settle, sign_ins
from demo.places import NETWORK, PLACES, Place
from demo.templates import from_template
from learners.actions.guardians import record_guardianship
from tenancy.scope import in_community

CHART = {"chart": "fitting"}  # of accounts


@dataclass
class Home:
    """A planted community, and what later steps need of it."""

    place: Place
    community: Community
    administrator: Person
    folk: dict[str, list[Membership]]
    versions: list[Version] = field(default_factory=list)

    def everyone(self) -> list[Membership]:
        return [one for members in self.folk.values() for one in members]


@dataclass
class Garden:
    """The whole network while it is planted."""

    today: date
    chance: random.Random
    people: dict[str, Person]
    homes: dict[str, Home] = field(default_factory=dict)


def plant_communities() -> Garden:
    garden = Garden(timezone.localdate(), random.Random(2026), sign_ins())  # noqa: S311
    _plant_network(garden)
    for number, place in enumerate(PLACES):
        garden.homes[place.slug] = _plant(garden, place, number)
    _plant_family(garden)
    return garden


def _plant_network(garden: Garden) -> None:
    choices = NETWORK.choices() | {"calendar": calendar_of(NETWORK, garden.today, 0)}
    on = timezone.now() - timedelta(days=1700)
    network = found_community(
        garden.people["noor"], slug=NETWORK.slug, kind="network", choices=choices, on=on, beginnings=CHART
    )
    with in_community(network.pk):
        _since(join(garden.people["ines"], role="policymaker"), garden.today - timedelta(days=500))


def _plant(garden: Garden, place: Place, number: int) -> Home:
    known = {"alder-bridge": "petra", "rio-claro": "lucia", "nour-garden": "salma"}.get(place.slug)
    founder = garden.people[known] if known else _an_administrator(place)
    choices = (
        place.choices()
        | from_template(place)
        | income_choices(place)
        | {"calendar": calendar_of(place, garden.today, number * 3)}
    )
    on = timezone.now() - timedelta(days=900 + number * 90)
    with translation.override(place.language):
        community = found_community(founder, slug=place.slug, kind=place.kind, choices=choices, on=on, beginnings=CHART)
    folk = settle(place, community, garden.chance, garden.today - timedelta(days=800 + number * 11))
    return Home(place, community, founder, folk)


def _an_administrator(place: Place) -> Person:
    name = {
        "vila-mare": "Dandara Reis", "nad-struga": "Ewa Zielony", "mto-mwekundu": "Neema Kazungu",
        "himal-danda": "Sunita Danuwar", "tern-island": "Mairi Skerry",
    }[place.slug]  # fmt: skip
    return Person.objects.create(username=f"{place.slug}-admin", name=name, time_zone=place.time_zone, password="!")


def _plant_family(garden: Garden) -> None:
    """The people to sign in as, in their places."""
    alder = garden.homes["alder-bridge"]
    with in_community(alder.community.pk):
        joss, mika, sol = (
            _since(join(garden.people[name], role=role), garden.today - timedelta(days=ago))
            for name, role, ago in (("joss", "teacher", 790), ("mika", "learner", 330), ("sol", "guardian", 330))
        )
        alder.folk["teacher"].insert(0, joss)
        alder.folk["learner"].insert(0, mika)
        for child in alder.folk["learner"][:2]:
            record_guardianship(sol, child=child, by=alder.administrator)
        guardians = alder.folk["guardian"]
        for number, guardian in enumerate(guardians):
            record_guardianship(guardian, child=alder.folk["learner"][number + 2], by=alder.administrator)
    with in_community(garden.homes["tern-island"].community.pk):
        _since(join(garden.people["joss"], role="member"), garden.today - timedelta(days=120))


def _since(membership: Membership, day: date) -> Membership:
    membership.since = day
    membership.save(update_fields=["since"])
    return membership

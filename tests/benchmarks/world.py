"""Communities to measure in: each with an offering, a hundred learners, and marks."""

from dataclasses import dataclass, field
from itertools import count

from django.db import connection
from django.utils import timezone

from accounts.models import Person
from communities.governance.founding import found_community
from communities.models import Community, Membership
from curriculum.models import Curriculum, Version
from learners.models import Enrolment, Offering, OfferingCard
from tenancy.keys import uuid7
from tenancy.scope import in_community

LEARNERS = 60


@dataclass
class World:
    founder: Person
    communities: list[Community] = field(default_factory=list)
    learners: list[Person] = field(default_factory=list)
    number: count = field(default_factory=count)


_world: World | None = None


def fill(communities: int) -> World:
    """Found until there are so many."""
    global _world
    if _world is None:
        people = [Person(username=f"learner{n}", name=f"Learner {n}", password="!") for n in range(LEARNERS)]
        _world = World(Person.objects.create(username="founder", password="!"), [], Person.objects.bulk_create(people))
    while len(_world.communities) < communities:
        _world.communities.append(_found(_world))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return _world


def _found(world: World) -> Community:
    community = found_community(world.founder, slug=f"community{next(world.number)}")
    with in_community(community.pk):
        Membership.objects.bulk_create(
            Membership(person=person, display_name=str(person), roles=["learner"]) for person in world.learners
        )
        curriculum = Curriculum.objects.create(title="Gardens", language="en", number=1, published_at=timezone.now())
        version = Version.objects.create(curriculum=curriculum, number=1, title="Gardens", language="en")
        offering = Offering.objects.create(
            version=version, title="Gardens", language="en", enrolled=LEARNERS, state="open", id=uuid7()
        )
        card = OfferingCard.objects.create(id=offering.pk, community=community, title="Gardens", state="open")
        Enrolment.objects.bulk_create(
            Enrolment(offering=offering, card=card, person=person, display_name=str(person), home=community)
            for person in world.learners
        )
    return community

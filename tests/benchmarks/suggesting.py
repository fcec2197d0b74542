"""Next steps for one learner among 50,000 offerings and 20,000 edges of what comes before, against a list of ten."""

import random
import statistics
import time
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from communities.models import Membership
from curriculum.models import Version
from learners.models import Offering, OfferingCard
from learners.progress.plans.actions import set_goal
from tenancy.keys import uuid7
from tenancy.scope import as_person, in_community
from tests.benchmarks.table import Line
from tests.benchmarks.world import World

CARDS, CURRICULA, EDGES, ROUNDS = 50_000, 5_000, 20_000, 9
SUBJECTS = ("Rivers", "Bees", "Bread", "Bridges", "Songs", "Gardens", "Maps", "Stars")
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "SET LOCAL", "ROLLBACK TO")


def measure(world: World) -> list[Line]:
    last = _fill(world)
    client = _a_learner(world, last)
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/me/plan/").status_code == 200
    asked = sum(not query["sql"].startswith(BOOKKEEPING) for query in captured)
    times: dict[str, list[float]] = {"/c/community0/offerings/": [], "/me/plan/": []}
    for _round in range(ROUNDS):
        for address, found in times.items():
            begun = time.perf_counter()
            assert client.get(address).status_code == 200
            found.append((time.perf_counter() - begun) * 1000)
    ten, plan = (statistics.median(found) for found in times.values())
    return [
        Line("list page of ten offerings", ten, "ms"),
        Line(f"next steps among {CARDS:,} offerings and {EDGES:,} edges", plan, "ms"),
        Line("  ratio", plan / ten, "×", 20, at_least=False),
        Line("  statements", asked, "", 15, at_least=False),
    ]


def _fill(world: World) -> OfferingCard:
    """Curricula of ten parts, each offered ten times, that build on four others before them; the last is the goal."""
    draw, links, parts, last = random.Random(5), random.Random(6), [], None  # the same links among few communities
    for number in range(CURRICULA):
        covers = [uuid7() for _ in range(10)]
        requires = [links.choice(links.choice(parts)) for _ in range(EDGES // CURRICULA)] if parts else []
        parts.append(covers)
        cards = OfferingCard.objects.bulk_create(
            _card(draw, world, number, covers, requires) for _ in range(CARDS // CURRICULA)
        )
        last = cards[-1]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE learners_offeringcard")
    assert last is not None
    return last


def _card(draw: random.Random, world: World, number: int, covers: list[UUID], requires: list[UUID]) -> OfferingCard:
    subject = draw.choice(SUBJECTS)
    return OfferingCard(
        id=uuid7(), community=draw.choice(world.communities), title=f"{subject} {number}", subject=subject,
        summary="Look closely, measure, and tell the others what you found.", language=draw.choice(("en", "es", "ar")),
        age_from=draw.choice((None, 6, 9, 14)), state="open", listed=True, covers=covers, requires=requires,
        teaches=covers[:3], named={str(key): f"Part {n}" for n, key in enumerate((*covers, *requires))},
    )  # fmt: skip


def _a_learner(world: World, goal: OfferingCard) -> Any:
    """With goals of each kind, in a community with ten offerings."""
    person = Person.objects.create(username="planner", name="Planner", password="!")
    community = world.communities[0]
    with in_community(community.pk):
        Membership.objects.create(person=person, display_name="Planner", roles=["learner"])
        version = Version.objects.first()
        Offering.objects.bulk_create(Offering(version=version, title=f"Offering {n}", state="open") for n in range(9))
    with as_person(person.pk):
        set_goal(goal.title, card=goal)
        set_goal("Whatever it teaches", competency=goal.teaches[0])
        set_goal("Keep bees and bake bread")
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client

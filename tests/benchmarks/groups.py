"""The pages of a group with sixty competencies: 300 learners against 30, in queries and in time."""

import random
import statistics
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from communities.models import Membership
from curriculum.actions import edit_node, publish_version
from curriculum.models import Curriculum
from learners.models import Enrolment, Offering, OfferingTeacher
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.benchmarks.world import World
from tests.curriculum.factories import a_curriculum, a_framework, a_teacher
from tests.learners.factories import an_offering

COMPETENCIES, FEW, MANY, ROUNDS = 60, 30, 300, 5
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "SET LOCAL", "ROLLBACK TO")
PAGES = {"group page": "", "who is ready for what": "ready/", "home of its teacher": None}


def measure(world: World) -> list[Line]:
    community = world.communities[9]
    offering = _offering(community)
    client = _teacher(community, offering)
    _join(community, offering, FEW)
    few = {name: _look(client, community, offering, page) for name, page in PAGES.items()}
    _join(community, offering, MANY - FEW)
    many = {name: _look(client, community, offering, page) for name, page in PAGES.items()}
    lines = []
    for name in PAGES:
        lines += [
            Line(f"{name}, {MANY} learners × {COMPETENCIES} competencies", many[name][1], "ms"),
            Line(f"  the same, {FEW} learners", few[name][1], "ms"),
            Line("  queries", many[name][0], ""),
            Line(f"  more queries than for {FEW}", many[name][0] - few[name][0], "", 0, at_least=False),
        ]
    return lines


def _offering(community: Any) -> Offering:
    """Of a version of sixty activities, each of which teaches a competency of its own."""
    by = a_teacher(community)
    framework = a_framework(community, "Sixty", codes="M " + " ".join(f"M.{n}" for n in range(COMPETENCIES)))
    curriculum = a_curriculum(community, "Sixty", units=6, activities=10, by=by)
    with in_community(community.pk):
        keys = list(framework.competencies.filter(code__contains=".").values_list("key", flat=True))
        for node, key in zip(curriculum.nodes.exclude(kind="unit"), keys, strict=True):
            edit_node(node, teaches=[key])
        version = publish_version(Curriculum.objects.get(pk=curriculum.pk), by=by)
    return an_offering(community, title="Sixty", version=version)


def _teacher(community: Any, offering: Offering) -> Client:
    person = Person.objects.create(username="of-sixty", name="Of Sixty", password="!")
    with in_community(community.pk):
        member = Membership.objects.create(person=person, display_name="Of Sixty", roles=["teacher"])
        OfferingTeacher.objects.create(offering=offering, membership=member)
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def _join(community: Any, offering: Offering, number: int) -> None:
    """So many more learners, each with a mark in about two thirds of the activities."""
    draw, now = random.Random(7), timezone.now()
    with in_community(community.pk):
        begun = Enrolment.objects.filter(offering=offering).count()
        people = Person.objects.bulk_create(
            Person(username=f"of-sixty-{begun + n}", name=f"Learner {begun + n}", password="!") for n in range(number)
        )
        enrolments = Enrolment.objects.bulk_create(
            Enrolment(offering=offering, card_id=offering.pk, person=one, display_name=one.name, home=community)
            for one in people
        )
        Offering.objects.filter(pk=offering.pk).update(enrolled=begun + number)
        outline = Enrolment.objects.select_related("card").filter(offering=offering)[0].card.outline
        Mark.objects.bulk_create(
            Mark(
                enrolment=one, person_id=one.person_id, activity_key=UUID(entry["key"]), activity_title=entry["title"],
                level=draw.randint(1, 3), marked_at=now - timedelta(days=draw.randint(1, 40)),
            )
            for one in enrolments for entry in outline if draw.random() < 0.66
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE progress_mark, learners_enrolment")


def _look(client: Client, community: Any, offering: Offering, page: str | None) -> tuple[int, float]:
    """Queries, and milliseconds (the median)."""
    address = f"/c/{community.slug}/"
    if page is not None:
        address += f"offerings/{offering.pk}/group/{page}"
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = sum(not query["sql"].startswith(BOOKKEEPING) for query in captured)
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        assert client.get(address).status_code == 200
        times.append((time.perf_counter() - begun) * 1000)
    return asked, statistics.median(times)

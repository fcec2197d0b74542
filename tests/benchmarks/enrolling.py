"""Five hundred requests at once for the last twenty seats of an offering, each by its page."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import Client

from accounts.models import Person
from learners.models import Enrolment, EnrolmentChange, Offering
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.factories import a_community
from tests.learners.factories import an_offering

AT_ONCE, SEATS, CONNECTIONS = 500, 20, 50


def measure() -> list[Line]:
    harbour = a_community("harbour")
    offering = an_offering(harbour, capacity=SEATS)
    people = Person.objects.bulk_create([Person(username=f"asker{n}", password="!") for n in range(AT_ONCE)])
    clients = [Client(raise_request_exception=False) for _ in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    pool = ThreadPoolExecutor(CONNECTIONS)
    begun = time.perf_counter()
    answers = list(pool.map(lambda client: _ask(client, offering), clients))
    spent = time.perf_counter() - begun
    list(pool.map(lambda _: connection.close(), range(CONNECTIONS * 4)))
    pool.shutdown()
    with in_community(harbour.pk):
        rows = list(Enrolment.objects.filter(offering=offering).values_list("person_id", "state", "place"))
        changes, now = EnrolmentChange.objects.count(), Offering.objects.get(pk=offering.pk)
    placed = sum(state == "enrolled" for _person, state, _place in rows)
    told = sum(answer == "full" for answer in answers)
    doubled = sum(n - 1 for n in Counter(person for person, *_ in rows).values()) + changes - len(rows)
    return [
        Line(f"{AT_ONCE} ask at once for the last {SEATS} seats, by page", spent * 1000, "ms"),
        Line("  enrolled", placed, "", SEATS),
        Line("  told that it is full, and of the waiting list", told, "", AT_ONCE - SEATS),
        Line("  seats lost", SEATS - placed + abs(now.enrolled - placed), "", 0, at_least=False),
        Line("  seats or requests doubled", doubled + max(placed - SEATS, 0), "", 0, at_least=False),
        Line("  requests lost", AT_ONCE - len(rows) - told, "", 0, at_least=False),
    ]


def _ask(client: Client, offering: Offering) -> str:
    """What they read once they have asked."""
    answer = client.post(f"/c/harbour/offerings/{offering.pk}/enrol/", HTTP_HOST="localhost")
    if answer.status_code == 302:
        return "enrolled"
    page = answer.content.decode()
    full = "All places are taken" in page and "Join the waiting list" in page
    return "full" if answer.status_code == 422 and full else f"status {answer.status_code}"

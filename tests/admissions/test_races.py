"""Those who answer, come, leave and draw at once, each on a connection of its own; what they leave must be exact."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from learners.actions import enrol, withdraw
from learners.admissions.actions import accept_offer, apply, draw, expire_offers
from learners.admissions.models import Application
from learners.models import Enrolment, Offering
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.admissions.factories import a_round, admitting, an_application, offering_of
from tests.learners.factories import an_offering
from tests.learners.test_races import at_once, people, standing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.BALLOT_KEYS = tmp_path / "keys"


def test_answers_expiry_leaving_and_coming_at_once_lose_no_place_and_double_none():
    north = admitting("north", order="first_come", answer_days=3)
    offering, learners = an_offering(north, capacity=10), people(50)
    with in_community(north.pk):
        rows = [enrol(offering, person=person, by=person) for person in learners[:40]]
        for one in rows[:10]:
            withdraw(one, by=one.person)

    def do(what):
        work, subject = what
        with in_community(north.pk):
            try:
                return work(subject)
            except Refused:
                return None

    def accept(one):
        return accept_offer(one, by=one.person)

    def leave(one):
        return withdraw(one, by=one.person)

    def come(person):
        return enrol(offering, person=person, by=person)

    asked = rows[10:20]
    with in_community(north.pk):  # the first five had until a moment ago, and two of them answer all the same
        Enrolment.objects.filter(pk__in=[one.pk for one in asked[:5]]).update(offered_until=timezone.now())
    work = [
        *((accept, one) for one in asked), *((accept, one) for one in asked[5:]), *((leave, one) for one in asked[7:]),
        *[(expire_offers, offering.pk)] * 4, *((come, one) for one in learners[40:]),
    ]  # fmt: skip
    at_once(do, work)
    with in_community(north.pk):
        now = Offering.objects.get(pk=offering.pk)
        offered = Enrolment.objects.filter(offered_until__gt=timezone.now()).count()
        assert Enrolment.objects.filter(pk__in=[one.pk for one in asked[:5]], state="withdrawn").count() == 5
    enrolled, places, counters, card = standing(north, offering)
    assert (enrolled + offered, now.offered, counters) == (10, offered, (enrolled, len(places)))
    assert (places, card) == (list(range(1, len(places) + 1)), (0, len(places)))
    assert enrolled >= 2  # of the ten asked, two answered in time and did not leave


def test_the_draw_and_who_applies_at_the_last_moment_and_twice():
    north = admitting("north")
    round_ = a_round(north, capacity=5)
    learners = people(20)
    for person in learners[:10]:
        an_application(round_, person.username)

    def ask(person):
        with in_community(north.pk):
            try:
                return apply(round_, person=person, by=person).pk
            except Refused:
                return None

    def do(subject):
        if subject != "draw":
            return ask(subject)
        with in_community(north.pk):
            return draw(round_, now=round_.closes_at + timedelta(seconds=1)).pk

    def race():
        return at_once(do, ["draw", *learners[5:], "draw", *learners[5:]])

    made = race()
    with in_community(north.pk):
        applied = set(Application.objects.values_list("person", flat=True))
        seated = Enrolment.objects.filter(offering=round_.offering_id)
        assert {one.person_id for one in seated} == applied
        assert Application.objects.count() == len(applied)
    assert made[0] == made[16]
    assert standing(north, offering_of(round_))[0] == 5
    with time_machine.travel(round_.closes_at), pytest.raises(Refused, match="closed"):
        an_application(round_, "late")

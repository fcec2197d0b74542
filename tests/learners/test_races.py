"""Two hundred at once, each on a connection of its own; what they leave must be exact."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Person
from learners.actions import enrol, pause, resume, withdraw
from learners.models import Enrolment, EnrolmentChange, Offering, OfferingCard
from learners.queries import waiting_for
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, CONNECTIONS = 200, 50


def at_once(work, subjects):
    """Start together, as many as there are connections, and go on until all are through."""
    start = Barrier(min(CONNECTIONS, len(subjects)))

    def one(place, subject):
        try:
            if place < start.parties:
                start.wait(30)
            return work(subject)
        finally:
            connection.close()

    with ThreadPoolExecutor(start.parties) as pool:
        return [done.result(60) for done in [pool.submit(one, *pair) for pair in enumerate(subjects)]]


def people(number):
    return Person.objects.bulk_create(Person(username=f"learner{n}", password="!") for n in range(number))


def standing(community, offering):
    """(rows enrolled, places in the list, the counters, what the card says)."""
    with in_community(community.pk):
        now, card = Offering.objects.get(pk=offering.pk), OfferingCard.objects.get(pk=offering.pk)
        enrolled = Enrolment.objects.filter(offering=offering, state="enrolled").count()
        return (
            enrolled,
            [one.place for one in waiting_for(offering)],
            (now.enrolled, now.waiting),
            (card.places_left, card.waiting),
        )


def test_capacity_and_waiting_list_are_exact_under_two_hundred_at_once():
    north, south = a_community("north"), a_community("south")
    offering, other = an_offering(north, capacity=30), an_offering(south, capacity=30)

    def enrol_one(person):
        with in_community(north.pk):
            return enrol(offering, person=person, by=person, home=south)

    at_once(enrol_one, people(AT_ONCE))
    assert standing(north, offering) == (30, list(range(1, 171)), (30, 170), (0, 170))
    assert standing(south, other) == (0, [], (0, 0), (30, 0))


def test_capacity_is_exact_by_page_too():
    north, south = a_community("north"), a_community("south")
    offering, learners = an_offering(north, capacity=30), people(AT_ONCE)
    with in_community(south.pk):
        for person in learners:
            a_member(south, person.username, "learner")
    clients = [Client() for _ in learners]
    for client, person in zip(clients, learners, strict=True):
        client.force_login(person)
    answers = at_once(lambda client: client.post(f"/c/north/offerings/{offering.pk}/enrol/").status_code, clients)
    assert sorted(answers) == [302] * 30 + [422] * (AT_ONCE - 30)
    assert standing(north, offering) == (30, [], (30, 0), (0, 0))


def test_one_person_clicking_many_times_at_once_is_enrolled_once():
    north = a_community("north")
    offering = an_offering(north, capacity=30)
    (ann,) = people(1)

    def click(_):
        with in_community(north.pk):
            return enrol(offering, person=ann, by=ann).pk

    assert len(set(at_once(click, range(20)))) == 1
    assert standing(north, offering) == (1, [], (1, 0), (29, 0))


def test_leaving_and_enrolling_at_once_lose_no_place_and_double_none():
    north = a_community("north")
    offering, learners = an_offering(north, capacity=30), people(120)
    with in_community(north.pk):
        leaving = [enrol(offering, person=person, by=person) for person in learners[:60]]

    def come_or_go(subject):
        with in_community(north.pk):
            if isinstance(subject, Enrolment):
                return withdraw(subject, by=subject.person)
            return enrol(offering, person=subject, by=subject)

    mixed = [one for pair in zip(leaving[:40], learners[60:100], strict=True) for one in pair]
    at_once(come_or_go, mixed)
    assert standing(north, offering) == (30, list(range(1, 31)), (30, 30), (0, 30))
    with in_community(north.pk):
        for enrolment in Enrolment.objects.all():
            assert (
                EnrolmentChange.objects.filter(enrolment=enrolment).order_by("-at", "-id")[0].state == enrolment.state
            )


def test_pausing_and_returning_at_once_at_the_last_place_lose_none_and_double_none():
    north = a_community("north")
    offering, learners = an_offering(north, capacity=10), people(40)
    with in_community(north.pk):
        there = [enrol(offering, person=person, by=person) for person in learners[:20]]
        rested = [pause(one, by=one.person) for one in there[:10]]  # the other ten come in

    def rest_or_return(subject):
        with in_community(north.pk):
            if not isinstance(subject, Enrolment):
                return enrol(offering, person=subject, by=subject)
            return (resume if subject.state == "paused" else pause)(subject, by=subject.person)

    with in_community(north.pk):
        here = list(Enrolment.objects.filter(offering=offering, state="enrolled"))
    mixed = [one for three in zip(rested, here, learners[20:30], strict=True) for one in three]
    at_once(rest_or_return, mixed)
    enrolled, places, counters, card = standing(north, offering)
    assert (enrolled, counters[0], card[0]) == (10, 10, 0)
    assert (places, counters[1], card[1]) == (list(range(1, 11)), 10, 10)
    with in_community(north.pk):
        assert Enrolment.objects.filter(offering=offering, state="paused").count() == 10

"""A closed term is taken back while nothing was built on it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from learners.actions import complete_enrolment, enrol, pause
from learners.admissions.actions import accept_offer
from learners.models import Enrolment, EnrolmentChange, Offering, OfferingCard
from learners.progress.plans.actions import set_goal
from learners.turn.actions import built_on, undo_turn
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.attendance.factories import a_roll
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import an_enrolment
from tests.turn.factories import copies, in_autumn, learn, states, turned, with_terms

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def north():
    return with_terms(a_community("north"))


@pytest.fixture(autouse=True)
def south():
    """Another community whose term ended too, with somebody who is not through."""
    south = with_terms(a_community("south"))
    an_enrolment(in_autumn(south, "Tides"), "sid", home=south)
    return south


@pytest.mark.parametrize("keeps", [False, True])
def test_undone_everyone_stands_as_before_and_the_copies_are_gone(north, keeps):
    boats = in_autumn(north, "Boats", capacity=2, pause_keeps=keeps)
    learn(boats, "ann", "bo")
    an_enrolment(boats, "kit", home=north)
    with in_community(north.pk):
        pause(Enrolment.objects.get(offering=boats, person=a_person("bo")), by=a_person("bo"))
    before = states(boats)
    with in_community(north.pk):
        counters = Offering.objects.values("enrolled", "offered", "waiting", "state").get(pk=boats.pk)
    turn = turned(north, boats)
    with in_community(north.pk):
        assert built_on(turn) == []
        undone = undo_turn(turn, by=a_person("founder-of-north"))
        assert undo_turn(turn, by=a_person("founder-of-north")).undone_at == undone.undone_at
        assert Offering.objects.values(*counters).get(pk=boats.pk) == counters
        assert Enrolment.objects.get(offering=boats, person=a_person("bo")).keeps_place is keeps
        assert EnrolmentChange.objects.filter(enrolment__display_name="ann").count() == 3
    assert (states(boats), copies(north)) == (before, [])
    assert OfferingCard.objects.get(pk=boats.pk).state == "open"
    again = turned(north, boats)
    assert (again.pk != turn.pk, len(copies(north))) == (True, 1)


@pytest.mark.parametrize("what", ["enrolled", "waits", "roll", "outcome"])
def test_it_is_not_undone_once_something_was_built_on_it(north, what):
    boats = in_autumn(north, "Boats", capacity=1)
    learn(boats, "ann")
    turn = turned(north, boats)
    (again,) = copies(north)
    why = build(what, north, boats, again)
    with in_community(north.pk), pytest.raises(Refused, match=why):
        undo_turn(turn, by=a_person("founder-of-north"))
    assert states(boats) == {"ann": ("completed", False)}


def build(what, north, boats, again):
    """Something on the copy, or on what ended; says by what it is refused."""
    with in_community(north.pk):
        if what == "outcome":
            complete_enrolment(Enrolment.objects.get(offering=boats), outcome="Pass", by=a_person("joss"))
            return "recorded how “Boats” ended for ann"
        if what == "waits":
            enrol(again, person=a_person("zoe"), home=north, by=a_person("zoe"))
            return "zoe waits"
        accept_offer(Enrolment.objects.get(offering=again), by=a_person("ann"))
    if what == "roll":
        a_roll(again, a_member(north, "joss", "teacher"))
        return "attendance was taken"
    return "ann has answered or is enrolled"


def test_a_copy_that_is_in_somebodys_plan_ends_instead(north):
    boats, knots = in_autumn(north, "Boats"), in_autumn(north, "Knots")
    learn(boats, "ann")
    turn = turned(north, boats, knots)
    again = copies(north)[0]
    with as_person(a_person("zoe").pk):
        set_goal("Boats", card=OfferingCard.objects.get(pk=again.pk))
    with in_community(north.pk):
        undo_turn(turn, by=a_person("founder-of-north"))
    assert [(one.title, one.state, one.waiting) for one in copies(north)] == [("Boats", "ended", 0)]
    assert (OfferingCard.objects.get(pk=again.pk).state, states(again)) == ("ended", {})
    assert states(boats) == {"ann": ("enrolled", False)}


def test_whoever_enrols_in_a_copy_while_it_is_taken_back_is_told_so_or_keeps_it(transactional_db):
    north = with_terms(a_community("north"))
    boats = in_autumn(north, "Boats")
    learn(boats, "ann")
    turn, zoe, start = turned(north, boats), a_person("zoe"), Barrier(2)
    (again,) = copies(north)

    def race(act):
        try:
            start.wait(30)
            with in_community(north.pk):
                return bool(act())
        except Refused:
            return False
        finally:
            connection.close()

    def undo():
        return undo_turn(turn, by=a_person("founder-of-north"))

    def come():
        return enrol(again, person=zoe, home=north, by=zoe)

    with ThreadPoolExecutor(2) as pool:
        undone, came = pool.map(race, [undo, come])
    assert undone != came
    assert [states(one).get("zoe") for one in copies(north)] == ([("enrolled", False)] if came else [])

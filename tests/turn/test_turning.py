"""A term is closed once: who stood where is kept, and what was chosen runs again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.actions import end_membership
from communities.governance.actions import decide_setting
from curriculum.actions import edit_node, publish_version
from curriculum.models import Curriculum
from jobs.models import Job
from learners.actions import enrol, pause
from learners.admissions.actions import accept_offer
from learners.models import Enrolment, Offering
from learners.times.slots import Slot, as_kept
from learners.turn.actions import turn_term
from learners.turn.models import TermTurn, TurnedPlace
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.admissions.factories import LOT
from tests.curriculum.factories import a_teacher, a_version
from tests.evidence.factories import a_piece
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import a_submission
from tests.turn.factories import copies, in_autumn, learn, previewed, states, turned, with_terms

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


def test_everyone_is_completed_and_what_was_chosen_runs_again_with_places_kept_for_who_is_not_through(north, south):
    joss, gone = a_member(north, "joss", "teacher"), a_member(north, "gil", "teacher")
    about = {"times": as_kept([Slot(1, time(9), time(10))]), "capacity": 3, "cost": 500, "open_to": "members"}
    for name in ("ann", "bo", "kit", "zoe"):
        a_member(north, name, "learner")
    boats = in_autumn(north, "Boats", teachers=(joss, gone), **about)
    knots = in_autumn(north, "Knots")
    learn(boats, "ann", "bo", through=("ann",))
    with in_community(north.pk):
        pause(an_enrolment(boats, "kit", home=north), by=a_person("kit"))
        an_enrolment(boats, "zoe", home=north)
        an_enrolment(boats, "joss", home=north)
        end_membership(gone)
    turned(north, boats)
    assert states(boats) == {
        "ann": ("completed", False), "bo": ("completed", False), "kit": ("withdrawn", False),
        "zoe": ("completed", False), "joss": ("withdrawn", False),
    }  # fmt: skip
    (again,) = copies(north)
    with in_community(north.pk):
        ended = list(Enrolment.objects.filter(offering=boats, state="completed").values_list("ended_on", "outcome"))
        assert ended == [(today() - timedelta(days=1), "")] * 3
        assert [one.membership for one in again.teachers.all()] == [joss]
        assert Offering.objects.get(pk=knots.pk).state == "ended"
    assert {name: getattr(again, name) for name in about} == about
    assert (again.starts_on, again.ends_on, again.state) == (
        today() + timedelta(days=10), today() + timedelta(days=110), "open",
    )  # fmt: skip
    assert states(again) == dict.fromkeys(("bo", "kit", "zoe"), ("waiting", True))
    assert (again.offered, again.places_left) == (3, 0)
    with as_person(a_person("bo").pk):
        assert Notice.objects.filter(kind="turn.goes_on").count() == 1
        assert TurnedPlace.objects.get().into_id == again.pk
    with as_person(a_person("ann").pk):
        assert (Notice.objects.filter(kind="turn.goes_on").count(), TurnedPlace.objects.get().goes_on) == (0, False)
    with in_community(south.pk):
        assert (Enrolment.objects.get().state, TurnedPlace.objects.count()) == ("enrolled", 0)
    assert Job.objects.filter(task="admissions.tell_next").count() == 3


def test_a_kept_place_is_taken_as_any_that_is_offered(north):
    boats = in_autumn(north, "Boats")
    learn(boats, "bo")
    turned(north, boats)
    (again,) = copies(north)
    with in_community(north.pk):
        accept_offer(Enrolment.objects.get(offering=again), by=a_person("bo"))
    assert states(again) == {"bo": ("enrolled", False)}


def test_the_preview_names_what_is_left_to_do_and_what_is_newer(north):
    by = a_teacher(north)
    version = a_version(north, by=by)
    boats = in_autumn(north, "Boats", version=version, teachers=(by,))
    learn(boats, "ann")
    with in_community(north.pk):
        ann = Enrolment.objects.get(offering=boats)
        curriculum = Curriculum.objects.get(pk=version.curriculum_id)
        edit_node(curriculum.nodes.first(), title="Otherwise")
        newer = publish_version(curriculum, by=by)
    a_submission(ann, 1)
    a_piece(ann)
    (ending,) = previewed(north).endings
    assert (ending.unmarked, ending.unassessed, ending.newer.number) == (1, 1, newer.number)
    assert [(one.done, one.total) for one in ending.going_on] == [(2, len(ann.card.outline))]
    with in_community(north.pk):
        founder = a_person("founder-of-north")
        turn_term("autumn", by=founder, copy={boats.pk}, newer={boats.pk}, seen=previewed(north).seal)
    assert [one.version_id for one in copies(north)] == [newer.pk]


def test_twice_is_once_and_what_changed_since_one_looked_is_refused(north):
    boats = in_autumn(north, "Boats")
    learn(boats, "ann")
    seal = previewed(north).seal
    an_enrolment(boats, "bo", home=north)
    with pytest.raises(Refused, match="since you looked"):
        turned(north, boats, seen=seal)
    with in_community(north.pk):
        assert (TermTurn.objects.count(), Offering.objects.get().state) == (0, "open")
    first = turned(north, boats, seen=previewed(north).seal)
    assert (turned(north, boats).pk, len(copies(north))) == (first.pk, 1)


@pytest.mark.parametrize(
    ("key", "about", "why"),
    [
        ("spring", {}, "on its last day"), ("summer", {}, "no such term"),
        ("autumn", {"into": "autumn"}, "after this one"), ("autumn", {"copy": "theirs"}, "Not all"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(north, south, key, about, why):
    with in_community(south.pk):
        theirs = Offering.objects.get().pk
    about = {**about, "copy": {theirs}} if "copy" in about else about
    with in_community(north.pk), pytest.raises(Refused, match=why):
        turn_term(key, by=a_person("founder-of-north"), **about)


def test_without_a_next_term_it_is_closed_alone(north):
    with_terms(north, next_one=False)
    boats = in_autumn(north, "Boats")
    with pytest.raises(Refused, match="calendar first"):
        turned(north, boats)
    assert turned(north).next_key == ""


def test_where_places_are_given_by_application_none_is_kept(north):
    with in_community(north.pk):
        decide_setting("admissions", LOT, by=a_person("founder-of-north"), reason="Fair.")
    boats, knots = in_autumn(north, "Boats"), in_autumn(north, "Knots")
    learn(boats, "ann")
    with in_community(north.pk):
        Offering.objects.filter(pk=boats.pk).update(capacity=5)
    assert [one.by_application for one in previewed(north).endings] == [True, False]
    turned(north, boats, knots)
    again = copies(north)[0]
    assert (again.by_application, states(again)) == (True, {})


def test_two_administrators_at_once_close_it_once(transactional_db):
    north = with_terms(a_community("north"))
    boats = in_autumn(north, "Boats")
    learn(boats, "ann")
    start = Barrier(4)

    def close(_n):
        try:
            start.wait(30)
            return turned(north, boats).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(close, range(4)))
    assert (len(made), len(copies(north))) == (1, 1)


def test_whoever_enrols_meanwhile_is_in_before_or_not_at_all(transactional_db):
    north = with_terms(a_community("north"))
    boats = in_autumn(north, "Boats")
    start = Barrier(2)

    def close():
        turned(north, boats)

    def come():
        with in_community(north.pk):
            enrol(boats, person=a_person("zoe"), home=north, by=a_person("zoe"))

    def race(act):
        try:
            start.wait(30)
            act()
        except Refused:
            pass
        finally:
            connection.close()

    a_person("zoe")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(race, [close, come]))
    in_time = states(boats)
    assert in_time in ({}, {"zoe": ("completed", False)})
    with in_community(north.pk):
        assert TurnedPlace.objects.count() == len(in_time)


def test_the_preview_asks_as_much_for_thirty_offerings_as_for_one(north):
    learn(in_autumn(north, "Boats"), "ann")
    previewed(north)
    with CaptureQueriesContext(connection) as one:
        previewed(north)
    version = a_version(north)
    for n in range(29):
        made = in_autumn(north, f"Boats {n}", version=version)
        an_enrolment(made, f"learner{n}", home=north)
    with CaptureQueriesContext(connection) as thirty:
        assert len(previewed(north).endings) == 30
    assert len(thirty) == len(one)


def test_a_draft_and_what_is_of_no_term_stay_as_they_are(north):
    draft, free = an_offering(north, term_key="autumn", draft=True), an_offering(north)
    turned(north)
    with in_community(north.pk):
        assert [Offering.objects.get(pk=one.pk).state for one in (draft, free)] == ["draft", "open"]

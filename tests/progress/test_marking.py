from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from curriculum.assessments.rules import level_of
from learners.actions import complete_enrolment, withdraw
from learners.progress.actions import mark_activity, submit_activity
from learners.progress.models import Mark, MarkChange
from learners.progress.queries import handed_in, own_standings, quiet_in
from learners.progress.steps import next_steps
from tenancy.refusal import Refused
from tenancy.scope import NoScope, as_person, in_community
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import SCALE, a_mark, a_submission, keys, with_scale

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def south():
    return with_scale(a_community("south"))


@pytest.fixture
def tomas(north, south):
    a_member(south, "tomas", "learner")
    return an_enrolment(an_offering(north, title="Boats"), "tomas", home=south)


@pytest.mark.parametrize(("score", "level"), [(0, 1), ("39.99", 1), (40, 2), (70, 3), ("89.5", 3), (100, 4)])
def test_a_score_becomes_the_highest_level_it_reaches(score, level):
    assert level_of(Decimal(score), SCALE) == level


def test_a_scale_that_starts_above_nought_still_has_a_lowest_level():
    assert level_of(Decimal(3), [{"name": "Some", "from": 10}]) == 1


def test_a_mark_by_score_keeps_the_score_and_the_level(tomas):
    mark = a_mark(tomas, score=Decimal(78))
    assert (mark.level, mark.score, mark.activity_title, mark.marked_by_name, mark.person_id) == (
        3,
        78,
        "Activity 1.1",
        "joss",
        tomas.person_id,
    )


def test_each_change_of_a_mark_leaves_who_when_from_and_to(north, tomas):
    a_mark(tomas, score=Decimal(78))
    a_mark(tomas, level=4, comment="Taught Bo.")
    mark = a_mark(tomas, level=4, comment="Taught Bo and Kit.")
    with in_community(north.pk):
        changes = MarkChange.objects.filter(mark=mark).order_by("at")
        assert [(c.was_level, c.was_score, c.level, c.score, c.by_name) for c in changes] == [
            (None, None, 3, 78, "joss"),
            (3, 78, 4, None, "joss"),
        ]
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(current_user, 'progress_markchange', 'UPDATE')")
            assert cursor.fetchone() == (False,)
        changes.delete()
        assert changes.count() == 2  # they go with their learner alone


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"level": 5}, "between 1 and 4"),
        ({"level": 0}, "between 1 and 4"),
        ({}, "between 1 and 4"),
        ({"score": Decimal(101)}, "between 0 and 100"),
        ({"score": Decimal(-1)}, "between 0 and 100"),
    ],
)
def test_a_mark_outside_the_scale_is_refused(north, tomas, given, why):
    with in_community(north.pk), pytest.raises(Refused, match=why):
        mark_activity(tomas, activity_key=keys(tomas)[0], by=a_person("joss"), **given)


def test_a_learner_cannot_mark_themselves_nor_hand_in_for_another(north, tomas):
    with in_community(north.pk):
        with pytest.raises(Refused, match="own work"):
            mark_activity(tomas, activity_key=keys(tomas)[0], by=tomas.person, level=4)
        with pytest.raises(Refused, match="Only the learner"):
            submit_activity(tomas, activity_key=keys(tomas)[0], by=a_person("joss"))


def test_an_activity_of_another_curriculum_is_refused(north, tomas):
    with in_community(north.pk):
        with pytest.raises(Refused, match="no such activity"):
            mark_activity(tomas, activity_key=uuid4(), by=a_person("joss"), level=1)
        with pytest.raises(Refused, match="no such activity"):
            submit_activity(tomas, activity_key=uuid4(), by=tomas.person)


def test_work_is_handed_in_again_until_it_is_marked(north, tomas):
    a_submission(tomas, work="One cup.")
    assert a_submission(tomas, work="Two cups.").level is None
    with in_community(north.pk):
        assert [mark.work for mark in handed_in(tomas.offering)] == ["Two cups."]
    a_mark(tomas)
    with pytest.raises(Refused, match="marked already"):
        a_submission(tomas)
    with in_community(north.pk):
        assert not handed_in(tomas.offering).exists()


def test_who_waits_or_left_is_neither_marked_nor_hands_in(north):
    offering = an_offering(north, capacity=1)
    left, waiting = an_enrolment(offering, "ann"), an_enrolment(offering, "bo")
    with pytest.raises(Refused, match="enrolled"):
        a_submission(waiting)
    with in_community(north.pk):
        withdraw(left, by=left.person)
    with pytest.raises(Refused, match="enrolled"):
        a_mark(left)


def test_a_completed_learner_may_still_be_marked(north, tomas):
    with in_community(north.pk):
        complete_enrolment(tomas, outcome="Pass", by=a_person("joss"))
    assert a_mark(tomas).level == 3


def test_a_mark_belongs_to_the_person_of_its_enrolment(north, tomas):
    with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(enrolment=tomas, person=a_person("bo"), activity_key=uuid4(), activity_title="x")


def test_a_learner_sees_where_they_stand_everywhere_and_nobody_else_does(north, south, tomas):
    at_home = an_enrolment(an_offering(south, title="Tides", version=a_version(south, units=1, activities=1)), "tomas")
    a_mark(tomas, 0, level=2)
    a_submission(tomas, 1)
    someone = an_enrolment(tomas.offering, "bo")
    a_mark(someone, 2)
    with as_person(tomas.person_id):
        standings = {one.enrolment.card.title: one for one in own_standings()}
        with pytest.raises(NoScope):  # nothing is written here
            MarkChange.objects.create(mark=Mark.objects.first(), by=tomas.person)
    boats = standings["Boats"]
    assert (boats.done, boats.marked, boats.total, boats.per_cent, boats.next.title) == (2, 1, 4, 50, "Activity 2.1")
    assert [(unit.title, unit.done, unit.total) for unit in boats.units] == [("Unit 1", 2, 2), ("Unit 2", 0, 2)]
    assert [activity.level_name for activity in boats.activities] == ["Growing", "", "", ""]
    assert standings["Tides"].enrolment.pk == at_home.pk
    assert len(standings) == 2
    with as_person(a_person("joss").pk):
        assert own_standings() == []
    with in_community(south.pk):
        assert not Mark.objects.exists()


def test_next_steps_are_one_for_each_running_offering_and_say_why(north, south, tomas):
    today = date(2027, 3, 10)
    ends_soon = an_offering(south, title="Tides", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 12))
    for offering in (
        ends_soon,
        an_offering(south, title="Later", starts_on=date(2027, 4, 1)),
        an_offering(south, title="Over", ends_on=date(2027, 3, 1)),
    ):
        an_enrolment(offering, "tomas")
    a_mark(tomas, 0)
    with as_person(tomas.person_id):
        steps = next_steps(own_standings(), today)
    assert [(step.card.title, step.activity.title) for step in steps] == [
        ("Tides", "Activity 1.1"),
        ("Boats", "Activity 1.2"),
    ]
    assert steps[0].why == "Suggested because the offering ends on Mar 12, 2027 and 4 steps are left."
    assert steps[1].why.startswith("Suggested because you showed “Activity 1.1” on")


def test_not_seen_are_those_with_something_left_nothing_to_mark_and_no_sign_for_two_weeks(north, tomas):
    an_enrolment(tomas.offering, "bo")
    waits_for_a_mark = an_enrolment(tomas.offering, "kit")
    a_mark(tomas)
    a_submission(waits_for_a_mark)
    with in_community(north.pk):
        soon, later = date.today() + timedelta(days=14), date.today() + timedelta(days=16)
        assert not quiet_in(tomas.offering, total=4, today=soon).exists()
        assert [one.display_name for one in quiet_in(tomas.offering, total=4, today=later)] == ["tomas", "bo"]
        assert [one.display_name for one in quiet_in(tomas.offering, total=1, today=later)] == ["bo"]

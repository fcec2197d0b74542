"""What is counted of a community."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.actions import decide
from evaluation.counting import count_all, count_outcomes, outcomes_by_attribute
from evaluation.periods import to_date
from funding.models import Entry
from funding.posting import Move, Posting, post
from learners.progress.models import Mark
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, cohort, enrolments, learners
from tests.factories import a_community, a_person
from tests.funding.factories import the_account
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture(autouse=True)
def south():
    """Whose rows could leak."""
    south = a_community("south")
    cohort(south, Pass={"0-35": 5, "": 2}, Fail={"35-55": 4})
    some = enrolments(south, number=3)
    with in_community(south.pk):
        hand_in(some, on=date(2026, 3, 4))
    return south


def hand_in(of, *, on=None, marked_at=None):
    """An activity of each."""
    Mark.objects.bulk_create(
        Mark(
            enrolment=one,
            person_id=one.person_id,
            activity_key=uuid4(),
            activity_title="Knots",
            submitted_on=on,
            marked_at=marked_at,
            level=2 if marked_at else None,
        )
        for one in of
    )


def figures(community, period=WEEK):
    with in_community(community.pk):
        return {
            (one.indicator, *one.dims.values()): one.value
            for one in count_all(community, period)
            if one.indicator != "outcomes"
        }


def crossed(figures):
    return outcomes_by_attribute((one.dims, one.value) for one in figures)


def test_learners_are_counted_once_and_as_the_week_ended(north):
    people = learners(3)
    enrolments(north, people=people)
    enrolments(north, people=people[:2])
    enrolments(north, number=1, on=date(2026, 3, 8))
    enrolments(north, number=1, on=date(2026, 3, 9))
    enrolments(north, number=1, outcome="Pass", ended_on=date(2026, 3, 8))
    enrolments(north, number=1, outcome="Pass", ended_on=date(2026, 3, 9))
    enrolments(north, number=1, state="waiting")
    found = figures(north)
    assert (found["learners",], found["joined",], found["waiting",]) == (6, 1, 1)  # one ended on the last day


def test_who_left_a_waiting_list_was_never_enrolled(north):
    enrolments(north, number=2, state="withdrawn", outcome="")
    found = figures(north, to_date(date(2026, 3, 8)))
    assert (found["learners",], found["joined",]) == (0, 0)
    with in_community(north.pk):
        assert count_outcomes() == []


def test_work_is_counted_in_the_week_it_was_handed_in_and_marked(north):
    there = enrolments(north, number=4)
    with in_community(north.pk):
        hand_in(there, on=date(2026, 3, 1))
        hand_in(there[:3], on=date(2026, 3, 2))
        hand_in(there[:2], on=date(2026, 3, 8), marked_at=datetime(2026, 3, 9, 9, tzinfo=UTC))
        hand_in(there[:1], on=date(2026, 2, 2), marked_at=datetime(2026, 3, 3, 9, tzinfo=UTC))
    found = figures(north)
    assert (found["handed_in",], found["marked",], found["to_mark",]) == (5, 1, 7)


@pytest.mark.parametrize(
    ("zone", "marked"), [("Pacific/Auckland", 1), ("UTC", 1), ("America/Los_Angeles", 0), ("Pacific/Kiritimati", 0)]
)
def test_a_week_begins_and_ends_by_the_communitys_clocks(zone, marked):
    """Sunday 8 March, 10:30 UTC, is Sunday night in Auckland and Monday on Kiritimati; the first of March was elsewhere."""
    place = a_community("place")
    place.time_zone = zone
    there = enrolments(place, number=1)
    moment = (
        datetime(2026, 3, 2, 2, tzinfo=UTC)
        if zone == "America/Los_Angeles"
        else datetime(2026, 3, 8, 10, 30, tzinfo=UTC)
    )
    with in_community(place.pk):
        hand_in(there, on=date(2026, 3, 1), marked_at=moment)
    assert figures(place)["marked",] == marked


def test_money_comes_in_and_goes_out_by_currency(north):
    with in_community(north.pk):
        bank, grants, food = (the_account(code) for code in ("bank", "grants", "food"))
        for debit, credit, amount, on in (
            (bank, grants, 50_000, date(2026, 3, 3)),
            (food, bank, 1_234, date(2026, 3, 8)),
            (bank, food, 34, date(2026, 3, 8)),
            (bank, grants, 999, date(2026, 3, 9)),
        ):
            moves = (Move(debit, credit, amount),)
            post(Posting(id=uuid7(), effective_on=on, kind=Entry.Kind.OTHER, moves=moves, memo="", reverses=None))
    found = figures(north)
    assert (found["money_in", "EUR"], found["money_out", "EUR"]) == (50_000, 1_200)


def test_decisions_of_the_week_are_counted(north):
    with in_community(north.pk):
        decide(by=a_person("founder-of-north"), kind="setting", title="Paint the boats")
    assert figures(north)["decisions",] == 0
    assert figures(north, to_date(date(2026, 3, 8)))["decisions",] == 2


def test_outcomes_are_crossed_with_every_attribute_recorded(north):
    offering = an_offering(north)
    enrolments(north, offering, number=3, outcome="Pass", attributes={"age_band": "0-35", "gender": "F"})
    enrolments(north, offering, number=2, outcome="Pass", attributes={"age_band": "", "gender": "M"})
    enrolments(north, offering, number=1, outcome="Fail", attributes={"gender": "F"})
    enrolments(north, offering, number=4)
    with in_community(north.pk):
        assert crossed(count_outcomes()) == {
            "": {"": {"Pass": 5, "Fail": 1, "": 4}},
            "age_band": {"0-35": {"Pass": 3}, "": {"Pass": 2, "Fail": 1, "": 4}},
            "gender": {"F": {"Pass": 3, "Fail": 1}, "M": {"Pass": 2}, "": {"": 4}},
        }


def test_an_enrolment_that_ended_later_was_under_way(north):
    enrolments(north, number=2, outcome="Pass", ended_on=date(2026, 3, 9))
    with in_community(north.pk):
        assert crossed(count_outcomes(date(2026, 3, 8))) == {"": {"": {"": 2}}}
        assert crossed(count_outcomes(date(2026, 3, 9))) == {"": {"": {"Pass": 2}}}


def test_an_attribute_that_tells_learners_apart_is_no_group(north):
    offering = an_offering(north)
    for number in range(61):
        enrolments(north, offering, number=1, outcome="Pass", attributes={"born": f"2014-01-{number}", "gender": "F"})
    with in_community(north.pk):
        assert crossed(count_outcomes()).keys() == {"", "gender"}


def test_few_learners_are_named_within_the_community_and_many_are_not(north):
    people = learners(4)
    enrolments(north, people=people, outcome="Pass")
    enrolments(north, people=people, outcome="Pass")
    enrolments(north, number=12, outcome="Fail")
    with in_community(north.pk):
        found = {one.dims["outcome"]: (one.value, one.people, set(one.learners)) for one in count_outcomes()}
    assert found == {"Pass": (8, 4, {one.pk for one in people}), "Fail": (12, 10, set())}


@pytest.mark.parametrize("number", [1, 30])
def test_counting_takes_the_same_queries_for_any_number_of_rows(north, number):
    there = enrolments(north, number=number, attributes={"gender": "F", "age_band": "0-35"})
    with in_community(north.pk):
        hand_in(there, on=date(2026, 3, 3))
        with CaptureQueriesContext(connection) as captured:
            count_all(north, WEEK)
    assert len(captured) == 3

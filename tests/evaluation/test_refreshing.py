"""What came late or changed is counted again, and nothing else; from nothing, the same figures come out."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from evaluation.models import RollUp, Touched
from evaluation.periods import between, day_of, term_of, to_date, week_of, year_from
from evaluation.refreshing import rebuild, refresh
from evaluation.tasks import reports as morning
from funding.sealing import seal
from learners.models import Enrolment
from learners.progress.attendance.models import Presence, Was
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.attendance.factories import a_roll
from tests.evaluation.factories import WEEK, a_report, enrolments, learners
from tests.evaluation.test_counting import hand_in
from tests.evaluation.test_pages import signed_in
from tests.factories import a_community, a_member
from tests.funding.factories import a_grant
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db
LAST_WEEK, NEXT_WEEK = week_of(date(2026, 2, 25)), week_of(date(2026, 3, 11))
PERIODS = [
    LAST_WEEK, WEEK, NEXT_WEEK, day_of(date(2026, 3, 4)), year_from(2025, 9), to_date(date(2026, 3, 20)),
    term_of(date(2026, 2, 2), date(2026, 3, 20)), between(date(2026, 3, 4), date(2026, 3, 12)),
]  # fmt: skip


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture(autouse=True)
def south():
    """Whose rows could leak."""
    south = a_community("south")
    hand_in_at(south, enrolments(south, number=4), date(2026, 3, 3))
    a_report(south)
    refreshed(south)
    return south


def hand_in_at(place, there, on):
    with in_community(place.pk):
        hand_in(there, on=on, marked_at=datetime.combine(on, datetime.min.time(), UTC))


def refreshed(place):
    with in_community(place.pk):
        return refresh(place)


def kept(place):
    with in_community(place.pk):
        return {
            (one.period, one.indicator, *sorted(one.dims.items())): one.value
            for one in RollUp.objects.order_by("period")
        }


def test_a_mark_that_came_late_corrects_its_week_alone(north, south):
    there = enrolments(north, number=3)
    for period in (LAST_WEEK, WEEK, NEXT_WEEK):
        a_report(north, period)
    assert refreshed(north) == []
    before, others = kept(north), kept(south)
    hand_in_at(north, there, date(2026, 3, 4))
    assert refreshed(north) == [WEEK]
    now = kept(north)
    changed = {key[:2] for key in now.keys() | before.keys() if now.get(key) != before.get(key)}
    assert changed == {(WEEK.key, key) for key in ("handed_in", "marked")}
    assert (refreshed(south), kept(south)) == ([], others)


def test_the_correction_is_shown_beside_what_was_written(client, north):
    there = enrolments(north, number=3)
    a_report(north)
    hand_in_at(north, there, date(2026, 3, 4))
    morning(north.pk)
    found = signed_in(client, north, "administrator").get("/api/v1/c/north/reports/2026-W10/").json()
    told = {one["indicator"]: (one["value"], one["counted"]) for one in found["corrections"]}
    assert told == {"handed_in": (0, 3), "marked": (0, 3)}


def test_an_enrolment_that_ended_corrects_nothing_before_its_end(north):
    there = enrolments(north, number=3)
    for period in (LAST_WEEK, WEEK, NEXT_WEEK):
        a_report(north, period)
    refreshed(north)
    with in_community(north.pk):
        Enrolment.objects.filter(pk=there[0].pk).update(state="completed", outcome="Pass", ended_on=date(2026, 3, 5))
    assert refreshed(north) == [WEEK, NEXT_WEEK]


def test_what_is_gone_is_gone_from_the_figures(north):
    there = enrolments(north, number=3)
    hand_in_at(north, there, date(2026, 3, 4))
    a_report(north)
    refreshed(north)
    with in_community(north.pk):
        Mark.objects.filter(enrolment=there[0]).delete()
    assert refreshed(north) == [WEEK]
    assert kept(north)[WEEK.key, "handed_in"] == 2


def test_what_was_counted_as_things_stood_stays(north):
    there = enrolments(north, number=3)
    with in_community(north.pk):
        hand_in(there, on=date(2026, 3, 4))
    a_report(north)
    with in_community(north.pk):
        Mark.objects.update(level=2, marked_at=datetime(2026, 3, 5, 9, tzinfo=UTC))
    assert refreshed(north) == [WEEK]
    assert (kept(north)[WEEK.key, "marked"], kept(north)[WEEK.key, "to_mark"]) == (3, 3)
    with in_community(north.pk):
        rebuild(north)
    assert (kept(north)[WEEK.key, "marked"], kept(north)[WEEK.key, "to_mark"]) == (3, 3)


def test_the_network_still_counts_each_learner_once_after_it(north):
    """Those of a small figure are named by the latest roll-up alone, also when an older one is corrected."""
    there = enrolments(north, number=4, outcome="Pass")
    a_report(north, LAST_WEEK)
    a_report(north, WEEK)
    with in_community(north.pk):
        hand_in(there, on=date(2026, 2, 25))
    refreshed(north)
    with in_community(north.pk):
        named = {one.period: set(one.learners) for one in RollUp.objects.filter(indicator="outcomes")}
    assert named == {LAST_WEEK.key: set(), WEEK.key: {one.person_id for one in there}}


def test_broken_off_it_begins_again(north):
    there = enrolments(north, number=3)
    a_report(north)
    refreshed(north)
    hand_in_at(north, there, date(2026, 3, 4))

    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic(), in_community(north.pk):
        assert refresh(north) == [WEEK]
        raise Broken
    assert refreshed(north) == [WEEK]
    assert refreshed(north) == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_count_it_once(north):
    there = enrolments(north, number=3)
    a_report(north)
    refreshed(north)
    hand_in_at(north, there, date(2026, 3, 4))
    barrier = Barrier(2)

    def work(_number):
        barrier.wait(10)
        try:
            return refreshed(north)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(work, range(2))) == [[], [WEEK]]
    assert kept(north)[WEEK.key, "handed_in"] == 3


@pytest.mark.parametrize("number", [1, 30])
def test_looking_takes_the_same_queries_for_any_number_of_rows(north, number):
    there = enrolments(north, number=number)
    a_report(north)
    refreshed(north)
    for looks, queries in ((False, 2), (True, 6)):
        if looks:
            hand_in_at(north, there, date(2026, 3, 4))
        with in_community(north.pk), CaptureQueriesContext(connection) as captured:
            refresh(north)
        assert len(captured) == queries


def chances(place, chance: random.Random) -> list[Callable[[], object]]:
    """Things that happen to facts, late."""
    day = date(2026, 2, 20) + timedelta(days=chance.randrange(30))
    moment = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=chance.randrange(24))
    some = list(Enrolment.objects.order_by("pk"))
    one, mark = chance.choice(some), Mark.objects.order_by("?").first()
    mine, marked = Enrolment.objects.filter(pk=one.pk), Mark.objects.filter(pk=mark.pk if mark else None)
    ends = {"Withdrawn": "withdrawn", "": "withdrawn"}
    outcome = chance.choice(["Pass", "Fail", "Distinction", "Withdrawn", ""])
    return [
        lambda: hand_in([one], on=day),
        lambda: hand_in([one], on=day, marked_at=moment),
        lambda: marked.update(submitted_on=day),
        lambda: marked.update(marked_at=moment, level=3),
        lambda: marked.update(marked_at=None, level=None),
        marked.delete,
        lambda: mine.update(state=ends.get(outcome, "completed"), outcome=outcome, ended_on=day),
        lambda: mine.update(state="enrolled", outcome="", ended_on=None, paused_on=None),
        lambda: mine.update(state="paused", outcome="", ended_on=None, paused_on=day),
        lambda: mine.update(enrolled_on=day),
        lambda: mine.update(attributes={"age_band": chance.choice(["0-35", "35-55"]), "gender": "F"}),
        lambda: mine.update(home=chance.choice([place, None])),
        lambda: Presence.objects.filter(enrolment=one).update(was=chance.choice([Was.ABSENT, Was.PRESENT])),
        lambda: Presence.objects.filter(enrolment=one).update(on=day),
        lambda: (a_grant(amount=chance.randrange(1, 9_999), on=day), seal()),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_from_nothing_the_same_figures_come_out(north, seed):
    """Whatever happened, in whatever order: counted again bit by bit, and from the facts at once."""
    chance = random.Random(seed)
    offering = an_offering(north)
    enrolments(north, offering, people=learners(12), attributes={"age_band": "0-35", "gender": "F"})
    a_roll(offering, a_member(north, "teacher", "teacher"), date(2026, 3, 4))
    for period in PERIODS:
        a_report(north, period)
    for _round in range(4):
        with in_community(north.pk):
            for _each in range(chance.randrange(1, 6)):
                chance.choice(chances(north, chance))()
            refresh(north)
    found = kept(north)
    with in_community(north.pk):
        RollUp.objects.all().delete()
        Touched.objects.all().delete()
        rebuild(north)
    assert kept(north) == found


def test_as_many_as_before_but_fewer_people_is_noticed(north):
    """The network hides a figure by how many people it counts."""
    offering, other = an_offering(north), an_offering(north)
    people = learners(10)
    there = enrolments(north, offering, people=people, outcome="Pass")
    a_report(north)
    refreshed(north)
    with in_community(north.pk):
        Enrolment.objects.filter(pk=there[0].pk).delete()
    enrolments(north, other, people=people[1:2], outcome="Pass")
    assert refreshed(north) == [WEEK]
    with in_community(north.pk):
        found = RollUp.objects.get(period=WEEK.key, indicator="outcomes")
    assert (found.value, found.people) == (10, 9)

"""Each community's report of the week: at its own local time, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction

from communities.models import Community
from evaluation.actions import write_report
from evaluation.models import Report, RollUp
from evaluation.periods import parse_period, week_ended, week_of
from evaluation.reading import headline, lines
from jobs.due import schedule, take_due
from jobs.models import Due
from jobs.outbox import run_waiting
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_report, cohort, enrolments
from tests.evaluation.test_counting import hand_in
from tests.factories import a_community


def in_zone(slug, zone):
    place = a_community(slug)
    Community.objects.filter(pk=place.pk).update(time_zone=zone, founded_at=datetime(2026, 1, 2, tzinfo=UTC))
    return Community.objects.get(pk=place.pk)


def reports(community):
    with in_community(community.pk):
        return [report.period for report in Report.objects.order_by("ends_on")]


def next_due(community):
    return Due.objects.get(kind="evaluation.reports", community=community.pk).next_at


def a_tick(at):
    with time_machine.travel(at, tick=False):
        take_due()
        run_waiting()


@pytest.mark.django_db
def test_founding_a_community_makes_its_reports_due_every_morning():
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False):
        north = a_community("north")
    assert next_due(north) == datetime(2026, 3, 5, 6, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "mondays", "weeks"),
    [  # in UTC; the clocks change on the Sunday between
        ("America/New_York", ("2026-03-02 11:00", "2026-03-09 10:00"), ["2026-W09", "2026-W10"]),
        ("Europe/Warsaw", ("2026-03-23 05:00", "2026-03-30 04:00"), ["2026-W12", "2026-W13"]),
        ("Australia/Adelaide", ("2026-03-29 19:30", "2026-04-05 20:30"), ["2026-W13", "2026-W14"]),
    ],
)
def test_it_is_due_at_six_by_the_communitys_clocks_also_when_they_change(zone, mondays, weeks):
    first, second = (datetime.fromisoformat(f"{moment}+00:00") for moment in mondays)
    place = in_zone("place", zone)
    with time_machine.travel(first - timedelta(hours=1), tick=False):
        schedule("evaluation.reports", place.pk)
    assert next_due(place) == first
    a_tick(first)
    assert reports(place) == weeks[:1]
    a_tick(second - timedelta(hours=23))
    a_tick(second - timedelta(minutes=1))
    assert next_due(place) == second
    assert reports(place) == weeks[:1]
    a_tick(second)
    a_tick(second + timedelta(minutes=1))
    assert reports(place) == weeks


@pytest.mark.django_db
def test_a_change_of_time_zone_moves_the_next_time_at_the_latest_after_the_next_run():
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False):
        place = in_zone("place", "UTC")
    Community.objects.filter(pk=place.pk).update(time_zone="Asia/Tokyo")
    a_tick(datetime(2026, 3, 9, 6, 1, tzinfo=UTC))
    assert reports(place) == ["2026-W10"]
    assert next_due(place) == datetime(2026, 3, 9, 21, tzinfo=UTC)
    a_tick(datetime(2026, 3, 15, 21, tzinfo=UTC))
    assert reports(place) == ["2026-W10", "2026-W11"]


@pytest.mark.django_db
def test_a_repeat_writes_nothing_new():
    north = a_community("north")
    first = a_report(north)
    enrolments(north, number=3)
    assert a_report(north) == first
    with in_community(north.pk):
        assert Report.objects.get().content == first.content


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_report():
    north, south = a_community("north"), a_community("south")
    enrolments(north, number=20)
    start = Barrier(2)

    def work(_number):
        try:
            start.wait(20)
            return a_report(north).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        written = set(pool.map(work, range(2)))
    with in_community(north.pk):
        assert [one.pk for one in Report.objects.all()] == list(written)
        assert RollUp.objects.filter(indicator="learners").count() == 1
    assert reports(south) == []


@pytest.mark.django_db
def test_a_worker_that_dies_before_the_end_leaves_nothing_and_the_next_one_writes_it():
    north = a_community("north")
    with pytest.raises(SystemExit), transaction.atomic():
        a_report(north)
        raise SystemExit
    assert reports(north) == []
    a_report(north)
    assert reports(north) == ["2026-W10"]


@pytest.mark.django_db
def test_a_report_compares_with_the_one_before_and_says_the_news():
    north, south = a_community("north"), a_community("south")
    there, elsewhere = enrolments(north, number=3), enrolments(south, number=9)
    with in_community(south.pk):
        hand_in(elsewhere, on=date(2026, 3, 4))
    with in_community(north.pk):
        hand_in(there[:1], on=date(2026, 2, 25))
        hand_in(there, on=date(2026, 3, 4), marked_at=datetime(2026, 3, 5, tzinfo=UTC))
    a_report(north, week_of(date(2026, 2, 25)))
    report = a_report(north)
    assert report.content["before"]["period"] == "2026-W09"
    assert headline(report.content) == "3 activities were handed in, 3 marked"
    told = {line.key: (line.value, line.last, line.note) for line in lines(report.content, north)}
    assert told["handed_in"] == ("3", "1", "2 more")
    assert told["learners"] == ("3", "3", "as before")
    assert told["to_mark"] == ("1", "1", "as before")


@pytest.mark.django_db
def test_a_report_carries_its_figures_and_its_method():
    north = a_community("north")
    cohort(north, Pass={"0-35": 2})
    content = a_report(north).content
    assert {
        "indicator": "outcomes",
        "dims": {"outcome": "Pass", "attribute": "age_band", "value": "0-35"},
        "value": 2,
    } in content["figures"]
    assert {one["indicator"] for one in content["figures"]} <= content["counted"].keys()
    assert content["counted"]["waiting"] == "Enrolments in a waiting list when the report was written."
    assert content["method"]["turnout"] == {"version": 1, "formula": ["share", "voted", "entitled"]}
    assert content["days"] == ["2026-03-02", "2026-03-08"]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["evaluation_report", "evaluation_networkreport"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET period = '2026-W11'", "DELETE FROM {}"])
def test_a_report_is_never_changed(table, statement):
    north = a_community("north")
    a_report(north)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        in_community(north.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


@pytest.mark.django_db
def test_only_the_latest_roll_up_names_learners():
    north = a_community("north")
    enrolments(north, number=3, outcome="Pass")
    a_report(north, week_of(date(2026, 2, 25)))
    a_report(north)
    with in_community(north.pk):
        kept = RollUp.objects.filter(indicator="outcomes").order_by("period")
        assert [(one.period, one.people, len(one.learners)) for one in kept] == [("2026-W09", 3, 0), ("2026-W10", 3, 3)]


def test_periods_are_read_as_they_are_written():
    for key in (
        "2026-W10", "2020-W53", "2026-01-31", "day-2026-03-08", "term-2026-02-06--2026-06-20", "year-2025-09",
        "2026-02-01--2026-03-15",
    ):  # fmt: skip
        assert parse_period(key).key == key
    assert (WEEK.key, WEEK.starts, WEEK.ends) == ("2026-W10", date(2026, 3, 2), date(2026, 3, 8))
    for key in (
        "2026-W54",
        "2026-W1",
        "2026-13-01",
        "20260101",
        "all",
        "",
        "2026-W10x",
        "day-2026-3-8",
        "term-2026-06-20--2026-02-06",
        "year-2025-13",
        "year-2025",
        "2026-02-01--",
        "--2026-02-01",
        "2026-02-01--2026-02-01--2026-02-01",
    ):
        with pytest.raises(ValueError):
            parse_period(key)


@pytest.mark.parametrize(
    ("zone", "key"), [("UTC", "2026-W09"), ("Pacific/Auckland", "2026-W10"), ("America/New_York", "2026-W09")]
)
def test_a_week_ends_where_it_is_monday(zone, key):
    assert week_ended(datetime(2026, 3, 8, 20, tzinfo=UTC), zone).key == key


def test_a_task_of_a_community_takes_its_id(db):
    with pytest.raises(Community.DoesNotExist):
        write_report(Community.objects.get(pk=UUID(int=1)), period=WEEK)

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from jobs.due import KINDS, daily, register_due, schedule, take_due, weekly
from jobs.models import Due, Job
from jobs.tasks import tick
from tests.jobs.tasks import done


@pytest.fixture(autouse=True)
def _kinds(monkeypatch):
    for name in list(KINDS):
        monkeypatch.delitem(KINDS, name)
    done.clear()


def in_an_hour(_community, after):
    return after + timedelta(hours=1)


def make_due(*, minutes_ago=1):
    Due.objects.update(next_at=timezone.now() - timedelta(minutes=minutes_ago))


def waiting():
    return [(job.task, job.args) for job in Job.objects.order_by("id")]


@pytest.mark.django_db
def test_due_work_is_enqueued_once_and_due_again_in_the_future():
    register_due("note", task="tests.note", next_at=in_an_hour)
    north, south = uuid4(), uuid4()
    schedule("note", north)
    schedule("note", south)
    Due.objects.filter(community=north).update(next_at=timezone.now() - timedelta(days=30))
    assert take_due() == 1
    assert take_due() == 0
    assert waiting() == [("tests.note", [north])]
    assert Due.objects.get(community=north).next_at > timezone.now()


@pytest.mark.django_db
def test_scheduling_again_computes_the_next_time_anew():
    north = uuid4()
    register_due("note", task="tests.note", next_at=in_an_hour)
    schedule("note", north)
    register_due("note", task="tests.note", next_at=lambda _c, after: after + timedelta(days=7))
    schedule("note", north)
    assert Due.objects.get().next_at > timezone.now() + timedelta(days=6)


@pytest.mark.django_db
def test_work_of_the_network_needs_no_schedule():
    register_due("note", task="tests.note", next_at=in_an_hour, of_network=True)
    assert take_due() == 0
    make_due()
    assert (take_due(), take_due()) == (1, 0)
    assert waiting() == [("tests.note", [])]
    assert Due.objects.get().community is None


@pytest.mark.django_db
def test_a_kind_that_fails_does_not_stop_the_others():
    def broken(community, after):
        if community == north and Due.objects.filter(community=south).exists():
            raise LookupError("no such zone")
        return after + timedelta(hours=1)

    north, south = sorted([uuid4(), uuid4()])
    register_due("note", task="tests.note", next_at=broken)
    schedule("note", north)
    schedule("note", south)
    make_due()
    assert take_due() == 1
    assert waiting() == [("tests.note", [south])]


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_double_nothing():
    register_due("note", task="tests.note", next_at=in_an_hour)
    communities = [uuid4() for _ in range(20)]
    for community in communities:
        schedule("note", community)
    make_due()
    start = Barrier(2)

    def beat(_):
        start.wait()
        tick()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(beat, range(2)))
    assert sorted(args for _task, [args] in waiting()) == sorted(communities)


COMMUNITY = UUID(int=1)
MONDAY, SUNDAY = 0, 6


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "weekday", "hour", "after", "expected"),
    [
        ("UTC", MONDAY, 6, "2026-03-02 06:00", "2026-03-09 06:00"),  # strictly after
        ("UTC", MONDAY, 6, "2026-03-02 05:59", "2026-03-02 06:00"),
        ("Europe/Madrid", MONDAY, 6, "2026-03-23 12:00", "2026-03-30 04:00"),  # summer time began on the 29th
        ("Europe/Madrid", MONDAY, 6, "2026-03-16 12:00", "2026-03-23 05:00"),
        ("Europe/Madrid", SUNDAY, 2, "2026-03-28 12:00", "2026-03-29 01:00"),  # 02:00 is skipped: 03:00 summer time
        ("Europe/Madrid", SUNDAY, 2, "2026-10-24 12:00", "2026-10-25 00:00"),  # 02:00 comes twice: the first
        ("Europe/Madrid", SUNDAY, 2, "2026-10-25 00:00", "2026-11-01 01:00"),  # and not again
        ("America/Santiago", SUNDAY, 0, "2026-09-05 12:00", "2026-09-06 04:00"),  # midnight itself is skipped
        ("America/Santiago", SUNDAY, 0, "2026-04-04 12:00", "2026-04-05 04:00"),
        ("Pacific/Apia", MONDAY, 1, "2026-03-01 10:00", "2026-03-01 12:00"),  # already Monday there
        ("Pacific/Honolulu", SUNDAY, 23, "2026-03-02 08:00", "2026-03-02 09:00"),  # still Sunday there
        ("Australia/Lord_Howe", SUNDAY, 2, "2026-10-03 00:00", "2026-10-03 15:30"),  # a jump of half an hour
    ],
)
def test_weekly_work_keeps_its_local_hour_through_clock_changes(zone, weekday, hour, after, expected):
    assert weekly(weekday, hour, lambda _: zone)(COMMUNITY, utc(after)) == utc(expected)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu"])
def test_every_week_of_three_years_has_its_one_time(zone):
    next_at = weekly(SUNDAY, 2, lambda _: zone)
    moment, days = utc("2025-12-31 00:00"), []
    while moment < utc("2029-01-01 00:00"):
        moment = next_at(COMMUNITY, moment)
        days.append((moment + timedelta(hours=6)).date())
    assert {later - earlier for earlier, later in itertools.pairwise(days)} == {timedelta(days=7)}


def test_daily_work_comes_every_day():
    assert daily(3)(COMMUNITY, utc("2026-03-02 03:00")) == utc("2026-03-03 03:00")
    assert daily(3)(COMMUNITY, utc("2026-03-02 02:00")) == utc("2026-03-02 03:00")

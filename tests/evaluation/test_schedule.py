"""Which reports a community has written, each once: its own setting, its calendar and its clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from communities.governance.actions import decide_setting
from communities.models import Community
from evaluation.actions import start_round
from evaluation.models import Publishing, Report, RollUp
from evaluation.periods import Kind, between, ended, term_of, year_from
from evaluation.scheduling import DEFAULT
from evaluation.tasks import reports as write_due
from evaluation.tasks import visit
from jobs.due import schedule, take_due
from jobs.outbox import run_waiting
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, enrolments
from tests.evaluation.test_weekly import in_zone
from tests.factories import a_community, a_person

pytestmark = pytest.mark.django_db
SPRING = {"key": "spring", "name": "Spring", "starts": "2026-02-02", "ends": "2026-03-06"}
SATURDAY = datetime(2026, 3, 7, 7, tzinfo=UTC)
REGULAR = (Kind.DAILY, Kind.WEEKLY, Kind.TERMLY, Kind.YEARLY)


def decided(community, key="reporting", **value):
    with in_community(community.pk):
        value = {**DEFAULT, **value} if key == "reporting" else value
        decide_setting(key, value, by=a_person(f"founder-of-{community.slug}"), reason="We want to see.")


def with_a_term(slug="north", zone="UTC"):
    place = in_zone(slug, zone)
    decided(place, "calendar", time_zone=zone, terms=[SPRING], holidays=[])
    return Community.objects.get(pk=place.pk)


def written(community):
    """By kind, and whether everyone reads them."""
    with in_community(community.pk):
        rows = Report.objects.order_by("period").values_list("period", "publishing__published_at")
        return {period: at is not None for period, at in rows}


def work(community, at=SATURDAY):
    with time_machine.travel(at, tick=False):
        write_due(community.pk)


def test_at_first_weeks_are_read_at_once_and_terms_and_years_are_drafts():
    north, south = with_a_term(), a_community("south")
    Community.objects.filter(pk=north.pk).update(founded_at=datetime(2024, 5, 1, tzinfo=UTC))
    work(Community.objects.get(pk=north.pk))
    assert written(north) == {"2026-W09": True, "term-2026-02-02--2026-03-06": False, "year-2025-01": False}
    assert written(south) == {}


def test_a_community_chooses_its_reports_and_the_month_that_years_begin_with():
    north = with_a_term()
    Community.objects.filter(pk=north.pk).update(founded_at=datetime(2024, 5, 1, tzinfo=UTC))
    decided(north, daily="at-once", weekly="", termly="", yearly="at-once", year_starts=9)
    work(Community.objects.get(pk=north.pk))
    assert written(north) == {"day-2026-03-06": True, "year-2024-09": True}


def test_nothing_is_written_of_a_time_before_the_community_was_founded():
    north = with_a_term()
    Community.objects.filter(pk=north.pk).update(founded_at=datetime(2026, 3, 6, 23, tzinfo=UTC))
    work(Community.objects.get(pk=north.pk))
    assert written(north) == {"term-2026-02-02--2026-03-06": False}


@pytest.mark.parametrize(
    ("zone", "first"),
    [("America/New_York", "2026-03-07"), ("Europe/Warsaw", "2026-03-28"), ("Australia/Adelaide", "2026-04-04")],
)
def test_each_day_has_one_report_also_the_day_on_which_clocks_change(zone, first):
    place, start = in_zone("place", zone), datetime.fromisoformat(f"{first}T00:30+00:00")
    decided(place, daily="at-once", weekly="")
    with time_machine.travel(start - timedelta(hours=24), tick=False):
        schedule("evaluation.reports", place.pk)
    ticks = [start + timedelta(hours=hours) for hours in range(5 * 24)]
    for at in ticks:
        for _beat in range(2):
            with time_machine.travel(at, tick=False):
                take_due()
                run_waiting()
    local = ticks[0].astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    days = sorted(written(place))
    assert days == [f"day-{local + timedelta(days=number)}" for number in range(len(days))]
    assert len(days) in (5, 6)


def test_what_could_not_be_written_in_time_is_written_later(client):
    north = in_zone("north", "UTC")
    decided(north, daily="at-once")
    for at in (SATURDAY, SATURDAY + timedelta(days=9)):
        work(north, at)
    assert sorted(written(north)) == [
        "2026-W09",
        "2026-W10",
        "2026-W11",
        *(f"day-2026-03-{day:02}" for day in range(6, 16)),
    ]


def test_a_worker_killed_at_any_step_leaves_one_report_of_each_in_the_end():
    north, step, survived = with_a_term(), 0, False
    enrolments(north, number=3, outcome="Pass")
    while not survived:
        step += 1
        survived = dies_at(north, step)
        found = written(north)
        assert set(found) <= {"2026-W09", "term-2026-02-02--2026-03-06"}
        with in_community(north.pk):
            assert Publishing.objects.count() == len(found)
            assert RollUp.objects.values("period").distinct().count() == len(found)
    assert step > 30
    assert written(north) == {"2026-W09": True, "term-2026-02-02--2026-03-06": False}


def dies_at(community, step):
    """Killed before its n-th statement; whether it came through."""
    asked = 0

    def killed(execute, *given):
        nonlocal asked
        asked += 1
        if asked == step:
            raise SystemExit
        return execute(*given)

    with connection.execute_wrapper(killed):
        try:
            work(community)
        except SystemExit:
            return False
    return True


def test_the_networks_round_writes_no_report_that_a_community_does_not_want():
    north, south = in_zone("north", "UTC"), in_zone("south", "UTC")
    decided(north, weekly="")
    one_round = start_round(WEEK)
    for place in (north, south):
        visit(one_round.pk, place.pk)
    assert (written(north), written(south)) == ({}, {"2026-W10": True})
    with in_community(north.pk):
        assert RollUp.objects.filter(period="2026-W10").exists()


def test_the_last_of_each_kind_that_is_over():
    monday = date(2026, 3, 9)
    found = [ended(kind, monday, terms=[], month=3) for kind in REGULAR]
    assert [one and one.key for one in found] == ["day-2026-03-08", "2026-W10", None, "year-2025-03"]
    assert ended(Kind.YEARLY, monday, month=4) == year_from(2024, 4)
    assert year_from(2023, 3).ends == date(2024, 2, 29)
    with pytest.raises(ValueError):
        between(monday, monday - timedelta(days=1))
    assert term_of(monday, monday).span == "Mar 9, 2026"

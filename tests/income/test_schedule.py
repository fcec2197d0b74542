"""On which days a pledge expects something."""

from datetime import date, timedelta

import pytest

from funding.income.models import Pledge
from funding.income.schedule import Pause, expected_days
from tenancy.keys import uuid7

FAR = date(2030, 1, 1)


def days(every, starts, *, until=FAR, ends=None, pauses=()):
    return list(
        expected_days(Pledge(community_id=uuid7(), every=every, starts=starts, ends=ends), until=until, pauses=pauses)
    )


def test_what_begins_on_the_31st_comes_on_the_last_day_of_shorter_months_and_on_the_31st_again():
    assert days("month", date(2026, 1, 31), until=date(2026, 5, 31)) == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31),
    ]  # fmt: skip


def test_a_year_that_begins_on_a_leap_day_comes_on_the_28th_until_the_next_leap_year():
    assert days("year", date(2024, 2, 29), until=date(2028, 3, 1)) == [
        date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29),
    ]  # fmt: skip


@pytest.mark.parametrize(("every", "count"), [("once", 1), ("month", 12), ("quarter", 4), ("year", 1)])
def test_a_year_has_so_many(every, count):
    assert len(days(every, date(2026, 1, 15), until=date(2026, 12, 31))) == count


def test_its_last_day_is_in_it_and_the_day_after_is_not():
    assert days("month", date(2026, 1, 10), ends=date(2026, 3, 10))[-1] == date(2026, 3, 10)
    assert days("month", date(2026, 1, 10), ends=date(2026, 3, 9))[-1] == date(2026, 2, 10)


def test_nothing_is_expected_in_a_pause_and_the_day_it_ends_counts():
    pauses = [Pause(date(2026, 2, 10), date(2026, 4, 10)), Pause(date(2026, 6, 1), None)]
    found = days("month", date(2026, 1, 10), until=date(2026, 12, 31), pauses=pauses)
    assert found == [date(2026, 1, 10), date(2026, 4, 10), date(2026, 5, 10)]


def test_a_pledge_without_an_end_stops_within_the_years_that_exist():
    assert days("year", date(9000, 1, 1), until=date.max)[-1] == date(9999, 1, 1)


def test_every_step_is_a_month_apart_through_a_change_of_clocks():
    found = days("month", date(2026, 3, 29), until=date(2026, 10, 25) + timedelta(days=31))
    assert [one.day for one in found] == [29, 29, 29, 29, 29, 29, 29, 29]

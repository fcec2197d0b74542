"""How a plan is spread, what of it is due by a day, and where it will end: exact, to the minor unit."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.budgets.forecast import Forecast, a_year_before, due_by, forecast, last_day, month_starts, spread

STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)


def test_months_go_on_over_a_new_year():
    assert month_starts(date(2026, 11, 1), date(2027, 2, 28)) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1),
    ]  # fmt: skip
    assert (last_day(date(2028, 2, 3)), a_year_before(date(2028, 2, 29))) == (date(2028, 2, 29), date(2027, 2, 1))


def test_an_even_share_goes_by_the_days_of_each_month_and_loses_nothing():
    plan = spread(36500, None, STARTS, ENDS)
    assert plan[:4] == [3100, 2800, 3100, 3000]
    assert sum(spread(100, None, STARTS, ENDS)) == 100


def test_a_profile_of_its_own_is_kept():
    assert spread(300, [300, *[0] * 11], STARTS, ENDS) == [300, *[0] * 11]


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2025, 12, 31), 0), (date(2026, 1, 1), 10), (date(2026, 1, 31), 310), (date(2026, 2, 14), 310 + 140),
        (date(2026, 12, 31), 590), (date(2027, 5, 1), 590),
    ],
)  # fmt: skip
def test_what_is_due_by_a_day_is_whole_months_and_a_share_of_its_own(day, due):
    assert due_by(day, [310, 280, *[0] * 10], STARTS) == due


def test_it_ends_with_what_is_there_and_what_the_plan_says_of_the_rest():
    """60 were used and 10 are held in 73 of 365 days; the plan says 292 for the rest, the pace 60 in 73 days, 240 in 292."""
    plan = spread(365, None, STARTS, ENDS)
    at = {"plan": plan, "starts": STARTS, "ends": ENDS, "today": date(2026, 3, 14)}
    rest = 365 - due_by(date(2026, 3, 14), plan, STARTS)
    assert rest == 292
    assert forecast(actual=60, committed=10, **at) == Forecast(expected=362, low=310, high=362)
    assert forecast(actual=100, committed=0, **at) == Forecast(expected=392, low=392, high=500)


def test_there_is_no_range_before_the_first_day_and_after_the_last():
    plan = spread(365, None, STARTS, ENDS)
    of = {"plan": plan, "starts": STARTS, "ends": ENDS}
    assert forecast(actual=0, committed=0, today=date(2025, 6, 1), **of) == Forecast(365, 365, 365)
    assert forecast(actual=300, committed=5, today=ENDS, **of) == Forecast(305, 305, 305)
    assert forecast(actual=300, committed=0, today=date(2027, 6, 1), **of) == Forecast(300, 300, 300)


@given(st.integers(1, 2**62), st.integers(0, 400), st.integers(-(2**40), 2**62))
def test_what_is_due_only_grows_and_the_range_holds_what_is_expected(amount, days, actual):
    plan, today = spread(amount, None, STARTS, ENDS), STARTS + timedelta(days)
    assert 0 <= due_by(today, plan, STARTS) <= due_by(today + timedelta(1), plan, STARTS) <= amount
    found = forecast(plan=plan, actual=actual, committed=0, starts=STARTS, ends=ENDS, today=today)
    assert found.low <= found.expected <= found.high
    assert found.expected == actual + amount - due_by(today, plan, STARTS)

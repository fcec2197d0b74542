"""What the statements add up equals a plain sum over every transfer, on any day."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.models import Transfer
from funding.posting import Move, post
from funding.register import AccountRegister
from funding.reports.catalogue import STATEMENTS
from funding.reports.periods import Span, year_before
from funding.reports.register import PeriodRegister
from funding.reports.statements import Told
from funding.reports.sums import Sums, sums_through
from funding.sealing import seal
from tenancy.scope import in_community
from tests.factories import a_community
from tests.funding.factories import a_fund, a_posting, an_account

pytestmark = pytest.mark.django_db
FIRST = date(2023, 12, 1)
DAYS = st.integers(0, 900).map(lambda n: FIRST + timedelta(days=n))
KINDS = ("asset", "asset", "liability", "income", "expense", "equity")


@st.composite
def happenings(draw):
    """Days, two accounts and an amount each; how many of them are sealed is drawn too."""
    one = st.tuples(DAYS, st.permutations(range(6)), st.integers(1, 10**12), st.sampled_from(["posted", "held"]))
    listed = draw(st.lists(one, max_size=25))
    return listed, draw(st.integers(0, len(listed)))


def by_hand(day):
    """Debits and credits of each account up to a day's end."""
    found = defaultdict(lambda: [0, 0])
    for transfer in Transfer.objects.filter(state="posted", entry__effective_on__lte=day):
        found[transfer.debit_id][0] += transfer.amount
        found[transfer.credit_id][1] += transfer.amount
    return {key: Sums(*sums) for key, sums in found.items()}


def told(sums):
    return {key: found for key, found in sums.items() if found != (0, 0)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=happenings(), days=st.lists(DAYS, min_size=1, max_size=4))
def test_the_sums_of_any_day_are_those_of_every_transfer_up_to_it(happened, days):
    listed, sealed = happened
    south, north = a_community(), a_community()
    for place in (south, north):
        with in_community(place.pk):
            fund, other = a_fund(), a_fund()
            for where in (fund, other):
                accounts = [an_account(where, kind=kind) for kind in KINDS]
                for on, order, amount, state in listed if place == north else listed[:3]:
                    post(a_posting(Move(accounts[order[0]], accounts[order[1]], amount, state), on=on))
            seal(sealed) if sealed else None
    with in_community(north.pk):
        assert [told(found) for found in sums_through(days)] == [by_hand(day) for day in days]
        for one in accounts[:2]:
            mine = [{key: sums for key, sums in by_hand(day).items() if key == one.pk} for day in days]
            assert [told(found) for found in sums_through(days, account=one.pk)] == mine
        span = Span(min(days), max(days))
        for kept in STATEMENTS.values():
            for compare in (True, False):
                kept.tell(Told(own="EUR", span=span, compare=compare))
        lines = list(PeriodRegister(accounts[0], span, kept=True))
        course = PeriodRegister(accounts[0], span, kept=True).course()
        assert [line.entry.pk for line in lines] == [
            line.entry.pk
            for line in sorted(
                (one for one in AccountRegister(accounts[0], kept=True) if span.first <= one.entry.effective_on <= span.last),
                key=lambda one: one.entry.effective_on, reverse=True,
            )
        ]  # fmt: skip
        balance = course.opening
        for line in reversed(lines):
            balance += line.came_in - line.went_out
            assert line.balance == balance
        assert balance == course.closing == course.opening + course.came_in - course.went_out
        assert len(lines) == PeriodRegister(accounts[0], span, kept=True).count()


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 28), date(2023, 2, 28)),
        (date(2025, 6, 30), date(2024, 6, 30)),
        (date(2025, 6, 3), date(2024, 6, 3)),
    ],
)
def test_a_year_before_a_months_last_day_is_that_months_last_day(day, before):
    assert year_before(day) == before


def test_a_statement_asks_as_much_for_thirty_funds_as_for_one():
    north = a_community()
    span = Span(date(2026, 1, 1), date(2026, 3, 14))
    with in_community(north.pk):
        for count in (1, 29):
            for _ in range(count):
                fund = a_fund()
                bank, income = an_account(fund), an_account(fund, kind="income")
                post(a_posting(Move(bank, income, 100), on=date(2026, 2, 3)))
            seal(7)
            for statement, kept in product(STATEMENTS.values(), (True, False)):
                with CaptureQueriesContext(connection) as queries:
                    statement.tell(Told(own="EUR", span=span, kept=kept))
                assert len(queries) == (2 if kept else 3)

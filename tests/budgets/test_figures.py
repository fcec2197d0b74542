"""A plan beside what was posted and promised: each transfer counts on one line, to the cent."""

from datetime import date

import pytest

from funding.actions import capture_hold, reverse_entry
from funding.budgets.actions import Row, adopt_version, propose_draft, start_draft, write_lines
from funding.budgets.figures import figures_of, sides
from funding.budgets.queries import totals
from funding.models import Entry
from funding.sealing import seal
from funding.usual import open_accounts
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.budgets.factories import a_budget, a_version, an_adopted, promised, spent, the_fund, the_line
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_person
from tests.funding.factories import a_fund, a_grant

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)


@pytest.fixture
def north():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        spent(5000)
        promised(600)
        an_adopted(a_budget(name="Theirs"), people=7777)
    with in_community(north.pk):
        yield north


def figures(version, today=TODAY):
    found = figures_of(version.budget, version, today=today)
    return {(one.line.usual, one.fund.name if one.fund else ""): one for one in found}


def test_actuals_are_what_was_posted_in_the_months_of_the_budget_sealed_or_not(north):
    version = a_version(a_budget(), people=3650, grants=5000)
    spent(300, on=date(2026, 1, 1))
    spent(20, on=date(2026, 12, 31))
    spent(7000, on=date(2025, 12, 31))
    spent(7000, on=date(2027, 1, 1))
    wrong = spent(5, on=date(2026, 2, 1))
    seal()
    reverse_entry(wrong, id=uuid7(), on=date(2026, 2, 2))
    spent(100, on=date(2026, 6, 30))
    a_grant(amount=4000, on=date(2026, 5, 1))
    found = figures(version)
    people, grants = found["people", ""], found["grants", ""]
    assert (people.actual, people.committed, people.free, people.percent) == (420, 0, 3230, 11)
    assert (people.months[0], people.months[1], people.months[5], people.months[11]) == (300, 0, 100, 20)
    assert (grants.actual, grants.free, grants.percent) == (4000, 1000, 80)
    assert people.due == 1810  # 181 days at 10
    assert people.forecast.expected == 420 + 3650 - 1810


def test_what_is_promised_counts_while_the_budget_runs_and_once(north):
    version = a_version(a_budget(), people=1000)
    promised(150)
    one = figures(version)["people", ""]
    assert (one.actual, one.committed, one.free, one.percent) == (0, 150, 850, 15)
    assert figures(version, date(2027, 1, 1))["people", ""].committed == 0
    seal()
    assert figures(version)["people", ""].committed == 150


def test_a_promise_that_is_paid_is_no_longer_promised(north):
    version = a_version(a_budget(), people=1000)
    promised(150)
    hold = Entry.objects.latest("id")
    capture_hold(hold, id=uuid7(), on=date(2026, 3, 2))
    one = figures(version)["people", ""]
    assert (one.actual, one.committed) == (150, 0)


def test_a_fund_with_a_line_of_its_own_counts_there_and_nowhere_else(north):
    trips, general = a_fund("Trips"), the_fund()
    open_accounts(trips, "EUR")
    budget, by = a_budget(), a_keyholder(north)
    draft = start_draft(budget, scenario="x", by=by)
    write_lines(draft, [Row(the_line(), 1000), Row(the_line(), 500, trips), Row(the_line("food"), 100, trips)])
    version = propose_draft(draft)
    spent(70, fund=trips)
    spent(200, fund=general)
    promised(5, fund=trips)
    spent(30, usual="food", fund=general)
    found = figures(version)
    assert {key: (one.actual, one.committed) for key, one in found.items()} == {
        ("people", ""): (200, 0), ("people", "Trips"): (70, 5), ("food", "Trips"): (0, 0), ("food", ""): (30, 0),
    }  # fmt: skip
    assert (found["food", ""].is_planned, found["food", ""].free) == (False, -30)
    assert found["people", ""].funds == {general.pk: 200}
    [expenses] = sides(found.values())
    assert (expenses.planned, expenses.actual, expenses.committed) == (1600, 300, 5)
    assert sum(expenses.by_month("plan")) == 1600


def test_a_budget_of_one_fund_sees_that_fund_alone(north):
    trips = a_fund("Trips")
    open_accounts(trips, "EUR")
    version = a_version(a_budget(fund=trips), people=100)
    spent(70, fund=trips)
    spent(200)
    assert figures(version)["people", ""].actual == 70


def test_what_learners_do_with_their_own_funds_stands_in_no_budget(north):
    own = a_fund("Kit’s", is_restricted=True, purpose="Kit’s choice", person=a_person("kit"))
    open_accounts(own, "EUR")
    version = an_adopted(people=100)
    spent(70, fund=own)
    promised(20, fund=own)
    assert figures(version)["people", ""].used == 0
    assert totals(TODAY)[0].expense.used == 0


def test_the_sums_of_all_budgets_are_those_of_their_lines(north):
    trips = a_fund("Trips")
    open_accounts(trips, "EUR")
    whole = an_adopted(a_budget(name="All"), people=1000, grants=900)
    an_adopted(a_budget(fund=trips, name="Trips"), food=50)
    a_version(a_budget(name="Next", starts=date(2027, 1, 1), ends=date(2027, 12, 1)))
    later = a_version(whole.budget, people=1100)
    adopt_version(later, by=a_keyholder(north).person, reason="More.")
    spent(70)
    seal()
    spent(30, usual="food", fund=trips)
    promised(11)
    a_grant(amount=800)
    found = {one.name: (one.income, one.expense) for one in totals(TODAY)}
    assert {name: (i.planned, i.actual, e.planned, e.actual, e.committed) for name, (i, e) in found.items()} == {
        "All": (0, 800, 1100, 100, 11), "Trips": (0, 0, 50, 30, 0),
    }  # fmt: skip
    assert [one.name for one in totals(date(2027, 2, 1), running=True)] == []

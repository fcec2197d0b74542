"""Scenarios are written and changed freely; what was proposed never changes again."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from funding.budgets.actions import (
    Row,
    open_budget,
    propose_draft,
    remove_draft,
    set_months,
    start_draft,
    write_lines,
)
from funding.budgets.models import Adoption, Draft, Version, VersionLine
from funding.models import ChartLine, Fund
from funding.sealing import seal
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.budgets.factories import a_budget, a_draft, a_version, an_adopted, spent, the_line
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_person
from tests.funding.factories import a_fund, a_grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        spent(5000, on=date(2025, 3, 1))
        an_adopted(a_budget(name="Theirs"), people=7777)
    with in_community(north.pk):
        yield north


def amounts(plan):
    return {one.line.usual: one.amount for one in plan.lines.select_related("line")}


def test_a_budget_is_of_whole_months_and_one_a_fund_and_start(north):
    budget = a_budget(starts=date(2026, 1, 9), ends=date(2026, 6, 2))
    assert (budget.starts, budget.ends) == (date(2026, 1, 1), date(2026, 6, 30))
    for given, why in [
        ({"name": budget.name, "starts": date(2027, 1, 1), "ends": date(2027, 3, 1)}, "of this name"),
        ({"starts": date(2026, 1, 20)}, "from that month on"),
        ({"starts": date(2028, 1, 1)}, "ends before it starts"),
        ({"starts": date(2000, 1, 1)}, "five years at most"),
    ]:
        with pytest.raises(Refused, match=why):
            a_budget(**given)
    assert a_budget(fund=a_fund("Trips")).fund.name == "Trips"


def test_nobody_plans_what_a_learners_own_fund_is_used_for(north):
    own = a_fund("Kit’s", is_restricted=True, purpose="Kit’s choice", person=a_person("kit"))
    with pytest.raises(Refused, match="the learner chooses"):
        a_budget(fund=own)
    with pytest.raises(Refused, match="of that fund alone"):
        write_lines(a_draft(a_budget()), [Row(the_line(), 100, own)])


def test_a_scenario_begins_with_what_the_same_months_came_to_a_year_before(north):
    spent(1000, on=date(2025, 3, 5))
    seal()
    spent(500, on=date(2025, 11, 5))  # not sealed yet
    spent(9999, on=date(2026, 3, 5))
    a_grant(amount=4000, on=date(2025, 1, 1))
    budget, by = a_budget(), a_keyholder(north)
    draft = start_draft(budget, scenario="as before", by=by, last_year=True, percent=5)
    assert amounts(draft) == {"people": 1575, "grants": 4200}
    assert draft.lines.get(line=the_line()).months is None
    draft = start_draft(budget, scenario="as before, by month", by=by, last_year=True, by_month=True, percent=-50)
    line = draft.lines.get(line=the_line())
    assert (line.months, line.amount) == ([0, 0, 500, 0, 0, 0, 0, 0, 0, 0, 250, 0], 750)


def test_a_scenario_begins_as_a_copy_and_then_goes_its_own_way(north):
    budget, by = a_budget(), a_keyholder(north)
    version = a_version(budget, people=1000, food=33)
    draft = start_draft(budget, scenario="hoped for", by=by, like=version, percent=10)
    assert (amounts(draft), draft.copied_from) == ({"people": 1100, "food": 36}, version)
    other = start_draft(budget, scenario="careful", by=by, like=draft)
    write_lines(draft, [Row(the_line(), 5)], words="Less of all")
    assert (amounts(draft), amounts(other), amounts(version)) == (
        {"people": 5}, {"people": 1100, "food": 36}, {"people": 1000, "food": 33},
    )  # fmt: skip
    with pytest.raises(Refused, match="A scenario of this name"):
        start_draft(budget, scenario="careful", by=by)


def test_months_add_up_to_the_amount_and_follow_it(north):
    draft = a_draft(a_budget(), people=1200)
    line = draft.lines.get()
    set_months(line, months=[100, 300, *[0] * 10])
    assert draft.lines.get().amount == 400
    write_lines(draft, [Row(the_line(), 800)])
    assert draft.lines.get().months == [200, 600, *[0] * 10]
    line = set_months(draft.lines.get(), months=None)
    assert (line.amount, draft.lines.get().months) == (800, None)
    for wrong in ([1] * 11, [-1, *[1] * 11], [0] * 12, [2**62] * 12):
        with pytest.raises(Refused):
            set_months(line, months=wrong)


@pytest.mark.parametrize("amount", [0, -5, 2**63])
def test_an_amount_out_of_range_is_refused(north, amount):
    with pytest.raises(Refused):
        write_lines(a_draft(a_budget()), [Row(the_line(), amount)])


def test_only_income_and_expenses_are_planned_and_each_once(north):
    draft = a_draft(a_budget())
    with pytest.raises(Refused, match="Only income and expenses"):
        write_lines(draft, [Row(the_line("bank"), 100)])
    with pytest.raises(Refused, match="stands twice"):
        write_lines(draft, [Row(the_line(), 100), Row(the_line(), 200)])
    write_lines(draft, [Row(the_line(), 100), Row(the_line(), 200, a_fund("Trips"))])
    assert draft.lines.count() == 2


def test_what_is_proposed_is_numbered_and_the_draft_is_gone(north):
    budget = a_budget()
    first, second = a_version(budget), a_version(budget, people=5)
    assert (first.number, second.number, Draft.objects.count()) == (1, 2, 0)
    draft = a_draft(budget)
    with pytest.raises(Refused, match="Nothing is planned"):
        propose_draft(draft)
    remove_draft(draft)
    for again in (propose_draft, remove_draft):
        with pytest.raises(Refused, match="proposed already"):
            again(draft)


def test_the_database_lets_nobody_change_or_take_away_what_was_proposed_or_adopted(north):
    version = an_adopted()
    for rows, changed in [
        (VersionLine.objects.filter(version=version), {"amount": 1}),
        (Version.objects.filter(pk=version.pk), {"words": "Other"}),
        (Adoption.objects.filter(version=version), {"since": date(2020, 1, 1)}),
    ]:
        for act in (
            lambda rows=rows, changed=changed: rows.update(**changed),
            lambda rows=rows: rows._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()


def test_the_database_refuses_a_line_of_another_community_or_kind(north):
    with in_community(a_community("east").pk):
        foreign, theirs = the_line(), Fund.objects.get()
    with in_community(north.pk):
        draft = a_draft(a_budget())
        given = {"draft": draft, "amount": 5}
        for wrong in [
            {"line": foreign, "kind": "expense"},
            {"line": the_line(), "kind": "expense", "fund": theirs},
            {"line": the_line(), "kind": "income"},
            {"line": the_line("bank"), "kind": "asset"},
        ]:
            with pytest.raises(IntegrityError), transaction.atomic():
                draft.lines.create(**given, **wrong)


def test_every_line_of_a_usual_chart_can_be_planned_or_is_none_of_a_flow(north):
    assert set(ChartLine.objects.values_list("kind", flat=True)) >= {"income", "expense", "asset"}
    assert open_budget(name="x", currency="EUR", starts=date(2027, 1, 1), ends=date(2027, 1, 1)).ends.day == 31

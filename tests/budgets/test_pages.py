"""The pages of budgets: what they say, who may do what on them, and how much they ask the database."""

import csv
from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from funding.budgets.models import Budget, Draft
from funding.budgets.queries import adoption_in_force
from funding.open_books import OPEN_BOOKS
from funding.sealing import seal
from tenancy.scope import in_community
from tests.budgets.factories import a_budget, a_draft, a_version, an_adopted, promised, spent, the_line
from tests.communities.factories import a_browser, a_keyholder, queries, text_of
from tests.factories import a_community, a_member
from tests.funding.factories import a_fund, a_line
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
LIST = "/c/north/money/budgets/"


@pytest.fixture
def town():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        theirs = an_adopted(a_budget(name="Theirs"), people=7777)
    today = timezone.localdate()
    with in_community(north.pk):
        budget = a_budget(name="The year", starts=today.replace(month=1), ends=today.replace(month=12))
        version = an_adopted(budget, people=100000, food=500, grants=200000)
        spent(45000, on=today)
        spent(480, on=today, usual="food")
        promised(5000, on=today)
    return SimpleNamespace(
        north=north, budget=budget, version=version, theirs=theirs, keeper=a_browser(a_keyholder(north)), today=today
    )


def page(town, path="", **more):
    return text_of(town.keeper.get(f"{LIST}{path}", **more))


def test_the_list_shows_how_far_each_is_and_teaches_when_there_is_none(town):
    with in_community(town.north.pk):
        a_budget(name="The next", starts=date(2040, 1, 1), ends=date(2040, 12, 1))
    said = page(town)
    assert "The year €504.80 of €1,005.00" in said
    assert "The next" in said
    assert "Theirs" not in said
    empty = a_browser(a_keyholder(a_community("east"))).get("/c/east/money/budgets/")
    assert "No budget has been prepared" in text_of(empty)
    assert "Budgets" in text_of(town.keeper.get("/c/north/money/"))


def test_a_budget_shows_each_line_the_decision_behind_it_and_what_runs_out(town):
    with in_community(town.north.pk):
        spent(70, on=town.today, usual="transport")
    said = page(town, f"{town.budget.pk}/")
    assert "Food : €4.80 of €5.00 is used or promised, 96 %." in said
    assert "Transport : €0.70 was used or promised, and nobody had planned it." in said
    assert "People €1,000.00" in said
    assert "Adopted the budget The year, version 1" in said
    assert "How this is reckoned" in said
    line = page(town, f"{town.budget.pk}/lines/{the_line_of(town, 'people')}/")
    assert "People: €500.00 of €1,000.00" in line
    assert "General fund" in line


def the_line_of(town, usual):
    with in_community(town.north.pk):
        return the_line(usual).pk


def test_a_line_leads_to_the_entries_it_is_made_of(town):
    path = f"{LIST}{town.budget.pk}/lines/{the_line_of(town, 'food')}/"
    body = town.keeper.get(path).content.decode()
    start = body.index("/c/north/money/entries/?account=")
    entries = text_of(town.keeper.get(body[start : body.index('"', start)].replace("&amp;", "&")))
    assert "€4.80" in entries
    assert "€450.00" not in entries


def test_it_is_taken_away_as_a_table(town):
    answer = town.keeper.get(f"{LIST}{town.budget.pk}.csv")
    lines = {line["Line"]: line for line in csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig")))}
    people = lines["People"]
    assert [people[name] for name in ("Planned", "Actual", "Committed", "Free", "Currency")] == [
        "1000.00", "450.00", "50.00", "500.00", "EUR",
    ]  # fmt: skip
    assert town.keeper.get(f"{LIST}{town.theirs.budget_id}.csv").status_code == 404


def test_a_budget_is_prepared_proposed_and_adopted_without_a_script(town):
    made = town.keeper.post(f"{LIST}new/", {"name": "Trips", "starts": "2040-02-10", "ends": "2040-03-01"})
    with in_community(town.north.pk):
        budget = Budget.objects.get(name="Trips")
    assert (made.url, budget.starts, budget.ends) == (
        f"{LIST}{budget.pk}/scenarios/new/", date(2040, 2, 1), date(2040, 3, 31),
    )  # fmt: skip
    assert "What the same months came to" in text_of(town.keeper.get(made.url))
    started = town.keeper.post(made.url, {"scenario": "careful", "source": "empty"})
    people, food = the_line_of(town, "people"), the_line_of(town, "food")
    assert "People: amount" in text_of(town.keeper.get(started.url))
    filled = {f"amount-{people}-": "1,200.50", f"note-{people}-": "Two guides", f"amount-{food}-": "0", "words": "Dry."}
    assert town.keeper.post(started.url, filled | {f"amount-{food}-": "x"}).status_code == 422
    assert town.keeper.post(started.url, filled | {"more-amount": "5"}).status_code == 422
    assert town.keeper.post(started.url, filled).url == started.url
    assert "€1,200.50 together" in text_of(town.keeper.get(started.url))
    with in_community(town.north.pk):
        draft = Draft.objects.get()
        line = draft.lines.get()
        trips = a_fund("Boats")
    assert (line.amount, line.note, draft.words) == (120050, "Two guides", "Dry.")
    months = f"{LIST}scenarios/{draft.pk}/lines/{line.pk}/"
    assert "February 2040" in text_of(town.keeper.get(months))
    assert town.keeper.post(months, {"m0": "100", "m1": ""}).status_code == 302
    more = {"more-line": str(food), "more-fund": str(trips.pk), "more-amount": "7", "more-note": ""}
    town.keeper.post(started.url, {f"amount-{people}-": "100.00", **more})
    with in_community(town.north.pk):
        assert [(one.amount, one.months, one.fund) for one in draft.lines.order_by("amount")] == [
            (700, None, trips), (10000, [10000, 0], None),
        ]  # fmt: skip
    asked = f"{LIST}scenarios/{draft.pk}/propose/"
    assert "Propose “careful”?" in text_of(town.keeper.get(asked))
    proposed = town.keeper.post(asked)
    assert "Version 1: careful" in text_of(town.keeper.get(proposed.url))
    assert town.keeper.get(asked).status_code == 404
    adopting = f"{proposed.url}adopt/"
    assert "Food · Boats – €7.00" in text_of(town.keeper.get(adopting))
    assert town.keeper.post(adopting, {"reason": ""}).status_code == 422
    assert town.keeper.post(adopting, {"reason": "We agreed."}).url == f"{LIST}{budget.pk}/"
    assert "This version is in force" in text_of(town.keeper.get(proposed.url))
    assert town.keeper.post(adopting, {"reason": "Again."}).status_code == 422


def test_even_shares_are_chosen_again_and_a_scenario_is_taken_away(town):
    with in_community(town.north.pk):
        draft = a_draft(town.budget, people=120)
        line = draft.lines.get()
    path = f"{LIST}scenarios/{draft.pk}/lines/{line.pk}/"
    months = {f"m{number}": "0.10" for number in range(12)}
    town.keeper.post(path, months)
    town.keeper.post(path, {**months, "even": "yes"})
    with in_community(town.north.pk):
        assert (draft.lines.get().amount, draft.lines.get().months) == (120, None)
    assert town.keeper.post(f"{LIST}scenarios/{draft.pk}/remove/").url == f"{LIST}{town.budget.pk}/"
    with in_community(town.north.pk):
        assert not Draft.objects.exists()


def test_scenarios_stand_side_by_side(town):
    with in_community(town.north.pk):
        careful = a_draft(town.budget, "careful", people=70000, transport=5)
        hoped = a_version(town.budget, "hoped for", people=130000)
    said = page(town, f"{town.budget.pk}/compare/")
    assert "People €1,000.00 €700.00 €1,300.00" in said
    assert "Together €1,005.00 €700.05 €1,300.00" in said
    assert "People €700.00 €1,300.00" in page(town, f"{town.budget.pk}/compare/?of={careful.pk}&of={hoped.pk}&of=x")


def test_a_version_shows_what_it_would_change(town):
    with in_community(town.north.pk):
        version = a_version(town.budget, "hoped for", people=130000, grants=200000, food=500)
    said = page(town, f"versions/{version.pk}/")
    assert "What would change Line In force Then People €1,000.00 €1,300.00 " in said
    assert "Food €5.00 €" not in said


def test_where_the_community_votes_the_way_leads_to_a_proposal(town):
    ann = a_member(town.north, "ann")
    a_rule(town.north, "budget")
    with in_community(town.north.pk):
        version = a_version(town.budget, "hoped for", people=130000)
    form = f"/c/north/decisions/proposals/new/adopt_budget/?version={version.pk}"
    assert a_browser(ann).get(f"{LIST}versions/{version.pk}/adopt/").url == form
    assert "Propose to adopt it" in text_of(a_browser(ann).get(f"{LIST}versions/{version.pk}/"))
    assert "The year: Version 2: hoped for" in text_of(a_browser(ann).get(form))
    given = {"version": str(version.pk), "title": "", "body": "Yes."}
    assert a_browser(ann).post(form, given).status_code == 302
    with in_community(town.north.pk):
        assert adoption_in_force(town.budget).version == town.version


@pytest.mark.parametrize(
    ("role", "reads", "prepares"),
    [("administrator", 200, 200), ("teacher", 200, 403), ("member", 200, 403), ("learner", 403, 403)],
)
def test_who_may_read_and_who_may_prepare(town, role, reads, prepares):
    with in_community(town.north.pk):
        draft, version = a_draft(town.budget, people=5), a_version(town.budget, people=6)
    browser = a_browser(a_member(town.north, "ann", role))
    for path in ("", f"{town.budget.pk}/", f"{town.budget.pk}/compare/", f"versions/{version.pk}/"):
        assert browser.get(LIST + path).status_code == reads
    for path in (
        "new/",
        f"{town.budget.pk}/scenarios/new/",
        f"scenarios/{draft.pk}/",
        f"scenarios/{draft.pk}/propose/",
    ):
        assert browser.get(LIST + path).status_code == prepares
    adopting = 200 if role == "administrator" else 403
    assert browser.get(f"{LIST}versions/{version.pk}/adopt/").status_code == adopting
    if prepares == 403:
        assert "Write a scenario" not in text_of(browser.get(f"{LIST}{town.budget.pk}/"))


def test_what_is_of_another_community_is_not_found(town):
    other = a_browser(a_keyholder(a_community("east")))
    for path in (f"{town.budget.pk}/", f"versions/{town.version.pk}/", f"{town.budget.pk}/compare/"):
        assert town.keeper.get(LIST + path).status_code == 200
        assert other.get(f"/c/east/money/budgets/{path}").status_code == 404
        assert other.get(LIST + path).status_code == 404


def test_the_home_of_an_administrator_shows_budget_against_actual(town):
    assert "Budget against actual" in text_of(town.keeper.get("/c/north/"))
    assert "Budget against actual" not in text_of(a_browser(a_member(town.north, "tea", "teacher")).get("/c/north/"))


@pytest.mark.parametrize("path", ["", "{budget}/", "{budget}/compare/", "scenarios/{draft}/", "versions/{version}/"])
def test_a_page_asks_as_much_for_thirty_lines_as_for_one(path):
    north = a_community("north")
    browser, counts, today = a_browser(a_keyholder(north)), [], timezone.localdate()
    with in_community(north.pk):
        budget = a_budget(name="One", starts=today.replace(month=1), ends=today.replace(month=12))
        an_adopted(budget, people=100)
        spent(50, on=today)
        known = {"budget": budget.pk, "draft": a_draft(budget, people=5).pk, "version": a_version(budget).pk}
    counts.append(queries(browser, LIST + path.format(**known)))
    with in_community(north.pk):
        lines = [a_line("expense", usual=f"u{number}") for number in range(29)]
        many = {line.usual: 1000 for line in lines}
        for number in range(3):
            an_adopted(a_budget(name=f"b{number}", starts=date(2040 + number, 1, 1), ends=date(2040 + number, 12, 1)))
        an_adopted(budget, **many, people=7)
        known |= {"draft": a_draft(budget, "big", **many).pk, "version": a_version(budget, **many).pk}
        for number in range(29):
            spent(1 + number, on=today)
            promised(2, on=today)
        seal(20)
    counts.append(queries(browser, LIST + path.format(**known)))
    assert counts[0] == counts[1]
    assert counts[1] <= 16


def test_open_books_say_what_is_planned_and_used_and_lead_nowhere_that_is_closed(town):
    with in_community(town.north.pk):
        request = RequestFactory().get("/c/north/open-books/")
        request.access = SimpleNamespace(community=town.north)
        panel = next(one for one in OPEN_BOOKS if one.key == "budgets")
        shown = panel.context(request)
        page = render_to_string(panel.template, {"panel": shown}, request)
    said = text_of(SimpleNamespace(content=page.encode()))
    assert "People €1,000.00 €450.00 50 %" in said
    assert "by decision 2." in said
    assert "Theirs" not in said
    assert "href" not in page


def test_it_is_taken_away_as_a_workbook(town):
    answer = town.keeper.get(f"{LIST}{town.budget.pk}.csv?format=xlsx")
    assert (answer.status_code, b"".join(answer)[:2]) == (200, b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="budget.xlsx"'

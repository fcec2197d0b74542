"""Programs do with budgets what the pages do, through the same actions."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from funding.budgets.queries import adoption_in_force
from tenancy.scope import in_community
from tests.budgets.factories import a_budget, a_draft, a_version, an_adopted, promised, spent, the_line
from tests.communities.factories import a_keyholder, an_api
from tests.factories import a_community, a_member
from tests.funding.factories import a_fund
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
API = "/api/v1/c/north/money/budgets/"


@pytest.fixture
def town():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        theirs = an_adopted(a_budget(name="Theirs"), people=7777)
    today = timezone.localdate()
    with in_community(north.pk):
        budget = a_budget(name="The year", starts=today.replace(month=1), ends=today.replace(month=12))
        version = an_adopted(budget, people=1000)
        spent(300, on=today)
        promised(20, on=today)
        people, food = the_line().pk, the_line("food").pk
    return SimpleNamespace(
        north=north, budget=budget, version=version, theirs=theirs, api=an_api(a_keyholder(north)), people=str(people),
        food=str(food), today=today,
    )  # fmt: skip


def send(town, method, path, body=None, status=200):
    answer = getattr(town.api, method)(f"{API}{path}", body, format="json")
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def test_budgets_are_listed_with_their_sums(town):
    [one] = send(town, "get", "")["results"]
    sums = {"planned": 1000, "actual": 300, "committed": 20, "free": 680}
    assert (one["name"], one["fund"], one["expense"]) == ("The year", None, sums)


def test_one_is_read_line_by_line(town):
    whole = send(town, "get", f"{town.budget.pk}/")
    [one] = whole["figures"]
    assert (whole["version"], whole["decision"]) == (1, 2)
    assert {name: one[name] for name in ("line", "planned", "actual", "committed", "free", "percent")} == {
        "line": town.people, "planned": 1000, "actual": 300, "committed": 20, "free": 680, "percent": 32,
    }  # fmt: skip
    assert one["forecast"]["low"] <= one["forecast"]["expected"] <= one["forecast"]["high"]


def test_a_budget_is_prepared_proposed_and_adopted(town):
    made = send(town, "post", "", {"name": "Next", "starts": "2040-01-05", "ends": "2040-02-05"}, 201)
    assert (made["starts"], made["ends"], made["currency"], made["expense"]) == (
        "2040-01-01", "2040-02-29", "EUR", None,
    )  # fmt: skip
    send(town, "post", "", {"name": "Next", "starts": "2041-01-05", "ends": "2041-02-05"}, 409)
    draft = send(town, "post", f"{made['id']}/scenarios/", {"scenario": "careful"}, 201)
    path = f"scenarios/{draft['id']}/"
    with in_community(town.north.pk):
        trips = str(a_fund("Trips").pk)
    lines = [
        {"line": town.people, "amount": 500, "months": [500, 0], "note": "Guides"},
        {"line": town.food, "amount": 90, "fund": trips},
    ]
    written = send(town, "put", path, {"lines": lines, "words": "Dry."})
    assert written["words"] == "Dry."
    assert {(one["line"], one["amount"], one["fund"]) for one in written["lines"]} == {
        (town.people, 500, None), (town.food, 90, trips),
    }  # fmt: skip
    version = send(town, "post", f"{path}proposed/", None, 201)
    assert (version["number"], len(version["lines"])) == (1, 2)
    send(town, "get", path, status=404)
    assert [one["number"] for one in send(town, "get", f"{made['id']}/versions/")["results"]] == [1]
    adoption = f"versions/{version['id']}/adoption/"
    assert send(town, "post", adoption, {"reason": "We agreed."}, 201) == {"decision": 3}
    send(town, "post", adoption, {"reason": "Again."}, 409)


def test_a_scenario_begins_with_a_copy(town):
    body = {"scenario": "more", "like_version": str(town.version.pk), "percent": 10}
    draft = send(town, "post", f"{town.budget.pk}/scenarios/", body, 201)
    assert [one["amount"] for one in draft["lines"]] == [1100]
    send(town, "post", f"{town.budget.pk}/scenarios/", {**body, "like_version": str(town.theirs.pk)}, 404)
    assert [one["scenario"] for one in send(town, "get", f"{town.budget.pk}/scenarios/")["results"]] == ["more"]
    send(town, "delete", f"scenarios/{draft['id']}/", status=204)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ({"amount": 0}, 400), ({"amount": 2**63}, 400), ({"months": [1, 2]}, 400), ({"fund": "theirs"}, 400),
        ({"line": "theirs"}, 400), ({"line": "bank"}, 409),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_refused(town, line, status):
    with in_community(town.north.pk):
        draft, bank = a_draft(town.budget), the_line("bank").pk
    theirs = {"fund": town.theirs.pk, "line": town.theirs.pk}
    given = {"line": town.people, "amount": 5, **line}
    named = {"theirs": theirs.get(next(iter(line))), "bank": bank}
    given = {name: str(named.get(str(value), value)) if name in theirs else value for name, value in given.items()}
    send(town, "put", f"scenarios/{draft.pk}/", {"lines": [given]}, status)


def test_nobody_adopts_alone_where_the_community_votes(town):
    a_rule(town.north, "budget")
    with in_community(town.north.pk):
        version = a_version(town.budget, people=5)
    send(town, "post", f"versions/{version.pk}/adoption/", {"reason": "I say so."}, 409)
    with in_community(town.north.pk):
        assert adoption_in_force(town.budget).version == town.version


def test_who_may_only_read_prepares_and_adopts_nothing(town):
    with in_community(town.north.pk):
        draft, version = a_draft(town.budget, people=5), a_version(town.budget, people=6)
    api = an_api(a_member(town.north, "tea", "teacher"))
    for method, path in [
        ("post", ""), ("post", f"{town.budget.pk}/scenarios/"), ("put", f"scenarios/{draft.pk}/"),
        ("delete", f"scenarios/{draft.pk}/"), ("post", f"scenarios/{draft.pk}/proposed/"),
        ("post", f"versions/{version.pk}/adoption/"),
    ]:  # fmt: skip
        answer = getattr(api, method)(f"{API}{path}", {"reason": "x"}, format="json")
        assert answer.status_code == 403, path
    for path in ("", f"{town.budget.pk}/", f"scenarios/{draft.pk}/", f"versions/{version.pk}/"):
        assert api.get(f"{API}{path}").status_code == 200
    assert an_api(a_member(town.north, "kit", "learner")).get(API).status_code == 403


def test_what_is_of_another_community_is_not_found(town):
    for path in (f"{town.theirs.budget_id}/", f"versions/{town.theirs.pk}/", f"{town.theirs.budget_id}/versions/"):
        send(town, "get", path, status=404)

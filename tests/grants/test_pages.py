"""The pages and endpoints of grants: who may do what on them, and how much they ask."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from funding.grants.actions import add_condition, expect_instalment, expect_report
from funding.grants.models import Condition, Due, Grant, Instalment, Report
from funding.models import Fund
from funding.open_books import OPEN_BOOKS
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, queries, text_of
from tests.factories import a_community, a_member
from tests.grants.factories import a_grant_of

pytestmark = pytest.mark.django_db
LIST, API = "/c/north/money/grants/", "/api/v1/c/north/money/awards/"


@pytest.fixture
def town():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        theirs = a_grant_of("Their boat")
    with in_community(north.pk):
        grant = a_grant_of("Garden")
    keeper = a_keyholder(north)
    return SimpleNamespace(north=north, grant=grant, theirs=theirs, keeper=a_browser(keeper), api=an_api(keeper))


def test_a_grant_is_written_down_and_followed_to_its_report(town):
    post = town.keeper.post
    assert "Euro (EUR)" in text_of(town.keeper.get(f"{LIST}new/"))
    form = {
        "id": str(uuid7()), "funder": "County", "name": "Boats", "purpose": "Two boats", "amount": "100",
        "awarded_on": "2026-01-10",
    }  # fmt: skip
    page = post(f"{LIST}new/", form).url
    assert post(f"{LIST}new/", {**form, "id": str(uuid7())}).status_code == 422
    assert post(f"{page}conditions/new/", {"text": "Life jackets"}).url == page
    assert post(f"{page}instalments/new/", {"due_on": "2026-02-01", "amount": "60"}).url == page
    assert post(f"{page}instalments/new/", {"due_on": "2026-02-01", "amount": "60"}).status_code == 422
    assert post(f"{page}reports/new/", {"due_on": "2026-06-01", "about": "Half"}).url == page
    with in_community(town.north.pk):
        condition, part, due = Condition.objects.get(), Instalment.objects.get(), Due.objects.get()
    assert post(f"{LIST}conditions/{condition.pk}/", {"met_on": "2026-03-01"}).status_code == 422
    assert post(f"{LIST}conditions/{condition.pk}/", {"met_on": "2026-03-01", "evidence": "Ten."}).url == page
    asked = text_of(town.keeper.get(f"{LIST}instalments/{part.pk}/"))
    assert "€60.00 are entered as grants received, in the bank of the fund “Boats”" in asked
    assert post(f"{LIST}instalments/{part.pk}/", {"id": str(uuid7()), "on": "2026-02-02"}).url == page
    assert "€60.00 came" in text_of(town.keeper.get(f"{LIST}dues/{due.pk}/"))
    assert post(f"{LIST}dues/{due.pk}/", {"text": "A draft."}).url == page
    assert post(f"{LIST}dues/{due.pk}/", {"text": "All of it.", "sent_on": "2026-06-01"}).url == page
    said = text_of(town.keeper.get(page))
    for words in ("Came €60.00", "came on Feb 2, 2026", "met on Mar 1, 2026", "version 1, sent on Jun 1, 2026"):
        assert words in said
    with in_community(town.north.pk):
        report = Report.objects.get()
    assert "All of it." in text_of(town.keeper.get(f"{LIST}reports/{report.pk}/"))
    listed = text_of(town.keeper.get(LIST))
    assert "Boats" in listed
    assert "Their boat" not in listed
    assert "Grants" in text_of(town.keeper.get("/c/north/money/"))


def test_an_empty_list_teaches(town):
    said = text_of(a_browser(a_keyholder(a_community("east"))).get("/c/east/money/grants/"))
    assert "No grant has been written down" in said


@pytest.mark.parametrize(
    ("role", "reads", "writes"), [("steward", 200, 200), ("teacher", 200, 403), ("learner", 403, 403)]
)
def test_who_may_read_and_who_may_write(town, role, reads, writes):
    browser = a_browser(a_member(town.north, "ann", role))
    for path in ("", f"{town.grant.pk}/"):
        assert browser.get(LIST + path).status_code == reads
    for path in ("new/", *(f"{town.grant.pk}/{what}/new/" for what in ("conditions", "instalments", "reports"))):
        assert browser.get(LIST + path).status_code == writes
    assert an_api(a_member(town.north, "bo", role)).get(API).status_code == reads
    if role == "teacher":
        answer = an_api(a_member(town.north, "cy", role)).post(API, {}, format="json")
        assert answer.status_code == 403


def test_what_is_of_another_community_is_not_found(town):
    assert town.keeper.get(f"{LIST}{town.theirs.pk}/").status_code == 404
    assert town.api.get(f"{API}{town.theirs.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["", "{pk}/"])
def test_a_page_asks_as_much_for_thirty_as_for_one(town, path):
    address, counts = LIST + path.format(pk=town.grant.pk), []
    for times in (1, 29):
        with in_community(town.north.pk):
            for number in range(times):
                a_grant_of()
                add_condition(town.grant, text=f"{times} {number}")
                expect_instalment(town.grant, due_on=date(2026, 2, 1), amount=5)
                expect_report(town.grant, due_on=date(2026, 2, 1), about=f"{times} {number}")
        counts.append(queries(town.keeper, address))
    assert counts[0] == counts[1]
    assert counts[1] <= 16


def test_open_books_name_a_funder_only_where_they_may(town):
    with in_community(town.north.pk):
        a_grant_of("Boats", funder="County", may_be_named=True)
        panel = next(one for one in OPEN_BOOKS if one.key == "grants")
        shown = render_to_string(panel.template, {"panel": panel.context(None)})
    assert [word in shown for word in ("Garden", "Boats", "County", "Rivers Foundation", "Their boat", "href")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_programs_do_the_same(town):
    def send(method, path, body=None, status=200):
        answer = getattr(town.api, method)(f"{API}{path}", body, format="json")
        assert answer.status_code == status, answer.content
        return answer.json()

    given = {"funder": "County", "name": "Boats", "purpose": "Two", "amount": 10000, "awarded_on": "2026-01-10"}
    made = send("post", "", given, 201)
    send("post", "", given, 409)
    path = f"{made['id']}/"
    condition = send("post", f"{path}conditions/", {"text": "Life jackets"}, 201)
    send("put", f"conditions/{condition['id']}/", {"met_on": "2026-03-01"}, 409)
    met = send("put", f"conditions/{condition['id']}/", {"met_on": "2026-03-01", "evidence": "Ten."})
    assert met["met_on"] == "2026-03-01"
    [part] = send("post", f"{path}instalments/", {"due_on": "2026-02-01", "amount": 6000}, 201)["instalments"]
    whole = send("post", f"instalments/{part['id']}/receipt/", {"on": "2026-02-02"}, 201)
    assert (whole["received"], whole["instalments"][0]["came"]) == (6000, True)
    send("post", f"instalments/{part['id']}/receipt/", {"on": "2026-02-02"}, 409)
    [due] = send("post", f"{path}reports/", {"due_on": "2026-06-01", "about": "Half"}, 201)["reports"]
    sent = send("post", f"reports/{due['id']}/sent/", {"sent_on": "2026-06-01"}, 201)
    assert (sent["number"], "Boats: Half" in sent["text"]) == (1, True)
    assert len(send("get", path)["reports"][0]["sent"]) == 1
    assert {one["name"] for one in send("get", "")["results"]} == {"Garden", "Boats"}


def test_of_300_grants_none_is_out_of_reach(town):
    with in_community(town.north.pk):
        fund = Fund.objects.bulk_create(Fund(name=f"Fund {n}", is_restricted=True, purpose="x") for n in range(300))
        Grant.objects.bulk_create(
            Grant(fund=one, funder="Rivers", amount=100, currency="EUR", awarded_on=date(2026, 1, 1)) for one in fund
        )
    seen, query = [], ""
    for _ in range(11):
        said = town.keeper.get(f"{LIST}{query}").content.decode()
        seen += re.findall(r'href="/c/north/money/grants/([0-9a-f-]{36})/"', said)
        query = (re.findall(r'rel="next" href="([^"]*)"', said) or [""])[0]
    assert (len(seen), len(set(seen)), query) == (301, 301, "")

"""Funds that end, and a learner's own: spent till their day, private, read by the learner wherever they are."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from communities.governance.models import Decision
from funding.actions import open_fund, open_learner_fund, record_expense, record_grant
from funding.models import Fund
from funding.own import own_funds
from funding.rules import may_direct
from funding.usual import usual_account
from learners.models import AccessLog
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_member, a_person
from tests.funding.factories import a_grant
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db
LAST = date(2026, 6, 30)


@pytest.fixture
def place(towns):
    """Bo has a fund in north, whose guardian is Ivy; Cleo one in south."""
    towns.bo, towns.cleo = a_member(towns.north, "bo", "learner"), a_member(towns.south, "cleo", "learner")
    a_guardianship(towns.north, "ivy", "bo")
    towns.tom = a_member(towns.north, "tom", "teacher")
    for town, member, name in ((towns.north, towns.bo, "Boats for Bo"), (towns.south, towns.cleo, "Cleo sings")):
        with in_community(town.pk):
            fund = open_learner_fund(member, name=name, currency="EUR", purpose="What they choose", id=uuid7())
            a_grant(fund, amount=5000, memo=f"To learn: {name}")
            setattr(towns, member.person.username + "s", fund)
    return towns


def spend(fund, amount=100, on=LAST, memo=""):
    account = usual_account("materials", fund=fund, currency="EUR")
    return record_expense(account=account, amount=amount, to_whom="Pia", on=on, id=uuid7(), memo=memo)


def test_nothing_is_spent_from_a_fund_after_its_last_day(client, place):
    form = {"id": str(uuid7()), "name": "Trips", "purpose": "The sea", "is_restricted": "on", "ends_on": str(LAST)}
    assert client.post("/c/north/money/funds/new/", form).status_code == 302
    with in_community(place.north.pk):
        trips = Fund.objects.get(pk=form["id"])
        record_grant(fund=trips, amount=900, currency="EUR", from_whom="Sea Trust", on=LAST, id=uuid7())
        spend(trips)
        with pytest.raises(Refused, match="could be spent until"):
            spend(trips, on=LAST + timedelta(1))
        spend(place.fund, on=LAST + timedelta(1))
    shown = text_of(client.get(f"/c/north/money/funds/{trips.pk}/"))
    assert "may be spent until" in shown
    assert ("This fund has ended" in shown) == (timezone.localdate() > LAST)


def test_only_a_restricted_fund_ends_and_the_page_says_how_soon(client, place):
    form = {"id": str(uuid7()), "name": "All", "purpose": "", "ends_on": str(LAST)}
    assert "Only a restricted fund ends." in text_of(client.post("/c/north/money/funds/new/", form))
    with in_community(place.north.pk):
        with pytest.raises(Refused, match="Only a restricted fund ends"):
            open_fund(name="All", currency="EUR", ends_on=LAST, id=uuid7())
        soon = timezone.localdate() + timedelta(10)
        fund = open_fund(name="Soon", currency="EUR", purpose="x", is_restricted=True, ends_on=soon, id=uuid7())
    assert "This fund ends in 10 days" in text_of(client.get(f"/c/north/money/funds/{fund.pk}/"))


def test_what_a_fund_is_for_changes_by_decision_alone(client, place):
    with in_community(place.north.pk):
        trips = open_fund(name="Trips", currency="EUR", purpose="The sea", is_restricted=True, ends_on=LAST, id=uuid7())
    page = f"/c/north/money/funds/{trips.pk}/change/"
    later = LAST + timedelta(90)
    form = {
        "fund": str(trips.pk),
        "purpose": "The sea and the hills",
        "ends_on": str(later),
        "body": "The giver agrees.",
    }
    assert client.post(page, form | {"body": ""}).status_code == 422
    assert client.post(page, form)["Location"] == f"/c/north/money/funds/{trips.pk}/"
    assert "This changes nothing." in text_of(client.post(page, form))
    with in_community(place.north.pk):
        trips.refresh_from_db()
        assert (trips.purpose, trips.ends_on) == ("The sea and the hills", later)
        assert Decision.objects.latest("number").changes[0]["what"] == "fund changed"
    assert client.get(f"/c/north/money/funds/{place.bos.pk}/change/").status_code == 404
    assert a_browser(place.tom).get(page).status_code == 403


def test_a_learners_own_fund_is_opened_once_for_a_learner(client, place):
    page = "/c/north/money/funds/learner/"
    dan = a_member(place.north, "dan", "learner")
    form = {"id": str(uuid7()), "member": str(dan.pk), "name": "Dan digs", "purpose": "What Dan chooses", "ends_on": ""}
    assert client.post(page, form)["Location"] == f"/c/north/money/funds/{form['id']}/"
    again = client.post(page, form | {"id": str(uuid7()), "name": "Dan more"})
    assert "This learner has a fund of their own already." in text_of(again)
    for other in (place.tom, place.cleo):
        assert client.post(page, form | {"id": str(uuid7()), "name": "x", "member": str(other.pk)}).status_code == 422
    with in_community(place.north.pk), pytest.raises(Refused, match="opened for a learner"):
        open_learner_fund(place.tom, name="x", currency="EUR", purpose="x", id=uuid7())
    api = "/api/v1/c/north/money/funds/learners/"
    eve = a_member(place.north, "eve", "learner")
    asked = {"member": str(eve.pk), "name": "Eve", "purpose": "What Eve chooses"}
    assert an_api(place.ann).post(api, asked, format="json").json()["person"] == str(eve.person_id)
    assert an_api(place.tom).post(api, asked, format="json").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "",
        "entries/",
        "entries.csv",
        "chart/",
        "funds/{fund}/",
        "accounts/{bank}/",
        "accounts/{bank}.csv",
        "entries/{entry}/",
    ],
)
def test_members_find_nothing_of_a_learners_fund_but_keepers_do(place, path):
    with in_community(place.north.pk):
        bank = usual_account("bank", fund=place.bos, currency="EUR")
        entry = bank.debits.get().entry_id
    path = "/c/north/money/" + path.format(fund=place.bos.pk, bank=bank.pk, entry=entry)
    said = [_said(a_browser(who).get(path)) for who in (place.tom, place.ann)]
    assert "Boats" not in said[0]
    if "chart" not in path:
        assert "Boats for Bo" in said[1]
    api = an_api(place.tom)
    for rows in ("funds/", "entries/", "accounts/"):
        found = api.get(f"/api/v1/c/north/money/{rows}").content.decode()
        assert str(place.bos.pk) not in found
        assert "Boats for Bo" not in found


def _said(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode() if answer.status_code == 200 else ""


def test_the_search_finds_it_for_keepers_alone(place):
    found = [text_of(a_browser(who).get("/c/north/search?q=Boats")) for who in (place.ann, place.tom)]
    assert ["To learn: Boats for Bo" in one for one in found] == [True, False]


def test_the_learner_reads_it_wherever_they_are_and_a_guardian_with_a_note(place):
    with in_community(place.north.pk):
        spend(place.bos, amount=1200, memo="A plane and a saw")
    shown = text_of(a_browser(place.bo).get("/me/fund/"))
    for said in ("Boats for Bo", "€38.00", "A plane and a saw", "-€12.00", "North"):
        assert said in shown.replace("−", "-"), said
    assert "Cleo sings" not in shown
    guardian = a_browser(a_person("ivy"))
    page = f"/me/children/{place.bo.person_id}/fund/"
    assert "Boats for Bo" in text_of(guardian.get(page))
    with as_person(place.bo.person_id):
        assert [str(one.what) for one in AccessLog.objects.all()] == ["Your fund"]
    assert a_browser(place.tom).get(page).status_code == 404
    assert "No fund of your own yet" in text_of(a_browser(place.tom).get("/me/fund/"))
    mine = an_api(place.bo).get("/api/v1/me/funds/").json()
    assert [(one["name"], one["purses"][0]["amount"], len(one["lines"])) for one in mine] == [("Boats for Bo", 3800, 2)]
    theirs = an_api(a_person("ivy")).get(f"/api/v1/me/children/{place.bo.person_id}/funds/").json()
    assert [one["community"] for one in theirs] == ["north"]


def test_who_directs_it(place):
    with in_community(place.north.pk):
        people = [place.bo.person, a_person("ivy"), place.tom.person, place.ann, place.cleo.person]
        assert [may_direct(place.bos, one) for one in people] == [True, True, False, False, False]
        assert not may_direct(place.fund, place.ann)


def test_the_own_page_asks_as_much_for_thirty_entries(place):
    browser = a_browser(place.bo)
    before = queries(browser, "/me/fund/")
    with in_community(place.north.pk):
        for number in range(30):
            spend(place.bos, amount=number + 1)
    assert queries(browser, "/me/fund/") == before
    with as_person(place.bo.person_id):
        assert len(own_funds()[0].lines) == 31

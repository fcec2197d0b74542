"""Comparisons kept under a name, each person their own, and cited by an address that stays the same."""

import json

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.models import Community
from evaluation.models import NetworkReport
from evaluation.saved import actions
from evaluation.saved.actions import save_view
from evaluation.saved.models import SavedView
from jobs.outbox import run_waiting
from tenancy.refusal import Refused
from tenancy.scope import as_person
from tests.communities.factories import an_api
from tests.evaluation.factories import a_network_report
from tests.evaluation.test_comparing import PAGE, a_place
from tests.factories import a_community, a_person
from tests.mydata.factories import a_copy, parts
from tests.mydata.test_closing import LATER, closing_of

pytestmark = pytest.mark.django_db
MINE, API = "/me/comparisons/", "/api/v1/me/comparisons/"
CITED = "by=country&period=2026-W10"


@pytest.fixture
def network():
    a_place("north", 40, 20, country="KE")
    a_place("south", 77, 33, country="PE")
    a_place("east", 60, 40, country="PE")
    return a_network_report()


@pytest.fixture
def ines(client, network):
    """Has one; Bo has another."""
    ines, bo = a_person("ines"), a_person("bo")
    with as_person(ines.pk):
        save_view("Mine", query="by=country")
    with as_person(bo.pk):
        save_view("Of Bo", query="by=kind")
    client.force_login(ines)
    return ines


def of(person):
    with as_person(person.pk):
        return {one.name: one for one in SavedView.objects.all()}


def test_it_is_kept_found_again_renamed_and_removed(client, ines):
    page = client.get(f"{PAGE}?country=PE&by=country&x=1").content.decode()
    assert 'name="query" value="by=country&amp;country=PE"' in page
    assert client.post(MINE, {"name": "Peru", "query": "country=PE&by=country&x=1"}).status_code == 302
    found = of(ines)
    assert {name: one.query for name, one in found.items()} == {"Mine": "by=country", "Peru": "by=country&country=PE"}
    page = client.get(MINE).content.decode()
    assert f'href="{PAGE}?by=country&amp;country=PE"' in page
    assert "Of Bo" not in page
    address = f"{MINE}{found['Peru'].pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "The Andes"}).status_code == 302
    assert client.post(f"{address}remove/").status_code == 302
    assert list(of(ines)) == ["Mine"]


@pytest.mark.parametrize(("given", "why"), [
    ({"name": "Mine", "query": ""}, "You have one of this name already."),
    ({"name": "New", "query": "by=wealth"}, "Something of this cannot be compared."),
    ({"name": "New", "query": "circle=cellar"}, "Something of this cannot be compared."),
    ({"name": "New", "query": "near=meadow&period=2026-W10"}, "Something of this cannot be compared."),
])  # fmt: skip
def test_what_cannot_be_is_refused_on_page_and_api(client, ines, given, why):
    answer = client.post(MINE, given)
    assert (answer.status_code, why in answer.content.decode()) == (422, True)
    answer = an_api(ines).post(API, given, format="json")
    assert (answer.status_code, answer.json()["detail"]) == (409, why)
    assert list(of(ines)) == ["Mine"]


def test_there_is_an_end_to_them(ines, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    with as_person(ines.pk), pytest.raises(Refused, match="Remove one first"):
        save_view("Another", query="")


def test_nobody_finds_those_of_others(client, ines):
    foreign = of(a_person("bo"))["Of Bo"]
    api = an_api(ines)
    for address in (f"{MINE}{foreign.pk}/", f"{MINE}{foreign.pk}/remove/"):
        assert client.post(address, {"name": "x"}).status_code == 404
    assert api.patch(f"{API}{foreign.pk}/", {"name": "x"}, format="json").status_code == 404
    assert api.delete(f"{API}{foreign.pk}/").status_code == 404
    assert of(a_person("bo")).keys() == {"Of Bo"}


@pytest.mark.parametrize("address", [MINE, API])
def test_strangers_have_none(client, network, address):
    assert client.get(address).status_code in (302, 401)
    assert "Sign in to keep this under a name" in client.get(PAGE).content.decode()


def test_programs_keep_list_rename_and_remove_them(ines):
    api = an_api(ines)
    made = api.post(API, {"name": "Kinds", "query": "kind=school&by=kind"}, format="json")
    assert (made.status_code, made.json()["query"]) == (201, "by=kind&kind=school")
    address = f"{API}{made.json()['id']}/"
    assert api.patch(address, {"name": "Schools"}, format="json").json()["name"] == "Schools"
    assert [one["name"] for one in api.get(API).json()] == ["Mine", "Schools"]
    assert api.delete(address).status_code == 204
    assert api.patch(address, {"name": "x"}, format="json").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_takes_the_same_queries_for_any_number(client, ines, number):
    with as_person(ines.pk):
        for one in range(number):
            save_view(f"View {one}", query="")
    client.get(MINE)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(MINE).status_code == 200
    asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SET "))]
    assert len(asked) <= 6, asked


def test_they_are_in_the_copy_of_ones_data_and_go_with_the_account(ines):
    a_community("network", kind="network")
    found = parts(a_copy("ines"))
    assert [(one["name"], one["query"]) for one in found["saved.savedview"]] == [("Mine", "by=country")]
    closing_of("ines")
    with time_machine.travel(timezone.now() + LATER):
        run_waiting()
    assert of(ines) == {}
    assert list(of(a_person("bo"))) == ["Of Bo"]


def test_a_comparison_is_cited_by_an_address_that_names_the_period(client, network, settings):
    settings.SITE_URL = "https://example.org"
    page = client.get(f"{PAGE}?by=country").content.decode()
    assert f"https://example.org{PAGE}?by=country&amp;period=2026-W10" in page
    bib = client.get(f"/observatory/compare.bib?{CITED}")
    assert bib["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert f"url = {{https://example.org{PAGE}?{CITED}}}" in bib.content.decode()
    item = json.loads(client.get("/observatory/compare.csl?by=country").content)[0]
    assert item["title"] == "Observatory: Week 10 of 2026. Countries side by side"
    assert item["URL"] == f"https://example.org{PAGE}?{CITED}"
    assert (
        f"UR  - https://example.org{PAGE}?{CITED}\r\n"
        in client.get(f"/observatory/compare.ris?{CITED}").content.decode()
    )
    assert client.get("/observatory/compare.doc").status_code == 404


def test_the_cited_address_shows_the_same_after_a_further_publication(client, network):
    def shown():
        page = client.get(f"{PAGE}?{CITED}").content.decode()
        return page[page.index("<tbody") : page.index("</tbody>")]

    before = shown()
    Community.objects.update(country="NO")
    content = {**network.content, "places": []}
    NetworkReport.objects.create(
        kind="weekly", period="2026-W11", ends_on="2026-03-15", content=content, inputs_hash=""
    )
    assert shown() == before
    assert "Not said" in client.get(f"{PAGE}?by=country").content.decode()


def test_before_the_first_publication_there_is_nothing_to_keep_or_cite(client):
    ann = a_person("ann")
    client.force_login(ann)
    assert client.post(MINE, {"name": "x", "query": ""}).status_code == 422
    assert client.get("/observatory/compare.bib").status_code == 404

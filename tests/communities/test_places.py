"""The network's home lists the communities that anyone may see."""

import pytest

from communities.models import Community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
API = "/api/v1/communities/"


@pytest.fixture
def places():
    a_community("network", kind="network", name="Seven Rivers")
    a_community("alder", name="Alder Bridge", place="Askeford", country="IE", purpose="By the river")
    a_community("nour", name="Nour Garden", place="Port Vessel", country="JO")
    hidden = a_community("hidden", name="Hidden House", country="IE")
    Community.objects.filter(slug="nour").update(languages=["ar", "en"])
    Community.objects.filter(pk=hidden.pk).update(visibility="hidden")


ASKED = [
    ("", ["Alder Bridge", "Nour Garden"]),
    ("?country=JO", ["Nour Garden"]),
    ("?language=ar", ["Nour Garden"]),
    ("?language=en", ["Alder Bridge", "Nour Garden"]),
    ("?q=RIVER", ["Alder Bridge"]),
    ("?q=vessel", ["Nour Garden"]),
    ("?q=hidden", []),
    ("?country=JO&q=alder", []),
]


@pytest.mark.parametrize(("asked", "found"), ASKED)
def test_places_are_found_by_country_language_and_text(places, asked, found):
    page = text_of(a_browser().get(f"/{asked}"))
    assert [name for name in ("Alder Bridge", "Nour Garden", "Hidden House") if name in page] == found
    assert sorted(row["name"] for row in an_api().get(API + asked).json()["results"]) == found


@pytest.mark.parametrize("asked", ["?country=ZZ", "?language=<b>", "?page=0", "?page=x"])
def test_nonsense_shows_all_of_them(places, asked):
    assert "Alder Bridge" in text_of(a_browser().get(f"/{asked}"))


def test_an_empty_network_says_what_comes_here():
    assert "Found a community" in text_of(a_browser().get("/"))


@pytest.mark.parametrize("address", ["/", API])
def test_the_list_asks_the_same_for_one_as_for_thirty(address):
    for number in range(3):
        a_community(f"place-{number}", founder=a_person("ann"))
    client = an_api() if address == API else a_browser()
    with_few = queries(client, address)
    for number in range(3, 30):
        a_community(f"place-{number}", founder=a_person("ann"))
    assert queries(client, address) == with_few


def test_the_api_shows_one_public_card(places):
    card = an_api().get(f"{API}alder/").json()
    assert (card["name"], card["country"], card["languages"]) == ("Alder Bridge", "IE", ["en"])
    assert "role_permissions" not in card
    assert an_api().get(f"{API}hidden/").status_code == 404
    member = a_member(Community.objects.get(slug="hidden"), "ann")
    assert an_api(member).get(f"{API}hidden/").json()["name"] == "Hidden House"
    assert an_api(a_person("zoe")).get(f"{API}hidden/").status_code == 404


def test_the_search_finds_public_places(places):
    page = text_of(a_browser().get("/search?q=house"))
    assert "Hidden House" not in page
    assert "Nour Garden" in text_of(a_browser().get("/search?q=nour"))

"""How far what is offered is from where a person learns; nobody's own address is in it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from communities.models import Community
from learners.distance import by_distance, km_between
from learners.queries import catalogue
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db
SYDNEY = {"latitude": -33.8688, "longitude": 151.2093}
PARRAMATTA = {"latitude": -33.8148, "longitude": 151.0017}  # 20 km from Sydney
MELBOURNE = {"latitude": -37.8136, "longitude": 144.9631}
NUMEA = {"latitude": -22.2758, "longitude": 166.458}
PAIRS = [
    (SYDNEY, MELBOURNE, 713),
    (SYDNEY, PARRAMATTA, 20),
    ({"latitude": 52.52, "longitude": 13.405}, {"latitude": 48.8566, "longitude": 2.3522}, 878),  # Berlin, Paris
    ({"latitude": 0, "longitude": 179}, {"latitude": 0, "longitude": -179}, 222),  # across the date line
    ({"latitude": 90, "longitude": 0}, {"latitude": -90, "longitude": 137}, 20015),
    (SYDNEY, SYDNEY, 0),
]


@pytest.fixture
def sydney():
    return a_community("sydney", **SYDNEY)


@pytest.fixture
def ann(sydney):
    client = Client()
    client.force_login(a_member(sydney, "ann", "learner").person)
    return client


def around(sydney):
    """What is offered here, near, far, online, both ways, and by a community that says no coordinates."""
    near, far = a_community("parramatta", **PARRAMATTA), a_community("melbourne", **MELBOURNE)
    an_offering(far, title="Trams", starts_on="2026-01-01")
    an_offering(far, title="Weather", held="both", starts_on="2026-01-02")
    an_offering(near, title="Ferries", starts_on="2026-01-03")
    an_offering(near, title="Stars", held="online", starts_on="2026-01-04")
    an_offering(a_community("anywhere"), title="Knots", starts_on="2026-01-05")
    an_offering(sydney, title="Tides", starts_on="2026-01-06")
    an_offering(near, title="Ours alone", open_to="members")


def titles(client, **asked):
    return [card.title for card, _reasons in client.get("/offerings/", asked).context["rows"]]


def said(client):
    rows = client.get("/offerings/").context["rows"]
    return {
        card.title: [(one.fits, one.words) for one in reasons if "language" not in one.words] for card, reasons in rows
    }


@pytest.mark.parametrize(
    "given",
    [
        {"latitude": 1, "longitude": None},
        {"latitude": None, "longitude": 1},
        {"latitude": 90.1, "longitude": 0},
        {"latitude": -90.1, "longitude": 0},
        {"latitude": 0, "longitude": 180.1},
        {"latitude": 0, "longitude": -180.1},
        {"latitude": float("nan"), "longitude": 0},
    ],
)
def test_the_database_refuses_half_a_place_and_one_that_is_not_on_earth(sydney, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        Community.objects.filter(pk=sydney.pk).update(**given)


@pytest.mark.parametrize(("one", "other", "km"), PAIRS)
def test_known_distances_are_told_to_the_km_and_alike_by_the_database(one, other, km):
    here, there = a_community("here", **one), a_community("there", **other)
    an_offering(there)
    assert abs(km_between(here, there) - km) <= 1
    assert by_distance(catalogue(), [here]).get().km == pytest.approx(km_between(here, there), abs=1e-6)


def test_the_catalogue_says_how_far_it_is(ann, sydney):
    around(sydney)
    assert said(ann) == {
        "Trams": [(False, "About 713 km from Sydney")],
        "Weather": [(True, "Wherever you are")],
        "Ferries": [(True, "About 20 km from Sydney")],
        "Stars": [(True, "Wherever you are")],
        "Knots": [],
        "Tides": [(True, "In Sydney, where you belong")],
    }


def test_it_is_measured_from_the_nearest_place_where_they_learn(ann):
    a_member(a_community("noumea", **NUMEA), "ann", "guardian")
    a_member(a_community("geelong", latitude=-38.1499, longitude=144.3617), "ann", "learner")
    an_offering(a_community("melbourne", **MELBOURNE), title="Trams")
    an_offering(a_community("lifou", latitude=-20.9, longitude=167.2), title="Reefs")
    assert said(ann)["Trams"] == [(False, "About 65 km from Geelong")]
    assert said(ann)["Reefs"][0][1].endswith(" km from Sydney")


def test_the_catalogue_narrows_by_distance_and_goes_by_it(ann, sydney):
    around(sydney)
    everything = ["Trams", "Weather", "Ferries", "Stars", "Knots", "Tides"]
    assert titles(ann) == everything
    assert titles(ann, at_most_km=25) == ["Ferries", "Tides"]
    assert titles(ann, at_most_km=800, nearest="on") == ["Tides", "Ferries", "Trams", "Weather"]
    assert titles(ann, nearest="on") == ["Tides", "Ferries", "Trams", "Weather", "Stars", "Knots"]
    assert titles(ann, at_most_km=800, held="online") == ["Weather"]
    assert titles(ann, at_most_km="far") == everything


@pytest.mark.parametrize("who", ["bo", ""])
def test_without_a_community_that_says_where_it_is_no_distance_is_said_or_asked(sydney, who):
    around(sydney)
    client = Client()
    if who:
        client.force_login(a_member(a_community("somewhere"), who, "learner").person)
    answer = client.get("/offerings/", {"at_most_km": 25, "nearest": "on"})
    page = answer.content.decode()
    assert (len(answer.context["rows"]), "km from" in page, "Nearest first" in page) == (6, False, False)


def test_the_api_tells_km_and_narrows_by_them_or_says_why_not(ann, sydney):
    around(sydney)
    rows = ann.get("/api/v1/offerings/").json()["results"]
    assert {row["title"]: row["km"] for row in rows} == {
        "Trams": 713, "Weather": 713, "Ferries": 20, "Stars": None, "Knots": None, "Tides": 0,
    }  # fmt: skip
    rows = ann.get("/api/v1/offerings/", {"at_most_km": 25}).json()["results"]
    assert [row["title"] for row in rows] == ["Tides", "Ferries"]
    assert ann.get("/api/v1/offerings/", {"at_most_km": 0}).status_code == 400
    stranger = Client()
    assert {row["km"] for row in stranger.get("/api/v1/offerings/").json()["results"]} == {None}
    refused = stranger.get("/api/v1/offerings/", {"at_most_km": 25})
    assert (refused.status_code, "nowhere to measure from" in refused.content.decode()) == (409, True)


def test_a_community_says_where_it_is_by_page_and_api_and_everyone_may_read_it(sydney):
    keeper = Client()
    keeper.force_login(a_person("founder-of-sydney"))
    a_community("melbourne", **MELBOURNE)
    value = {"name": "Sydney", "hue": 45, "visibility": "public", **PARRAMATTA}
    sent = {"value": value, "reason": "We moved."}
    assert keeper.put("/api/v1/c/sydney/settings/identity/", sent, "application/json").status_code == 200
    card = Client().get("/api/v1/communities/sydney/").json()
    assert (card["latitude"], card["longitude"]) == (-33.8148, 151.0017)
    rows = Client().get("/api/v1/communities/").json()["results"]
    assert {one["slug"]: one["latitude"] for one in rows} == {"sydney": -33.8148, "melbourne": -37.8136}
    assert "-33.8148, 151.0017" in Client().get("/c/sydney/about/").content.decode()
    shown = keeper.get("/c/sydney/settings/identity/change/").content.decode()
    assert ('value="-33.8148"' in shown, 'value="151.0017"' in shown) == (True, True)
    half = {**value, "latitude": "", "decide": "", "reason": "x", "instead_of": 2}
    answer = keeper.post("/c/sydney/settings/identity/change/", half)
    assert (answer.status_code, "both latitude and longitude" in answer.content.decode()) == (422, True)


def test_distances_ask_as_much_at_one_and_at_thirty(ann, sydney):
    near = a_community("parramatta", **PARRAMATTA)
    pages = ["/offerings/?at_most_km=100&nearest=on", "/offerings/", "/api/v1/offerings/?at_most_km=100"]
    an_offering(near)
    at_one = [queries(ann, page) for page in pages]
    for number in range(29):
        an_offering(a_community(f"place-{number}", latitude=-33.8, longitude=151 + number / 100))
    assert [queries(ann, page) for page in pages] == at_one
    assert len(titles(ann, at_most_km=100)) == 30

"""Circles and regions in the observatory: what each community lets everyone know, and sums of published rows alone."""

import json

import pytest

from communities.models import Community
from evaluation.comparing import Choice, Place, compare, places_in, shares_then
from evaluation.models import NetworkReport
from evaluation.package import package_of
from evaluation.regions import REGIONS, region_of
from evaluation.side_by_side import unseen
from tests.evaluation.factories import a_network_report, consent
from tests.evaluation.test_comparing import PAGE, a_place, rows
from tests.factories import a_community
from tests.governance.test_circles import a_circle, a_joined, act
from web.amounts import locale

pytestmark = pytest.mark.django_db
VALLEY, COAST = ("valley", "Valley"), ("coast", "Coast")
PLACES = [
    Place("ash", "Ash", "school", "KE", 40, 60, (VALLEY,)),
    Place("birch", "Birch", "school", "PE", 90, 100, (COAST, VALLEY)),
    Place("cedar", "Cedar", "school", "CO", 30, 50), Place("elm", "Elm", "school", "KE", None, 0, (VALLEY,)),
]  # fmt: skip


@pytest.fixture
def network():
    """North, South and few are in a circle; South tells nobody. East is in a circle that nobody else may see."""
    north, south = a_place("north", 40, 20, country="KE"), a_place("south", 77, 33, country="PE")
    east, few = a_place("east", 60, 40, country="CO"), a_place("few", 4, 2, country="KE")
    a_place("meadow", 55, 45, visibility="hidden")
    valley, cellar = a_circle(north), a_circle(east, "cellar")
    for one in (south, few):
        a_joined(one, valley)
    Community.objects.filter(pk=cellar.pk).update(visibility="hidden")
    for one in (north, east, few):
        consent(one, public=["circles"])
    return north, south, east, few


def circles_of(report):
    return {one["slug"]: one["circles"] for one in report.content["places"] if one["kind"] != "circle"}


def test_a_circle_is_the_sum_of_its_communities_that_are_shown():
    found = {one.key: (one.gap.reached, one.gap.ended, one.hidden) for one in compare(PLACES, "circle").groups}
    assert found == {"valley": (130, 160, 1), "coast": (90, 100, 0), "": (30, 50, 0)}


def test_a_circle_of_which_nothing_is_shown_is_named_all_the_same(client, network):
    hidden = [Place("oak", "Oak", "school", "NO", None, 0, (COAST,)), PLACES[2]]
    found = compare(hidden, "circle")
    assert ([one.key for one in found.groups], list(found.unseen), found.hidden) == ([""], ["coast"], 1)
    assert unseen(found, "circle") == ["Coast"]


def test_a_circle_of_all_that_is_shown_has_nothing_beside_it(client, network):
    north = Place("north", "North", "school", "KE", 40, 60, (COAST, VALLEY))
    assert {one.gap.others_ended for one in compare([north], "circle").groups} == {0}


def test_countries_of_a_region_are_one_group():
    found = {one.key: [place.slug for place in one.places] for one in compare(PLACES, "region").groups}
    assert found == {"014": ["ash"], "005": ["birch", "cedar"]}


def test_every_country_is_in_a_region_that_has_a_name():
    countries = {code for code in locale().territories if len(code) == 2 and code.isalpha()}
    odd = {"AC", "AN", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    assert {code for code in countries - odd if not region_of(code)} == set()
    assert all(locale().territories.get(region) for region in set(REGIONS.values()))


def test_only_what_a_community_lets_everyone_know_of_open_circles_is_published(network):
    assert circles_of(a_network_report()) == {
        "east": {}, "few": {"valley": "Valley"}, "north": {"valley": "Valley"}, "south": {}
    }  # fmt: skip


def test_who_has_left_or_only_asks_is_in_no_circle(network):
    few = network[3]
    act(few, "leave_circle", community=str(Community.objects.get(slug="valley").pk))
    west = a_community("west")
    act(west, "join_circle", community=str(Community.objects.get(slug="valley").pk))
    consent(west, public=["circles"])
    told = circles_of(a_network_report())
    assert (told["few"], told["west"], told["north"]) == ({}, {}, {"valley": "Valley"})


def test_a_hidden_communitys_circle_is_not_told(network):
    Community.objects.filter(slug="north").update(visibility="hidden")
    assert "north" not in json.dumps(a_network_report().content["places"])


def test_circles_and_regions_stand_side_by_side(client, network):
    a_network_report()
    assert [name for name, _share in rows(client, "?by=circle")] == ["No circle named", "Valley"]
    assert [name for name, _share in rows(client, "?by=region")] == ["Eastern Africa", "South America"]
    assert [name for name, _share in rows(client, "?circle=valley")] == ["North"]
    assert [name for name, _share in rows(client, "?region=005")] == ["East", "South"]
    page = client.get(f"{PAGE}?by=circle").content.decode()
    assert "North, and 1 that is not shown" in page
    assert "cellar" not in page.lower()


@pytest.mark.parametrize("query", ["?circle=cellar", "?region=154", "?region=%00", "?circle='"])
def test_a_circle_or_region_that_is_not_there_is_as_if_it_was_not_chosen(client, network, query):
    a_network_report()
    assert rows(client, query) == rows(client)


def test_a_report_of_before_has_no_circles_and_stands_as_it_was(client, network):
    report = a_network_report()
    places = [{key: one[key] for key in ("slug", "name", "kind", "country")} for one in report.content["places"]]
    old = NetworkReport.objects.create(
        kind="weekly", period="2026-W09", ends_on="2026-03-01", content={**report.content, "places": places},
        inputs_hash="",
    )  # fmt: skip
    assert [name for name, _share in rows(client, "?by=circle&period=2026-W09")] == ["No circle named"]
    assert client.get("/observatory/2026-W09/").status_code == 200
    assert package_of(old).sha256


def test_what_is_compared_stands_over_time_as_each_publication_had_it(client, network):
    report = a_network_report()
    tables = [{**report.content["tables"][0], "as_of": "2026-W09"}]
    for week, as_of in ((8, "2026-W07"), (9, "2026-W09")):
        content = {**report.content, "tables": [{**tables[0], "as_of": as_of}]}
        NetworkReport.objects.create(
            kind="weekly", period=f"2026-W0{week}", ends_on=f"2026-02-{week + 10}", content=content, inputs_hash=""
        )
    page = client.get(f"{PAGE}?by=circle").content.decode()
    chart = page[page.index('id="over-time"') :]
    assert [week in chart for week in ("8/2026", "9/2026", "10/2026")] == [False, True, True]
    assert "Valley" in chart
    assert 'id="over-time"' not in client.get(f"{PAGE}?by=circle&period=2026-W09").content.decode()
    assert places_in(report.content)
    choice = Choice("circle", {"region": "014"}, frozenset(["north"]))
    assert shares_then(report.content, choice) == {"valley": 40 / 60}

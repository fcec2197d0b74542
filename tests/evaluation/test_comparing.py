"""The observatory side by side: from published figures alone, in no order of rank."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from evaluation.comparing import Place, alike, compare, distribution, narrowed, places_in
from evaluation.models import NetworkReport
from tests.evaluation.factories import a_network_report, cohort
from tests.factories import a_community

pytestmark = pytest.mark.django_db
PAGE = "/observatory/compare/"
PLACES = [
    Place("ash", "Ash", "school", "KE", 40, 60), Place("birch", "Birch", "school", "PE", 90, 100),
    Place("cedar", "Cedar", "learning", "PE", 30, 50), Place("dogwood", "Dogwood", "school", "PE", 900, 1000),
    Place("elm", "Elm", "school", "KE", None, 0),
]  # fmt: skip


def a_place(slug, passed, failed, **fields):
    """By two groups, so that a table has company."""
    place = a_community(slug)
    Community.objects.filter(pk=place.pk).update(**fields)
    cohort(place, Pass={"0-35": passed}, Fail={"0-35": failed})
    return place


@pytest.fixture
def network():
    a_place("north", 40, 20, country="KE", kind="school")
    a_place("south", 77, 33, country="PE", kind="school")
    a_place("east", 60, 40, country="PE", kind="learning")
    a_place("few", 4, 2, country="PE", kind="school")
    a_place("meadow", 55, 45, country="IS", visibility="hidden")
    west = a_place("west", 500, 50, country="MA", kind="school")
    Community.objects.filter(pk=west.pk).update(shares_reports=False)
    return a_network_report()


def rows(client, query=""):
    """Of the table: its first column, and the share."""
    page = client.get(f"{PAGE}{query}").content.decode()
    table = page[page.index("<tbody") : page.index("</tbody>")] if 'id="side-by-side"' in page else ""
    found = re.findall(r'<th [^>]*scope="row"[^>]*>(?:<a[^>]*>)?([^<]+).*?<td [^>]*>([^<]+%)<', table, re.DOTALL)
    return [(name.strip(), share) for name, share in found]


def test_what_is_shown_stands_by_name_each_beside_all_others():
    found = compare(PLACES, "community")
    assert [one.key for one in found.groups] == ["ash", "birch", "cedar", "dogwood"]
    assert found.hidden == 1
    ash = found.groups[0].gap
    assert (ash.reached, ash.ended, ash.others_reached, ash.others_ended) == (40, 60, 1020, 1150)


def test_a_country_is_the_sum_of_its_communities_that_are_shown():
    found = {one.key: (one.gap.reached, one.gap.ended, len(one.places)) for one in compare(PLACES, "country").groups}
    assert found == {"KE": (40, 60, 1), "PE": (1020, 1150, 3)}


def test_peers_are_of_the_same_kind_and_about_the_same_size():
    assert [one.slug for one in alike(PLACES, "ash")] == ["ash", "birch"]
    assert [one.slug for one in alike(PLACES, "dogwood")] == ["dogwood"]
    assert alike(PLACES, "elm") == []


def test_a_choice_narrows_what_is_compared():
    assert [one.slug for one in narrowed(PLACES, kind="school", country="PE")] == ["birch", "dogwood"]


def test_a_distribution_counts_each_once():
    assert distribution(compare(PLACES, "community").groups) == [0, 0, 0, 0, 0, 0, 2, 0, 0, 2]


def test_the_page_shows_published_figures_and_says_how_many_are_not_shown(client, network):
    shown = [one for one in places_in(network.content) if one.passed is not None]
    assert [name for name, _share in rows(client)] == [one.name for one in shown]
    page = client.get(PAGE).content.decode()
    assert "meadow" not in page.lower()
    assert "west" not in page.lower()
    assert "IS" not in {one.country for one in shown}
    assert "1 community is not shown" in page


def test_every_figure_follows_from_the_publication(client, network):
    """Nothing is read but the report: whatever became of the communities since, the page is the same."""
    before = rows(client), rows(client, "?by=country"), rows(client, "?by=kind")
    cohort(Community.objects.get(slug="north"), Pass={"0-35": 500})
    Community.objects.update(country="NO", kind="circle", shares_reports=False)
    assert (rows(client), rows(client, "?by=country"), rows(client, "?by=kind")) == before
    assert [name for name, _share in before[1]] == ["Kenya", "Peru"]
    assert [name for name, _share in before[2]] == ["Learning community", "School"]


def test_what_was_chosen_stands_in_the_address(client, network):
    assert [name for name, _share in rows(client, "?country=PE")] == ["East", "South"]
    assert [name for name, _share in rows(client, "?kind=learning")] == ["East"]
    assert [name for name, _share in rows(client, "?near=south")] == ["North", "South"]
    assert "Nothing of what you chose is shown." in client.get(f"{PAGE}?kind=learning&country=KE").content.decode()


@pytest.mark.parametrize("query", ["?by=x", "?period=2020-W01", "?near=meadow", "?kind=%00", "?country='", "?period=x"])
def test_what_there_is_not_is_as_if_it_was_not_chosen(client, network, query):
    assert rows(client, query) == rows(client)


def test_before_the_first_publication_the_page_says_so(client):
    assert "Nothing is published yet" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_it_takes_the_same_queries_for_any_number(client, number):
    for one in range(number):
        a_place(f"p{one}", 30, 20)
    report = a_network_report()
    for one in range(number):
        content = {"sums": {"as_of": f"2025-W{one + 10}", "cells": {"Pass": 60 + one, "Fail": 40, "*": 100 + one}}}
        NetworkReport.objects.create(
            kind="weekly", period=f"2025-W{one + 10}", ends_on=f"2025-06-{one + 1:02}", content=content, inputs_hash=""
        )
    assert report
    client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).status_code == 200
    asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SET LOCAL"))]
    assert len(asked) == 3, asked


def test_the_network_stands_over_time(client, network):
    content = {"sums": {"as_of": "2026-W08", "cells": {"Pass": 30, "Fail": 70, "*": 100}}}
    stale = {"sums": {"as_of": "2026-W08", "cells": {"Pass": 30, "Fail": 70, "*": 100}}}
    for week, told in ((8, content), (9, stale)):
        NetworkReport.objects.create(
            kind="weekly", period=f"2026-W0{week}", ends_on=f"2026-02-{week + 10}", content=told, inputs_hash=""
        )
    page = client.get(PAGE).content.decode()
    chart = page[page.index('id="over-time"') :]
    assert [week in chart for week in ("8/2026", "9/2026", "10/2026")] == [True, False, True]
    assert "30%" in chart

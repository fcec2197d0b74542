"""A community's figures under its own name: as it decided, for whom it decided, from the next publication on."""

import csv
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest

from communities.governance.founding import found_community
from communities.models import Community
from evaluation.actions import publish_network_report
from evaluation.models import CommunityFigures, RollUp
from evaluation.own_names import figures_for
from evaluation.periods import to_date, week_of
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, consent
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
PAGE, API = "/observatory/2026-W10", "/api/v1/observatory/2026-W10"
NEXT = week_of(WEEK.ends + timedelta(days=1))


def counted(community, period=WEEK, **figures):
    with in_community(community.pk):
        RollUp.objects.filter(period=period.key).delete()
        RollUp.objects.bulk_create(
            RollUp(period=period.key, indicator=key, value=value) for key, value in {"learners": 40, **figures}.items()
        )
        RollUp.objects.create(period=period.key, indicator="outcomes", dims={"outcome": "Pass"}, value=80, people=10)


@pytest.fixture
def north():
    north = a_community("north")
    counted(north, applied=31, let_in=17, entitled=60, voted=44, spoke=7, offerings=3)
    consent(north, policymakers=["let_in_share", "turnout", "spoke"], public=["applied", "offerings"])
    return north


@pytest.fixture
def south():
    """Consents to nothing."""
    south = a_community("south")
    counted(south, applied=5432, let_in=1234, offerings=4321)
    return south


def told(report, *audiences):
    return {(one["community"], one["measure"]): one["value"] for one in figures_for(report, {*audiences})}


def test_each_audience_reads_what_the_community_decided(north, south):
    report = publish_network_report(WEEK)
    assert told(report, "public") == {("north", "applied"): 31, ("north", "offerings"): 3}
    assert told(report, "public", "policymakers") == {
        ("north", "applied"): 31, ("north", "offerings"): 3, ("north", "let_in"): 17, ("north", "entitled"): 60,
        ("north", "voted"): 44,
    }  # fmt: skip


def test_withdrawn_it_ends_with_the_next_publication_and_what_was_published_stays(north, south):
    first = publish_network_report(WEEK)
    consent(north, public=["offerings"])
    counted(north, NEXT, applied=71, offerings=4)
    second = publish_network_report(NEXT)
    assert told(second, "public", "policymakers") == {("north", "offerings"): 4}
    first.refresh_from_db()
    assert ("north", "applied") in told(first, "public")


def test_a_figure_that_changed_little_stays_as_it_was_also_after_a_pause(north, south):
    publish_network_report(WEEK)
    consent(north)
    publish_network_report(NEXT)
    consent(north, public=["applied"])
    later = week_of(NEXT.ends + timedelta(days=1))
    counted(north, later, applied=34)
    found = figures_for(publish_network_report(later), {"public"})
    assert [(one["value"], one["of"]) for one in found] == [(31, "2026-W10")]


def test_hidden_communities_and_those_that_share_nothing_are_not_in_it(north, south):
    hidden, closed = a_community("meadow", visibility="hidden"), a_community("west")
    for place in (hidden, closed):
        counted(place, applied=77)
        consent(place, public=["applied"])
    Community.objects.filter(pk=closed.pk).update(shares_reports=False)
    assert {slug for slug, _key in told(publish_network_report(WEEK), "public")} == {"north"}


def test_a_publication_to_date_holds_none_since_its_days_are_those_of_weeks(north, south):
    counted(north, to_date(WEEK.ends), applied=300)
    assert CommunityFigures.objects.get(report=publish_network_report(to_date(WEEK.ends))).content == []


def test_the_page_and_the_api_show_each_reader_what_is_for_them(client, north, south):
    network = found_community(a_person("founder"), slug="network", kind="network")
    publish_network_report(WEEK)
    seen = {}
    for name, person in (
        ("stranger", None), ("policymaker", a_member(network, "ines", "policymaker").person),
        ("of north", a_member(north, "ann", "administrator").person),
    ):  # fmt: skip
        if person:
            client.force_login(person)
        page = client.get(f"{PAGE}/").content.decode()
        figures = {one["measure"] for one in client.get(f"{API}/").json()["figures"]}
        seen[name] = ("55%" in page, "Turnout" in page, "voted" in figures, "applied" in figures)
        assert "1234" not in page
        assert "4,321" not in page
        assert "What communities show of themselves" in page
    assert seen == {
        "stranger": (False, False, False, True), "policymaker": (True, True, True, True),
        "of north": (False, False, False, True),
    }  # fmt: skip


def test_the_open_data_holds_what_is_for_everyone_alone(client, north, south):
    network = found_community(a_person("founder"), slug="network", kind="network")
    publish_network_report(WEEK)
    stranger = client.get(f"{PAGE}.zip").content
    client.force_login(a_member(network, "ines", "policymaker").person)
    assert client.get(f"{PAGE}.zip").content == stranger
    archive = ZipFile(io.BytesIO(stranger))
    rows = list(csv.reader(io.StringIO(archive.read("data/own-figures.csv").decode(), newline="")))
    assert rows[1:] == [["north", "applied", "31", "2026-W10"], ["north", "offerings", "3", "2026-W10"]]
    names = {one["name"] for one in json.loads(archive.read("datapackage.json"))["resources"]}
    assert {"measures", "own-figures"} <= names
    communities = archive.read("data/communities.csv").decode()
    assert "north," in communities
    assert b"1234" not in stranger

"""Who reads which report, and what the pages show and keep to themselves."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.founding import found_community
from communities.models import Community
from evaluation.models import NetworkReport
from evaluation.periods import week_of
from evaluation.words import values_in_order
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_network_report, a_report, cohort, enrolments
from tests.evaluation.test_counting import hand_in
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db
REPORTS = ["/c/north/reports/", "/c/north/reports/2026-W10/"]
REPORTS_API = ["/api/v1/c/north/reports/", "/api/v1/c/north/reports/2026-W10/"]
OBSERVATORY = ["/observatory/", "/observatory/2026-W10/", "/observatory/2026-W10.csv"]
OBSERVATORY_API = ["/api/v1/observatory/", "/api/v1/observatory/2026-W10/"]


@pytest.fixture
def north():
    north = a_community("north")
    cohort(north, Pass={"0-35": 40, "35-55": 30}, Fail={"0-35": 20, "35-55": 4})
    return north


@pytest.fixture
def south():
    south = a_community("south")
    cohort(south, Pass={"0-35": 77, "35-55": 66}, Fail={"0-35": 55, "35-55": 44})
    return south


def text(response):
    assert response.status_code == 200
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode("utf-8-sig")


def signed_in(client, community, *roles):
    client.force_login(a_member(community, f"{roles[0]}-{community.slug}", *roles).person)
    return client


@pytest.mark.parametrize("address", REPORTS + REPORTS_API)
@pytest.mark.parametrize(
    ("role", "status"), [("administrator", 200), ("teacher", 200), ("member", 200), ("guardian", 200), ("learner", 403)]
)
def test_members_read_reports_if_their_role_lets_them(client, north, address, role, status):
    a_report(north)
    assert signed_in(client, north, role).get(address).status_code == status


@pytest.mark.parametrize("address", REPORTS + REPORTS_API)
def test_strangers_find_no_reports(client, north, south, address):
    a_report(north)
    assert client.get(address).status_code in (302, 401)
    assert signed_in(client, south, "administrator").get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/c/north/reports/2026-W11/", "/api/v1/c/north/reports/2026-W11/", "/c/north/reports/x/"]
)
def test_a_report_that_was_not_written_is_not_there(client, north, south, address):
    a_report(north)
    a_report(south, week_of(date(2026, 3, 11)))
    assert signed_in(client, north, "administrator").get(address).status_code == 404


def test_a_report_says_the_news_and_every_figure_is_a_door(client, north, south):
    there, elsewhere = enrolments(north, number=2), enrolments(south, number=8)
    with in_community(south.pk):
        hand_in(elsewhere, on=date(2026, 3, 4))
    with in_community(north.pk):
        hand_in(there, on=date(2026, 3, 4))
    for place in (north, south):
        a_report(place)
    page = text(signed_in(client, north, "administrator").get("/c/north/reports/"))
    assert "<bdi>2 activities were handed in, 0 marked</bdi></h1>" in page
    assert 'href="/c/north/offerings/"' in page
    assert 'href="/c/north/decisions/"' in page
    assert "Activities whose day of handing in lies in the period." in page


def test_outcomes_by_group_are_for_those_who_may_see_who_is_enrolled(client, north):
    a_report(north)
    address, api = REPORTS[1], REPORTS_API[1]
    seen = {}
    for role in ("teacher", "member"):
        page = text(signed_in(client, north, role).get(address))
        figures = client.get(api).json()["content"]["figures"]
        seen[role] = ("How enrolments ended" in page, any(one["indicator"] == "outcomes" for one in figures))
    assert seen == {"teacher": (True, True), "member": (False, False)}


def test_before_the_first_report_the_page_says_what_will_come(client, north):
    assert "There is no report yet" in text(signed_in(client, north, "administrator").get("/c/north/reports/"))
    assert "Nothing is published yet" in text(client.get("/observatory/"))


def test_a_week_of_nothing_is_told_without_a_chart(client, north):
    empty = a_community("empty")
    a_report(empty)
    page = text(signed_in(client, empty, "administrator").get("/c/empty/reports/"))
    assert "Nobody was learning here" in page
    assert "What happened to the work" not in page


def test_weeks_stand_side_by_side(client, north):
    for weeks in range(3):
        a_report(north, week_of(WEEK.ends + timedelta(weeks=weeks)))
    page = text(signed_in(client, north, "administrator").get("/c/north/reports/"))
    assert "Work handed in and marked" in page
    assert [f"{week}/2026" in page for week in (9, 10, 11, 12)] == [False, True, True, True]


@pytest.mark.parametrize("address", OBSERVATORY + OBSERVATORY_API)
def test_everyone_reads_the_observatory(client, north, south, address):
    a_network_report()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/observatory/2026-W11/", "/observatory/2026-W11.csv", "/api/v1/observatory/2026-W11/", "/observatory/x/"],
)
def test_what_was_not_published_is_not_there(client, north, address):
    a_network_report()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", OBSERVATORY + OBSERVATORY_API[1:])
def test_what_is_hidden_is_in_no_answer(client, north, south, address):
    secret = a_community("meadow", visibility="hidden")
    cohort(secret, Pass={"0-35": 101}, Fail={"0-35": 19, "seventy and over": 3})
    a_network_report()
    answer = text(client.get(address))
    assert "seventy" not in answer
    assert "meadow" not in answer.lower()
    report = NetworkReport.objects.get()
    assert report.content["sums"]["cells"] == {"Pass": 314, "Fail": 145, "*": 459}
    for kept in ("shown", "bases", *NetworkReport.objects.get().bases["community"]):
        assert f'"{kept}"' not in answer


def test_the_page_shows_shares_doors_and_what_is_not_shown(client, north, south):
    west = a_community("west")
    cohort(west, Pass={"0-35": 90, "35-55": 80}, Fail={"0-35": 70, "35-55": 3})
    a_network_report()
    page = text(client.get("/observatory/"))
    assert "<bdi>66% of enrolments end with a pass</bdi></h1>" in page
    assert 'href="/c/south/about/"' in page
    assert "Fewer than 10, or a figure that would give one away." in page
    assert "By group" in page
    assert "Age" in page


def test_the_csv_says_what_the_page_says(client, north, south):
    a_network_report()
    content = NetworkReport.objects.get().content
    answer = client.get("/observatory/2026-W10.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="observatory-2026-W10.csv"'
    rows = list(csv.DictReader(io.StringIO(text(answer))))
    named = {"all": "*", "under way": ""}
    told = {
        (row["table"], row["group"], named.get(row["outcome"], row["outcome"])): row["enrolments"]
        for row in rows
        if row["table"] != "network" and "together" not in row["group"]
    }
    assert told == {
        (table["attribute"] or "community", row["key"], outcome): "" if value is None else str(value)
        for table in content["tables"]
        for row in table["rows"]
        for outcome, value in row["cells"].items()
    }


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_value_is_a_formula_for_a_spreadsheet(client, north, south, formula):
    for place in (north, south):
        enrolments(place, number=30, outcome="Pass", attributes={"age_band": formula})
        enrolments(place, number=30, outcome="Fail", attributes={"age_band": formula})
    a_network_report()
    answer = client.get("/observatory/2026-W10.csv")
    rows = list(csv.reader(io.StringIO(text(answer))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert f"'{formula}" in {row[3] for row in rows}


def test_markup_in_an_attribute_is_text(client, north, south):
    for place in (north, south):
        enrolments(place, number=30, outcome="Pass", attributes={"<b>x": "<script>1</script>"})
        enrolments(place, number=30, outcome="Fail", attributes={"<b>x": "<script>1</script>"})
    a_network_report()
    page = text(client.get("/observatory/"))
    assert "&lt;script&gt;1&lt;/script&gt;" in page
    assert "<script>1" not in page


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    "address", ["/c/north/reports/", "/api/v1/c/north/reports/", "/observatory/", "/api/v1/observatory/"]
)
def test_lists_take_the_same_queries_for_any_number_of_reports(client, north, south, address, number):
    signed_in(client, north, "administrator")
    for weeks in range(number):
        a_report(north, week_of(WEEK.ends - timedelta(weeks=weeks)))
    a_network_report()
    for weeks in range(1, number):
        period = week_of(WEEK.ends - timedelta(weeks=weeks))
        NetworkReport.objects.create(
            kind=period.kind, period=period.key, ends_on=period.ends, content={}, inputs_hash=""
        )
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SET LOCAL"))]
    assert len(asked) == {"/c/north/reports/": 7, "/observatory/": 5}.get(address, 4), asked


def test_a_report_takes_the_same_queries_for_any_number_of_communities(client):
    for slug in ("a", "b", "c", "d"):
        cohort(a_community(slug), Pass={"0-35": 30}, Fail={"0-35": 20})
    a_network_report()
    client.get("/observatory/")
    with CaptureQueriesContext(connection) as few:
        client.get("/observatory/")
    for number in range(8):
        cohort(a_community(f"e{number}"), Pass={"0-35": 30}, Fail={"0-35": 20})
    a_network_report(week_of(date(2026, 3, 11)))
    with CaptureQueriesContext(connection) as many:
        page = text(client.get("/observatory/"))
    assert "E7" in page
    assert len(few) == len(many)


def test_the_homes_tell_of_the_latest_report(client, north, south):
    founder = a_person("founder-of-network")
    network = found_community(founder, slug="network", kind="network")
    enrolments(north, number=2)
    a_network_report()
    assert "A quiet time" in text(signed_in(client, north, "administrator").get("/c/north/"))
    assert "A quiet time" not in text(signed_in(client, north, "learner").get("/c/north/"))
    page = text(signed_in(client, network, "policymaker").get("/c/network/"))
    assert "of enrolments end with a pass" in page
    assert 'href="/observatory/#groups"' in page
    assert "of enrolments end with a pass" in text(client.get("/"))


def test_the_rail_has_a_room_for_reports(client, north):
    assert 'href="/c/north/reports/"' in text(signed_in(client, north, "administrator").get("/c/north/reports/"))
    assert Community.objects.get(slug="north").shares_reports
    assert an_offering(north)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_pages_open_in_every_language(client, north, south, language):
    a_network_report()
    signed_in(client, north, "administrator")
    for address in ("/observatory/", "/c/north/reports/"):
        assert f'lang="{language}"' in text(client.get(address, headers={"accept-language": language}))


def test_groups_stand_in_the_order_one_would_write_them_in():
    assert values_in_order(["10-13", "", "6-9", "14-17"]) == ["6-9", "10-13", "14-17", ""]
    assert values_in_order(["55<=", "0-35", "35-55"]) == ["0-35", "35-55", "55<="]
    assert values_in_order(["M", "", "F"]) == ["F", "M", ""]

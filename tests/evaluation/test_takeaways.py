"""A community's report as CSV, workbook, PDF and JSON, each as its reader may see it; and the observatory's feed."""

import csv
import io
import json
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation.audiences import Audience
from evaluation.corrections import as_read
from evaluation.models import NetworkReport
from evaluation.periods import week_of
from evaluation.queries import reports_here
from evaluation.takeaways import report_table
from tenancy.scope import in_community
from tests.evaluation.factories import WEEK, a_network_report, a_report, cohort
from tests.evaluation.test_pages import signed_in, text
from tests.evaluation.test_signed import hash_computed_from, late_work, reads_reports_alone
from tests.factories import a_community
from tests.funding.factories import a_grant
from tests.funding.test_takeaways import cells_of

pytestmark = pytest.mark.django_db
FILE = "/c/north/reports/2026-W10."
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def north():
    north = a_community("north")
    cohort(north, Pass={"=cmd": 3})
    with in_community(north.pk):
        a_grant(amount=987_654, on=date(2026, 3, 4))
    a_report(north, week_of(date(2026, 2, 25)))
    a_report(north)
    return north


@pytest.fixture(autouse=True)
def south():
    """Whose rows could leak."""
    south = a_community("south")
    with in_community(south.pk):
        a_grant(amount=123_456, on=date(2026, 3, 4))
    a_report(south)
    return south


def sent(client, format):
    answer = client.get(f"{FILE}{format}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="report-2026-W10.{format}"'
    return b"".join(answer)


def on_paper(reader, community):
    """The words that the PDF is set from."""
    with in_community(community.pk):
        read = as_read(reports_here().get(period="2026-W10"), reader)
        table = report_table(read, community, "pdf", Audience.STAFF)
    return json.dumps([table.title, table.told, [[part.heading, list(part.lines)] for part in table.parts]])


def test_csv_has_every_figure_and_its_method_and_what_signs_it(client, north):
    signed_in(client, north, "administrator")
    lines = list(csv.DictReader(io.StringIO(sent(client, "csv").decode("utf-8-sig"))))
    assert {one["period"] for one in lines} == {"2026-W10"}
    figures = {
        (one["figure"], one["group"], one["outcome"], one["currency"]): one
        for one in lines
        if one["table"] == "figures"
    }
    assert figures["money_in", "", "", "EUR"]["value"] == "9876.54"
    assert figures["money_in", "", "", "EUR"]["before"] == "0.00"
    assert figures["outcomes", "'=cmd", "Pass", ""]["value"] == "3"
    assert figures["handed_in", "", "", ""]["corrected"] == ""
    notes = {one["figure"]: one["note"] for one in lines if one["table"] != "figures"}
    with in_community(north.pk):
        assert notes["hash"] == reports_here().get(period="2026-W10").hash
    assert notes["New enrolments"] == "Enrolments made in the period and not in a waiting list now."
    late_work(north)
    lines = csv.DictReader(io.StringIO(sent(client, "csv").decode("utf-8-sig")))
    assert {one["figure"]: one["corrected"] for one in lines if one["table"] == "figures"}["handed_in"] == "3"


def test_a_workbook_says_what_the_page_says_and_has_the_data_as_numbers(client, north):
    late_work(north)
    content = signed_in(client, north, "administrator") and sent(client, "xlsx")
    first = cells_of(content)
    assert first[0] == ["Week 10 of 2026: A quiet time for 0 learners"] or first[0][0].startswith("Week 10 of 2026: ")
    assert "SHA-256: " in first[1][0]
    assert ["Figure", "Week 10 of 2026", "Before", "Difference", "Corrected since"] in first
    assert ["Activities handed in", "0", "0", "as before", "3"] in first
    last = cells_of(content, 5)
    assert [row[4] for row in last if row[2:4] == ["money_in", "EUR"]] == [9876.54]


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_on_paper_it_is_tagged_and_names_its_language(client, north, language):
    signed_in(client, north, "administrator").cookies["django_language"] = language
    content = sent(client, "pdf")
    assert content.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert f"({language})".encode() in content
    assert b"/StructTreeRoot" in content


def test_json_is_what_the_api_says_and_enough_to_compute_the_hash(client, north):
    record = json.loads(signed_in(client, north, "administrator") and sent(client, "json"))
    of_api = client.get("/api/v1/c/north/reports/2026-W10/").json()
    assert record["content"] == of_api["content"]
    assert hash_computed_from(record) == record["hash"] == of_api["hash"]


@pytest.mark.parametrize("corrected", [False, True])
def test_who_may_not_see_the_books_finds_no_money_in_any_format(client, north, corrected):
    if corrected:
        with in_community(north.pk):
            a_grant(amount=777_777, on=date(2026, 3, 4))
        late_work(north)
    readers = {}
    for name, sign in (
        ("all", lambda: signed_in(client, north, "administrator")),
        ("few", lambda: reads_reports_alone(client, north)),
    ):
        sign()
        sheets = [
            cells_of(sent(client, "xlsx"), number) for number in ((1, 2, 3) if name == "few" else (1, 2, 3, 4, 5))
        ]
        access = client.get("/c/north/reports/").wsgi_request.access
        said = [
            sent(client, "csv").decode(),
            sent(client, "json").decode(),
            json.dumps(sheets),
            on_paper(access, north),
        ]
        readers[name] = [any(sum in one for sum in ("9876.54", "9,876.54", "987654", "987_654")) for one in said]
        words = [f"{one}" for one in said]
        readers[f"{name} money"] = [any(word in one for word in ("Money in", "EUR")) for one in words]
        assert not any("1234.56" in one or "123456" in one for one in said)
    assert readers["all"] == [True] * 4
    assert readers["few"] == readers["few money"] == [False] * 4


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
def test_files_are_for_who_reads_the_report(client, north, south, format):
    assert client.get(f"{FILE}{format}").status_code == 302
    assert signed_in(client, north, "learner").get(f"{FILE}{format}").status_code == 403
    assert signed_in(client, south, "administrator").get(f"{FILE}{format}").status_code == 404
    assert signed_in(client, north, "administrator").get(f"/c/north/reports/2026-W11.{format}").status_code == 404
    assert client.get(f"{FILE}docx").status_code == 404
    page = text(client.get("/c/north/reports/2026-W10/"))
    assert f'href="{FILE}{format}' in page


@pytest.mark.parametrize("format", ["csv", "json"])
@pytest.mark.parametrize("number", [1, 30])
def test_a_file_takes_the_same_queries_for_any_number_of_figures(client, format, number):
    west = a_community("west")
    cohort(west, Pass={f"band {one}": 1 for one in range(number)})
    a_report(west)
    signed_in(client, west, "administrator").get(f"/c/west/reports/2026-W10.{format}")
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"/c/west/reports/2026-W10.{format}")
    assert f"band {number - 1}" in b"".join(answer).decode("utf-8-sig")
    asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SET LOCAL"))]
    assert len(asked) == 5, asked


def test_everyone_follows_the_observatory_by_its_feed(client, north):
    secret = a_community("meadow", visibility="hidden")
    cohort(secret, Pass={"0-35": 101})
    a_network_report()
    answer = client.get("/observatory/feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = fromstring(answer.content)
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text.endswith("/observatory/2026-W10/")
    assert entry.find(f"{ATOM}title").text.startswith("Week 10 of 2026: ")
    assert "meadow" not in answer.content.decode().lower()
    assert client.get("/observatory/feed.atom", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert 'href="/observatory/feed.atom"' in text(client.get("/observatory/"))


def test_before_the_first_publication_the_feed_is_empty(client, north):
    assert not list(fromstring(client.get("/observatory/feed.atom").content).iter(f"{ATOM}entry"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_feed_takes_the_same_queries_for_any_number_of_reports(client, north, number):
    a_network_report()
    content = NetworkReport.objects.get().content
    for weeks in range(1, number):
        period = week_of(date.fromordinal(WEEK.ends.toordinal() - 7 * weeks))
        NetworkReport.objects.create(
            kind=period.kind, period=period.key, ends_on=period.ends, content=content, inputs_hash=""
        )
    with CaptureQueriesContext(connection) as captured:
        entries = list(fromstring(client.get("/observatory/feed.atom").content).iter(f"{ATOM}entry"))
    assert len(entries) == min(number, 20)
    assert len([one for one in captured if "evaluation_networkreport" in one["sql"]]) == 1

"""Statements and registers as CSV, XLSX and PDF."""

import csv
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring

from files.exporting import ask_for_export, write_export
from files.exports import FORMATS, table_of
from files.models import Export
from funding.actions import open_fund, record_expense
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_member
from tests.funding.factories import a_grant

pytestmark = pytest.mark.django_db
BASE = "/c/north/money/"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sent(client, path):
    answer = client.get(f"{BASE}{path}")
    assert answer.status_code == 200, path
    return answer, b"".join(answer)


def cells_of(content, number=1):
    """The rows of a sheet as text and numbers, with the type each cell has."""
    book = ZipFile(BytesIO(content))
    texts = [
        "".join(t.text or "" for t in si.iter(f"{SHEET}t")) for si in fromstring(book.read("xl/sharedStrings.xml"))
    ] if "xl/sharedStrings.xml" in book.namelist() else []  # fmt: skip
    found = []
    for row in fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{SHEET}row"):
        said = []
        for cell in row:
            assert cell.find(f"{SHEET}f") is None  # no formula anywhere
            value, inline = cell.find(f"{SHEET}v"), cell.find(f"{SHEET}is")
            if inline is not None:
                said.append("".join(t.text or "" for t in inline.iter(f"{SHEET}t")))
            elif value is not None:
                said.append(texts[int(value.text)] if cell.get("t") == "s" else float(value.text))
        found.append(said)
    return found


def test_a_statement_as_csv_has_exact_amounts_and_says_under_what_each_line_stands(client, towns):
    with in_community(towns.north.pk):
        a_grant(amount=500, currency="JPY", on=date(2026, 3, 5))
    answer, content = sent(client, "statements/sheet.csv?period=own&since=2026-01-01&until=2026-12-31&compare=no")
    lines = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    day = list(lines[0])[-1]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert {(one["Currency"], one["Part"], one["Line"], one[day]) for one in lines} >= {
        ("EUR", "What there is: Money at hand", "Bank", "1234.50"),
        ("EUR", "Whose the rest is", "General fund", "1234.50"),
        ("JPY", "What there is: Money at hand", "Bank", "500"),
    }
    assert "777" not in content.decode()


def test_a_workbook_has_a_sheet_for_each_currency_numbers_as_numbers_and_no_formula(client, towns):
    with in_community(towns.north.pk):
        a_grant(amount=5, memo='=HYPERLINK("x")', from_whom="@cmd")
        a_grant(amount=500, currency="JPY")
    _answer, content = sent(client, "entries.xlsx")
    said = cells_of(content)
    assert said[0] == ["Entries: North"]
    assert ['=HYPERLINK("x")', "@cmd"] in [row[2:4] for row in said]
    assert any(1234.5 in row for row in said)
    _answer, content = sent(client, "statements/sheet.xlsx?period=own&since=2026-01-01&until=2026-12-31")
    assert ["Bank", 1234.55, 0.0] in cells_of(content)
    assert ["Bank", 500.0, 0.0] in cells_of(content, 2)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("path", ["statements/{key}.pdf", "entries.pdf", "accounts/{bank}.pdf?since=2026-01-01"])
def test_a_document_on_paper_is_tagged_and_names_its_language(client, towns, path, language):
    client.cookies["django_language"] = language
    for key in ("sheet", "activities", "cash", "trial") if "key" in path else ("",):
        answer, content = sent(client, path.format(key=key, bank=towns.bank.pk))
        assert answer["Content-Type"] == "application/pdf"
        assert content.startswith(b"%PDF-1.7")
        assert b"<pdfuaid:part>1</pdfuaid:part>" in content
        assert f"({language})".encode() in content
        assert b"/StructTreeRoot" in content


def test_a_statement_with_many_funds_is_cut_so_that_it_fits_the_page(client, towns):
    with in_community(towns.north.pk):
        for n in range(20):
            a_grant(open_fund(name=f"Fund {n}", currency="EUR", id=uuid7()), amount=100 + n)
    _answer, content = sent(client, "statements/activities.pdf?period=own&since=2026-01-01&until=2026-12-31")
    assert content.startswith(b"%PDF-1.7")


def test_a_big_table_is_made_by_a_job_in_the_format_asked_for(client, towns):
    with in_community(towns.north.pk):
        for format, start in (("xlsx", b"PK"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf")):
            asked = {"statement": "sheet", "format": format}
            table = table_of("funding.statement", asked)
            ask_for_export("funding.statement", asked, table=table, community=towns.north, by=towns.ann)
            export = write_export(Export.objects.order_by("-asked_at").first())
            answer = client.get(f"/c/north/exports/{export.pk}/")
            assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[format].media_type)
            assert b"".join(answer).startswith(start)


def test_what_does_not_fit_and_what_there_is_not_is_said(client, towns, monkeypatch):
    assert client.get(f"{BASE}statements/sheet.docx").status_code == 404
    assert client.get(f"{BASE}statements/nothing.csv").status_code == 404
    assert client.get(f"{BASE}accounts/{towns.their_bank.pk}.xlsx").status_code == 404
    monkeypatch.setitem(FORMATS, "pdf", FORMATS["pdf"]._replace(most=0))
    answer = client.get(f"{BASE}entries.pdf")
    assert answer.status_code == 409
    assert "PDF has room for 0 lines" in answer.content.decode()
    with in_community(towns.north.pk), pytest.raises(Refused):
        table_of("funding.entries", {"format": "pdf"})


def test_takeaways_are_for_those_who_read_the_books(client, towns):
    for person, status in [
        (a_member(towns.south, "eve").person, 404),
        (a_member(towns.north, "lea", "learner").person, 403),
        (a_member(towns.north, "tom", "teacher").person, 200),
    ]:
        client.force_login(person)
        for path in ("statements/sheet.pdf", "entries.xlsx", f"accounts/{towns.bank.pk}.pdf"):
            assert client.get(f"{BASE}{path}").status_code == status, path


def test_paper_takes_a_register_of_thousands_of_lines_in_some_seconds(towns):
    with in_community(towns.north.pk):
        record_expense(account=towns.people, amount=100, to_whom="Pia", on=date(2026, 4, 1), id=uuid7())
        table = table_of("funding.account", {"account": str(towns.bank.pk), "format": "pdf"})
        line = next(iter(table.lines))
        many = table.__class__(**{**table.__dict__, "lines": [line] * 2000, "count": 2000})
        out = BytesIO()
        FORMATS["pdf"].write(out, many)
        assert out.getvalue().startswith(b"%PDF")

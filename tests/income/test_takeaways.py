"""Who owes what, donors and donations as files: for whom their page is open, and no word of who pays less."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.governance.actions import decide_setting
from files.exporting import write_export
from files.models import Export
from funding.actions import reverse_entry
from funding.income.actions import make_pledge, make_receipt, record_payments, take_back_gift
from funding.income.models import Charge
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_member
from tests.funding.test_takeaways import cells_of
from tests.income.factories import a_donor, a_fee, a_gift, charged, less, the_fund

pytestmark = pytest.mark.django_db
BASE = "/c/north/money/"
FILES = ["fees/open", "fees/runs/{run}/open", "giving/donations", "giving/donors", "expenses"]
API = "/api/v1/c/north/exports/"


@pytest.fixture
def owing(towns):
    """Kit, who pays less, Lea, who paid all, and Mo, whose name is a formula, owe two fees; Sam owes one in South."""
    kit = a_member(towns.north, "kit", "learner").person
    for name in ("lea", "mo"):
        a_member(towns.north, name, "learner")
    a_member(towns.south, "sam", "learner")
    with in_community(towns.south.pk):
        towns.theirs = charged(a_fee("Their boat"), towns.ann)
    with in_community(towns.north.pk):
        towns.materials = charged(a_fee(), towns.ann)
        rule = {"free_place": False, "two_people": False, "situations": [{"situation": "Zorn", "percent": 62}]}
        decide_setting("hardship", rule, by=towns.ann, reason="So.")
        less(kit, by=towns.ann, choice="0")
        towns.trips = charged(a_fee("Trips", amount=1000), towns.ann, due_on=date(2026, 6, 1))
        Charge.objects.filter(person__username="mo").update(display_name="=Mo")
        lea = Charge.objects.get(run=towns.materials, person__username="lea")
        record_payments({lea.pk: lea.amount}, on=date(2026, 4, 20), id=uuid7(), by=towns.ann)
    return towns


def sent(client, path):
    answer = client.get(f"{BASE}{path}")
    assert answer.status_code == 200, path
    return answer, b"".join(answer)


def lines_of(client, path):
    answer, content = sent(client, path)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_open_charges_of_every_fee_and_of_one(client, owing):
    found = [tuple(list(one.values())[:7]) for one in lines_of(client, "fees/open.csv")]
    kit = {fee: sums for name, fee, _day, *sums in found if name == "kit"}
    assert [(name, fee) for name, fee, *_rest in found] == [
        ("'=Mo", "Materials"), ("'=Mo", "Trips"), ("kit", "Materials"), ("kit", "Trips"), ("lea", "Trips"),
    ]  # fmt: skip
    assert found[0] == ("'=Mo", "Materials", "2026-05-01", "98.47", "0.00", "98.47", "EUR")
    assert kit["Trips"][0] != "10.00"
    assert "Trips" not in {one["Fee"] for one in lines_of(client, f"fees/runs/{owing.materials.pk}/open.csv")}
    assert [one["Name"] for one in lines_of(client, f"fees/runs/{owing.materials.pk}/open.csv")] == ["'=Mo", "kit"]
    assert client.get(f"{BASE}fees/runs/{owing.theirs.pk}/open.csv").status_code == 404
    assert client.get(f"{BASE}fees/open.docx").status_code == 404


def test_a_lowered_fee_is_told_as_the_sum_charged_and_nothing_else(client, owing):
    _answer, content = sent(client, "fees/open.csv")
    said = content.decode("utf-8-sig")
    with in_community(owing.north.pk):
        trips = Charge.objects.get(run=owing.trips, person__username="kit")
    assert trips.amount < 1000
    assert set(said.splitlines()[0].split(",")) == {
        "Name", "Fee", "Due on", "Charged", "Paid", "Still open", "Currency", "Id",
    }  # fmt: skip
    assert not [
        word for word in ("burned", "shop", "zorn", "per cent", "hardship", "per cent", "%") if word in said.lower()
    ]


def test_donations_name_the_receipt_that_holds_and_what_was_taken_back(client, towns):
    with in_community(towns.north.pk):
        olive = a_donor("=Olive", email="o@example.org", address="2 Weir Lane\nAskeford", may_be_named=True)
        make_pledge(
            olive, id=uuid7(), fund=the_fund(), amount=500, currency="EUR", every="month", starts=date(2026, 1, 1)
        )
        receipt = make_receipt(a_gift(olive, on=date(2026, 2, 4)), by=towns.ann)
        take_back_gift(a_gift(olive, on=date(2026, 2, 3)), id=uuid7(), on=date(2026, 3, 1), by=towns.ann)
        reverse_entry(a_gift(olive, on=date(2026, 2, 2)).entry, id=uuid7(), on=date(2026, 3, 1))
        a_gift(olive, amount=1234)
    found = [tuple(list(one.values())[:7]) for one in lines_of(client, "giving/donations.csv")]
    assert found == [
        ("2026-02-04", "'=Olive", "General fund", "20.00", "EUR", str(receipt), ""),
        ("2026-02-03", "'=Olive", "General fund", "20.00", "EUR", "", "Taken back"),
        ("2026-02-02", "'=Olive", "General fund", "20.00", "EUR", "", "Reversed in the books"),
        ("2026-02-01", "'=Olive", "General fund", "12.34", "EUR", "", ""),
    ]
    [donor] = lines_of(client, "giving/donors.csv")
    assert list(donor.values())[:8] == [
        "'=Olive", "o@example.org", "2 Weir Lane\nAskeford", "", "1", "Yes", "No", "",
    ]  # fmt: skip
    assert lines_of(client, "giving/donors.csv?q=nobody") == []


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("format", ["xlsx", "pdf"])
def test_each_is_a_workbook_without_formulas_and_a_document_too(client, owing, path, format):
    with in_community(owing.north.pk):
        a_gift(a_donor("=Olive"))
    _answer, content = sent(client, f"{path.format(run=owing.trips.pk)}.{format}")
    if format == "pdf":
        assert content.startswith(b"%PDF-1.7")
        return
    said = cells_of(content)  # which finds no formula
    assert {"fees/open": "=Mo", "giving/donations": "=Olive", "giving/donors": "=Olive"}.get(path, "") in str(said)
    assert "sam" not in str(said)
    assert "Salt Trust" not in str(said)


def test_they_are_for_whom_their_page_is_open(client, owing):
    there = {
        ("fees/open.csv", f"fees/runs/{owing.trips.pk}/open.xlsx"): "income.open_charges",
        ("giving/donations.csv",): "income.donations",
        ("giving/donors.xlsx",): "income.donors",
    }
    for who, status in [
        (a_member(owing.north, "tom", "teacher"), 403),
        (a_member(owing.north, "gil", "guardian"), 403),
        (a_member(owing.south, "eve", "administrator"), 404),
    ]:
        for paths, kind in there.items():
            for path in paths:
                assert a_browser(who).get(f"{BASE}{path}").status_code == status, path
            assert an_api(who).post(API, {"kind": kind}, format="json").status_code == status
    for page, names in [
        ("fees/", ["fees/open.xlsx"]),
        (f"fees/runs/{owing.trips.pk}/", [f"fees/runs/{owing.trips.pk}/open.csv"]),
    ]:
        assert all(f'href="{BASE}{name}"' in client.get(f"{BASE}{page}").content.decode() for name in names)
    with in_community(owing.north.pk):
        a_donor()
    page = client.get(f"{BASE}giving/?q=Olive")
    assert f'href="{BASE}giving/donors.csv?q=Olive"' in page.content.decode()
    assert f'href="{BASE}giving/donations.xlsx"' in page.content.decode()
    assert "XLSX These donors:" in text_of(page)


def test_a_program_has_them_written_too(owing):
    asked = {"kind": "income.open_charges", "asked": {"run": str(owing.trips.pk), "format": "csv"}}
    api = an_api(owing.ann)
    assert api.post(API, asked, format="json").status_code == 202
    asked["asked"]["run"] = str(owing.theirs.pk)
    assert api.post(API, asked, format="json").status_code == 404
    with in_community(owing.north.pk):
        export = write_export(Export.objects.get())
    said = b"".join(api.get(f"{API}{export.pk}/")).decode()
    assert said.count("Trips") == 3


@pytest.mark.parametrize("path", ["fees/open.csv", "giving/donations.csv", "giving/donors.csv"])
def test_thirty_lines_take_as_many_statements_as_one(client, towns, path):
    counts = []
    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            a_member(towns.north, f"p{number}", "learner")
            with in_community(towns.north.pk):
                a_gift(a_donor(f"Donor {number}"))
        with in_community(towns.north.pk):
            charged(a_fee(f"Fee {first}"), towns.ann)
        client.get(f"{BASE}{path}")
        with CaptureQueriesContext(connection) as queries:
            assert len(lines_of(client, path)) >= last
        counts.append(len(queries))
    assert counts[0] == counts[1]

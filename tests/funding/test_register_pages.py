import csv
from datetime import date
from io import StringIO

import pytest

from funding.actions import record_expense, reverse_entry
from funding.posting import Move, post
from funding.sealing import seal
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.funding.factories import TODAY, a_grant, a_posting

pytestmark = pytest.mark.django_db


def test_the_register_is_found_by_fund_account_kind_day_direction_words_and_number(client, towns):
    with in_community(towns.north.pk):
        paid = record_expense(
            account=towns.people, amount=100, to_whom="Pia", on=date(2026, 4, 1), id=uuid7(), memo="Wages"
        )
        back = reverse_entry(paid, id=uuid7(), on=date(2026, 4, 2), memo="Paid twice")
        seal()
    every = {"A greenhouse", "Wages", "Paid twice"}
    for query, found in [
        ("", every),
        (f"fund={towns.fund.pk}", every),
        (f"account={towns.people.pk}", {"Wages", "Paid twice"}),
        ("kind=grant", {"A greenhouse"}),
        ("since=2026-04-01", {"Wages", "Paid twice"}),
        ("until=2026-04-01", {"A greenhouse", "Wages"}),
        ("flow=in", {"A greenhouse"}),
        ("flow=out", {"Wages", "Paid twice"}),
        ("text=rivers", {"A greenhouse"}),
        ("text=2", {"Wages"}),
        ("text=boat", set()),
        ("kind=nonsense&since=never", every),
        (f"account={towns.their_bank.pk}", every),
    ]:
        page = client.get(f"/c/north/money/entries/?{query}").content.decode()
        assert {memo for memo in every if f'<th role="rowheader" scope="row">{memo}' in page} == found, query
        assert "Their boat" not in page
        lines = list(
            csv.DictReader(StringIO(b"".join(client.get(f"/c/north/money/entries.csv?{query}")).decode("utf-8-sig")))
        )
        assert {line["What for"] for line in lines} == found, query
    assert back.reverses_id == paid.pk


def test_a_csv_has_exact_amounts_and_no_formula(client, towns):
    with in_community(towns.north.pk):
        a_grant(amount=5, memo='=HYPERLINK("x")', from_whom="@cmd")
    lines = list(csv.DictReader(StringIO(b"".join(client.get("/c/north/money/entries.csv")).decode("utf-8-sig"))))
    assert {(line["What for"], line["Who"], line["Amount"], line["Currency"], line["Debit"]) for line in lines} == {
        ("A greenhouse", "Rivers Foundation", "1234.50", "EUR", "Bank"),
        ('\'=HYPERLINK("x")', "'@cmd", "0.05", "EUR", "Bank"),
    }


def test_an_account_shows_its_balance_after_each_entry(client, towns):
    with in_community(towns.north.pk):
        for n in range(3):
            record_expense(account=towns.people, amount=100 * (n + 1), to_whom="Pia", on=TODAY, id=uuid7())
            seal(n)  # some sealed, some not
        grants = towns.grant.transfers.get().credit
        post(a_posting(Move(towns.bank, grants, 5000, "held")))
    lines = list(
        csv.DictReader(
            StringIO(b"".join(client.get(f"/c/north/money/accounts/{towns.bank.pk}.csv")).decode("utf-8-sig"))
        )
    )
    assert [(line["In"], line["Out"], line["Balance"]) for line in lines] == [
        ("0.00", "0.00", "1228.50"),
        ("0.00", "3.00", "1228.50"),
        ("0.00", "2.00", "1231.50"),
        ("0.00", "1.00", "1233.50"),
        ("1234.50", "0.00", "1234.50"),
    ]
    page = client.get(f"/c/north/money/accounts/{towns.bank.pk}/").content.decode()
    assert "Bank: €1,228.50" in page
    assert "Grants received: €1,234.50" in client.get(f"/c/north/money/accounts/{grants.pk}/").content.decode()

"""Several currencies: rates that are only added to, money exchanged, and what it is worth in exact fractions."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from funding.actions import exchange_money, store_rate
from funding.models import Entry, Rate
from funding.queries import balance_of
from funding.rates import last_rates, read_table, worth_of
from funding.usual import usual_account
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_member
from tests.files.factories import an_upload
from tests.funding.factories import TODAY

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/money/currencies/", "/api/v1/c/north/money/"
ECB = "Date,USD,JPY,CHF,\n2026-03-02,1.1000,160.5,N/A,\n2026-02-27,1.0900,159.25,0.95,\n"


@pytest.fixture
def place(towns):
    with in_community(towns.south.pk):
        a_rate("USD", "7")
    return towns


def a_rate(currency="USD", rate="1.25", on=TODAY, base="EUR"):
    return store_rate(currency=currency, base=base, on=on, rate=Decimal(rate), source="Bank")


def exchanged(place, amount=10_000, into="USD", amount_into=11_000, **more):
    with in_community(place.north.pk):
        return exchange_money(
            fund=place.fund,
            amount=amount,
            currency="EUR",
            into=into,
            amount_into=amount_into,
            on=TODAY,
            id=uuid7(),
            **more,
        )


def test_money_is_exchanged_through_two_transfers_and_says_its_rate(client, place):
    form = {
        "id": str(uuid7()), "fund": str(place.fund.pk), "currency": "EUR", "amount": "100.00", "into": "JPY",
        "amount_into": "16050", "on": str(TODAY), "memo": "For the journey",
    }  # fmt: skip
    for _ in range(2):
        assert client.post("/c/north/money/post/exchange/", form)["Location"].endswith(f"{form['id']}/")
    with in_community(place.north.pk):
        bank, yen = place.bank, usual_account("bank", fund=place.fund, currency="JPY")
        assert (balance_of(bank.pk).balance, balance_of(yen.pk).balance) == (123450 - 10000, 16050)
        assert Entry.objects.get(pk=form["id"]).kind == "exchange"
    assert "1 EUR = 160.5 JPY" in text_of(client.get(f"/c/north/money/entries/{form['id']}/"))
    for changed, told in (({"into": "EUR"}, "two different currencies"), ({"amount_into": "0.5"}, "more than zero")):
        answer = client.post("/c/north/money/post/exchange/", form | {"id": str(uuid7())} | changed)
        assert answer.status_code == 422
        assert told in text_of(answer)


def test_the_page_converts_at_the_last_stored_rate_and_names_it(client, place):
    exchanged(place)
    assert "because no rate is stored: USD" in text_of(client.get(PAGE))
    with in_community(place.north.pk):
        a_rate(rate="1.2", on=date(2026, 1, 1))
        a_rate(rate="1.3", on=TODAY)
        a_rate(rate="1", on=TODAY)  # corrects it
        assert last_rates("EUR", date(2026, 2, 1))["USD"].rate == Decimal("1.2")
    shown = text_of(client.get(PAGE))
    assert "Together worth €1,244.50" in shown  # 1234.50 - 100 + 110 / 1
    assert "1 EUR = 1 USD on" in shown
    assert "is worth €10.00 more" in shown
    with in_community(place.north.pk):
        assert Entry.objects.count() == 2
    found = an_api(place.ann).get(f"{API}currencies/").json()
    assert [(one["currency"], one["amount"], one["worth"]) for one in found] == [
        ("EUR", 113450, 113450),
        ("USD", 11000, 11000),
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "rate", "worth"),
    [(100, "USD", "3", 33), (50, "USD", "3", 17), (5, "USD", "2", 2), (15, "USD", "2", 8), (-5, "USD", "2", -2), (1, "KWD", "0.5", 0),
     (1000, "KWD", "0.5", 200), (1, "JPY", "160", 1)],
)  # fmt: skip
def test_worth_is_exact_and_rounded_once_to_the_nearest_or_even(amount, currency, rate, worth):
    with in_community(uuid7()):
        assert worth_of(amount, Rate(currency=currency, base="EUR", rate=Decimal(rate))) == worth


def test_a_table_as_the_central_bank_publishes_it_stores_what_is_held_and_only_once(client, place):
    exchanged(place)
    exchanged(place, into="CHF", amount_into=9500)
    form = {"file": an_upload("eurofxref-hist.csv", ECB.encode()), "source": "ECB"}
    assert client.post(f"{PAGE}table/", form)["Location"] == PAGE
    with in_community(place.north.pk):
        assert {(one.currency, one.on.day, one.rate) for one in Rate.objects.all()} == {
            ("USD", 2, Decimal("1.1")), ("USD", 27, Decimal("1.09")), ("CHF", 27, Decimal("0.95")),
        }  # fmt: skip
    asked = {"table": ECB, "source": "ECB"}
    assert an_api(place.ann).post(f"{API}rates/table/", asked, format="json").json() == {"stored": 0}
    changed = {"table": "date,currency,rate\n2026-03-02,USD,1.2\n2026-03-02,JPY,161\n", "source": "Bank"}
    assert an_api(place.ann).post(f"{API}rates/table/", changed, format="json").json() == {"stored": 2}


def test_another_base_is_reckoned_through_the_euro(place):
    exchanged(place)
    with in_community(place.north.pk):
        found = {(one.currency, one.on.day): one.rate for one in read_table(ECB, base="JPY")}
    assert found[("EUR", 2)] == (1 / Decimal("160.5")).quantize(Decimal("1e-15"))
    assert found[("USD", 2)] == (Decimal("1.1") / Decimal("160.5")).quantize(Decimal("1e-15"))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("date,currency,rate\n2026-03-02,USD,1\n2026-03-02,USD,much\n", "Line 3: “much” is no rate."),
        ("date,currency,rate\n2026-03-02,USD,0\n", "Line 2"),
        ("date,currency,rate\n2026-03-02,USD,-1\n", "Line 2"),
        ("date,currency,rate\n2026-03-02,USD,NaN\n", "Line 2"),
        ("date,currency,rate\nyesterday,USD,1\n", "Line 2: “yesterday” is no day."),
        ("date,currency,rate\n2026-03-02,EUR,1\n", "Line 2: “EUR” is no other currency."),
        ("date,currency,rate\n2026-03-02\n", "Line 2"),
        ("date,currency,rate\n2026-03-02,US\rD,1\n", "Line 2: “US” is no other currency."),
        (f"date,currency,rate\n{'9' * 140_000}", "Line 2: this is no comma-separated text."),
        ("a,b\n", "The first line names the columns"),
        ("", "The first line names the columns"),
    ],
)
def test_a_table_that_cannot_be_read_names_the_line_and_stores_nothing(place, table, told):
    answer = an_api(place.ann).post(f"{API}rates/table/", {"table": table or " ", "source": "x"}, format="json")
    assert answer.status_code in (400, 409)
    with in_community(place.north.pk):
        with pytest.raises(Refused) as refusal:
            read_table(table, base="EUR")
        assert told in str(refusal.value)
        assert Rate.objects.count() == 0


def test_rates_are_only_added_to_by_who_keeps_the_books(client, place):
    form = {"currency": "USD", "rate": "1.1", "on": str(TODAY), "source": "Bank"}
    assert client.post(f"{PAGE}new/", form)["Location"] == PAGE
    assert client.post(f"{PAGE}new/", form | {"currency": "EUR"}).status_code == 422
    assert client.post(f"{PAGE}new/", form | {"rate": "0"}).status_code == 422
    tom = a_member(place.north, "tom", "teacher")
    assert [a_browser(tom).get(f"{PAGE}{path}").status_code for path in ("", "new/", "table/")] == [200, 403, 403]
    assert an_api(tom).post(f"{API}rates/", form, format="json").status_code == 403
    assert an_api(place.ann).post(f"{API}rates/", form | {"currency": "EUR"}, format="json").status_code == 409
    assert an_api(place.ann).post(f"{API}rates/", form | {"currency": "XXQ"}, format="json").status_code == 400
    assert [one["rate"] for one in an_api(tom).get(f"{API}rates/").json()["results"]] == ["1.100000000000000"]
    with in_community(place.north.pk):
        for statement in ("UPDATE funding_rate SET rate = 2", "DELETE FROM funding_rate"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_the_api_exchanges_and_the_page_asks_as_much_for_thirty_rates(client, place):
    asked = {
        "fund": str(place.fund.pk), "currency": "EUR", "amount": 100, "into": "USD", "amount_into": 110, "on": str(TODAY),
    }  # fmt: skip
    made = an_api(place.ann).post(f"{API}exchanges/", asked, format="json")
    assert (made.status_code, made.json()["kind"]) == (201, "exchange")
    with in_community(place.north.pk):
        a_rate()
    before = queries(client, PAGE)
    with in_community(place.north.pk):
        for day in range(1, 30):
            a_rate(on=date(2026, 1, day))
    assert queries(client, PAGE) == before

"""Each kind of bad input, tried three times: as rows by the app's own role, through the API, and through a page."""

import json
from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from funding.actions import close_books, record_grant, reverse_entry, set_limit
from funding.models import Entry, Fund, Transfer
from funding.queries import balance_of
from funding.sealing import seal
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.funding.factories import TODAY, a_fund, an_account, the_account

pytestmark = pytest.mark.django_db
API, PAGE = "/api/v1/c/north/money/entries/", "/c/north/money/post/grant/"


@pytest.fixture
def books(towns):
    """North's, with what bad input names: other funds, currencies, communities; a limit, a closed day, a reversal."""
    with in_community(towns.north.pk):
        towns.trips, towns.grants = a_fund("Trips"), towns.grant.transfers.get().credit_id
        towns.elsewhere, towns.dinars = an_account(towns.trips), an_account(towns.fund, "KWD")
        set_limit(towns.people, floor=None, ceiling=100)
        towns.undone = record_grant(fund=towns.fund, amount=5, currency="EUR", from_whom="x", on=TODAY, id=uuid7())
        reverse_entry(towns.undone, id=uuid7(), on=TODAY)
        close_books(TODAY.replace(day=1).replace(month=2))
        seal()
    return towns


def rows(books, **changed):
    """An entry and its transfer as the one function that posts is given them, by whoever writes SQL of their own."""
    entry = {
        "id": str(uuid7()), "effective_on": "2026-03-02", "kind": "other", "memo": "x", "source": "",
        "request_hash": "\\x00", "reverses_id": None, "actor_id": None,
    }  # fmt: skip
    line = {
        "id": str(uuid7()), "line": 0, "debit_id": str(books.bank.pk), "credit_id": str(books.grants), "amount": 100,
        "fund_id": str(books.fund.pk), "currency": "EUR", "state": "posted",
    }  # fmt: skip
    entry |= {name: value for name, value in changed.items() if name in entry}
    line |= {name: value for name, value in changed.items() if name in line and name != "id"}
    return [entry], [{**line, "entry_id": entry["id"]}]


def in_database(books, **changed):
    with transaction.atomic(), connection.cursor() as cursor:
        sql = "SELECT post_entries(%s, %s::jsonb, %s::jsonb)"
        cursor.execute(sql, [books.north.pk, *map(json.dumps, rows(books, **changed))])


def through_api(client, books, **changed):
    (entry,), (line,) = rows(books, **changed)
    transfer = {"debit": line["debit_id"], "credit": line["credit_id"], "amount": line["amount"]}
    if line["credit_id"] is None:
        del transfer["credit"]
    body = {name: entry[name] for name in ("id", "effective_on", "memo")} | {"transfers": [transfer]}
    return client.post(API, body, content_type="application/json").status_code


def through_page(client, books, **changed):
    form = {
        "id": str(uuid7()), "from_whom": "x", "amount": "1.00", "on": "2026-03-02", "memo": "x",
        "fund": str(books.fund.pk), "name": "",
    }  # fmt: skip
    return client.post(PAGE, form | changed).status_code


BAD = {  # how the rows lie, and how the page is asked for the same; None: no page takes such a thing
    "unbalanced": (lambda b: {"credit_id": None}, None),
    "to itself": (lambda b: {"credit_id": str(b.bank.pk)}, None),
    "cross-fund": (lambda b: {"credit_id": str(b.elsewhere.pk)}, None),
    "cross-fund, of the other fund": (
        lambda b: {"credit_id": str(b.elsewhere.pk), "fund_id": str(b.trips.pk)}, {"fund": "x"},
    ),
    "cross-currency": (lambda b: {"credit_id": str(b.dinars.pk)}, None),
    "cross-currency, of the other currency": (
        lambda b: {"credit_id": str(b.dinars.pk), "currency": "KWD"}, {"amount": "1 KWD"},
    ),
    "cross-community": (lambda b: {"credit_id": str(b.their_bank.pk)}, lambda b: {"fund": str(b.their_bank.fund_id)}),
    "zero": (lambda b: {"amount": 0}, {"amount": "0"}),
    "negative": (lambda b: {"amount": -100}, {"amount": "-1"}),
    "overflowing": (lambda b: {"amount": 2**63}, {"amount": "92233720368547758.08"}),
    "over-limit": (lambda b: {"debit_id": str(b.people.pk), "amount": 101}, None),
    "closed period": (lambda b: {"effective_on": "2026-02-01"}, {"on": "2026-02-01"}),
    "the same id, another request": (lambda b: {"id": str(b.grant.pk)}, lambda b: {"id": str(b.grant.pk)}),
    "reversed twice": (lambda b: {"reverses_id": str(b.undone.pk)}, None),
    "reversing what is not there": (lambda b: {"reverses_id": str(uuid4())}, None),
}  # fmt: skip
FOR_PROGRAMS = [kind for kind in BAD if not kind.startswith("revers")]  # an entry posted there reverses nothing
FOR_PAGES = [kind for kind, (_rows, page) in BAD.items() if page]


@pytest.fixture
def nothing_changes(books):
    """Neither entries nor balances, here or in the south."""

    def found():
        told = []
        for town in (books.north, books.south):
            with in_community(town.pk):
                told.append((Entry.objects.count(), Transfer.objects.count(), balance_of(the_account("bank").pk)))
        return told

    before = found()
    yield
    assert found() == before


@pytest.mark.parametrize("kind", BAD)
def test_the_database_refuses_it(books, nothing_changes, kind):
    with in_community(books.north.pk), pytest.raises((IntegrityError, DataError)):
        in_database(books, **BAD[kind][0](books))


@pytest.mark.parametrize("kind", FOR_PROGRAMS)
def test_the_api_refuses_it(client, books, nothing_changes, kind):
    assert through_api(client, books, **BAD[kind][0](books)) in (400, 409)


@pytest.mark.parametrize("kind", FOR_PAGES)
def test_the_page_refuses_it(client, books, nothing_changes, kind):
    asked = BAD[kind][1]
    assert through_page(client, books, **(asked(books) if callable(asked) else asked)) == 422


def test_the_same_without_the_lie_is_taken(client, books):
    with in_community(books.north.pk):
        in_database(books)
    assert (through_api(client, books), through_page(client, books)) == (201, 302)


def test_an_expense_over_the_limit_is_refused_by_page_and_api(client, books, nothing_changes):
    form = {"id": str(uuid7()), "to_whom": "x", "amount": "1.01", "on": "2026-03-02", "memo": "x"}
    page = client.post("/c/north/money/post/expense/", {**form, "account": str(books.people.pk)})
    assert (page.status_code, "above its ceiling" in page.content.decode()) == (422, True)
    body = {"to_whom": "x", "amount": 101, "on": "2026-03-02", "account": str(books.people.pk)}
    answer = client.post("/api/v1/c/north/money/expenses/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["detail"]) == (409, "An account would rise above its ceiling.")


def test_a_second_reversal_is_refused_by_page_and_api(client, books, nothing_changes):
    page = client.post(
        f"/c/north/money/entries/{books.undone.pk}/reverse/", {"id": str(uuid7()), "on": "2026-03-02", "memo": "x"}
    )
    assert (page.status_code, "reversed already" in page.content.decode()) == (422, True)
    body = {"id": str(uuid7()), "on": "2026-03-02", "memo": "x"}
    path = f"{API}{books.undone.pk}/reversal/"
    assert client.post(path, body, content_type="application/json").status_code == 409


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_and_no_api_edits_or_deletes_an_entry(client, books, nothing_changes, method):
    send = getattr(client, method)
    for path in (API, f"{API}{books.grant.pk}/"):
        assert send(path, {"memo": "x"}, content_type="application/json").status_code == 405
    send(f"/c/north/money/entries/{books.grant.pk}/", {"memo": "x"}, content_type="application/json")
    with in_community(books.north.pk):
        assert Entry.objects.get(pk=books.grant.pk).memo == "A greenhouse"


@pytest.mark.parametrize(
    "table", ["entry", "transfer", "seal", "limitterms", "verification", "networkproof", "bookshead"]
)
@pytest.mark.parametrize(
    "sql", ["UPDATE funding_{} SET community_id = community_id", "DELETE FROM funding_{}", "TRUNCATE funding_{}"]
)
def test_the_app_neither_edits_nor_deletes_what_was_written(books, nothing_changes, table, sql):
    with (
        in_community(books.north.pk),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(table))


def test_a_fund_of_the_south_is_none_of_the_norths(books):
    with in_community(books.north.pk):
        assert not Fund.objects.filter(pk=books.their_bank.fund_id).exists()

"""What there was before, once an account; and periods that close, in a list for good."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from funding.actions import Opening, close_books, record_openings, reverse_entry
from funding.models import Closing, Entry
from funding.queries import balance_of
from funding.usual import usual_account
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_member, a_person
from tests.files.factories import an_upload
from tests.funding.factories import the_account

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/money/openings/", "/api/v1/c/north/money/openings/"
DAY = date(2025, 12, 31)


@pytest.fixture
def place(towns):
    with in_community(towns.south.pk):
        close_books(date(2024, 5, 6), by=a_person("sue"))
    with in_community(towns.north.pk):
        towns.payable, towns.cash = the_account("payable"), the_account("cash")
    return towns


def the_name(account):
    return f"account_{account.pk.hex}"


def test_the_form_writes_one_entry_against_the_opening_balance(client, place):
    form = {
        "id": str(uuid7()), "on": str(DAY), "fund": str(place.fund.pk), the_name(place.bank): "1,520.40",
        the_name(place.payable): "310.00", the_name(place.cash): "",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(PAGE, form)["Location"] == f"/c/north/money/entries/{form['id']}/"
    with in_community(place.north.pk):
        entry = Entry.objects.get(pk=form["id"])
        assert (entry.kind, entry.effective_on, entry.transfers.count()) == ("opening", DAY, 2)
        opening = usual_account("opening", fund=place.fund, currency="EUR")
        assert balance_of(place.bank.pk).balance == 123450 + 152040
        assert balance_of(place.payable.pk).balance == -31000
        assert balance_of(opening.pk).balance == -152040 + 31000
    shown = text_of(client.get(PAGE))
    assert "These have their opening balance already" in shown
    assert "1010 Cash box" in shown
    assert "1000 Bank" not in shown


def test_an_account_begins_once_unless_its_beginning_is_reversed(place):
    with in_community(place.north.pk):
        first = record_openings([Opening(place.bank, 500)], on=DAY, id=uuid7(), by=place.ann)
        with pytest.raises(Refused, match="opening balance already: Bank"):
            record_openings([Opening(place.cash, 1), Opening(place.bank, 700)], on=DAY, id=uuid7())
        reverse_entry(first, id=uuid7(), on=DAY)
        record_openings([Opening(place.bank, 700)], on=DAY, id=uuid7())
        assert balance_of(place.bank.pk).balance == 123450 + 700
        assert balance_of(place.cash.pk).balance == 0


@pytest.mark.parametrize(
    ("openings", "told"),
    [
        ([("people", 5)], "not on what came in or went out"),
        ([("opening", 5)], "not on what came in or went out"),
        ([("bank", 5), ("bank", 6)], "one opening balance"),
        ([("bank", 0)], "at least one account"),
        ([], "at least one account"),
    ],
)
def test_what_can_have_no_opening_balance_is_refused(place, openings, told):
    with in_community(place.north.pk):
        wanted = [Opening(the_account(key), amount) for key, amount in openings]
        with pytest.raises(Refused, match=told):
            record_openings(wanted, on=DAY, id=uuid7())
        assert Entry.objects.count() == 1


def test_a_table_is_recorded_whole_or_its_lines_are_named(client, place):
    ann, path = an_api(place.ann), f"{API}table/"
    table = "number,fund,amount,currency\n1000,,1520.40,\n\n2000,General fund,310,EUR\n3100,,-5.00\n"
    made = ann.post(path, {"on": str(DAY), "table": table}, format="json")
    assert (made.status_code, len(made.json()["transfers"])) == (201, 3)
    wrong = "number,fund,amount\n9999,,1\n1010,Nowhere,1\n1010,,much\n1010,,1\n"
    answer = ann.post(path, {"on": str(DAY), "table": wrong}, format="json")
    assert answer.status_code == 409
    for line in (2, 3, 4):
        assert f"Line {line}:" in answer.json()["detail"]
    assert "Line 5" not in answer.json()["detail"]
    assert ann.post(path, {"on": str(DAY), "table": "a,b\n1,2\n"}, format="json").status_code == 409
    from_file = {"id": str(uuid7()), "on": str(DAY), "file": a_table("number,fund,amount\n1010,,7\n")}
    assert client.post(f"{PAGE}table/", from_file)["Location"] == f"/c/north/money/entries/{from_file['id']}/"
    with in_community(place.north.pk):
        assert balance_of(place.cash.pk).balance == 700
        assert Entry.objects.filter(kind="opening").count() == 2


@pytest.mark.parametrize("table", ["number;fund;amount\n1010;;7.50\n", "number\tfund\tamount\n1010\t\t7.50\n"])
def test_columns_may_be_parted_as_programs_do_where_the_comma_is_the_decimal_sign(client, place, table):
    from_file = {"id": str(uuid7()), "on": str(DAY), "file": a_table(table)}
    assert client.post(f"{PAGE}table/", from_file).status_code == 302
    with in_community(place.north.pk):
        assert balance_of(place.cash.pk).balance == 750


def a_table(text):
    return an_upload("openings.csv", text.encode())


def test_only_who_keeps_the_books_opens_them_and_only_on_their_accounts(place):
    tom = a_member(place.north, "tom", "teacher")
    assert a_browser(tom).get(PAGE).status_code == 403
    line = {"account": str(place.their_bank.pk), "amount": 5}
    asked = {"on": str(DAY), "lines": [line]}
    assert an_api(tom).post(API, asked, format="json").status_code == 403
    assert an_api(place.ann).post(API, asked, format="json").status_code == 400
    line["account"] = str(place.payable.pk)
    assert an_api(place.ann).post(API, asked, format="json").status_code == 201


def test_closings_stand_in_a_list_for_good(client, place):
    last = timezone.localdate().replace(day=1) - timedelta(1)
    assert "Nothing is closed so far" in text_of(client.get("/c/north/money/periods/"))
    before = text_of(client.get("/c/north/money/closing/"))
    assert "The books were never proved" in before
    assert "No draft waits" in before
    for day in (last, last - timedelta(40)):
        assert client.post("/c/north/money/closing/", {"through": str(day)})["Location"] == "/c/north/money/periods/"
    shown = text_of(client.get("/c/north/money/periods/"))
    assert "ann" in shown
    assert "Nothing has to be posted" in shown
    assert "2024" not in shown
    rows = an_api(place.ann).get("/api/v1/c/north/money/periods/").json()["results"]
    assert [(one["through"], one["closed_by"]) for one in rows] == [(str(last), str(place.ann.pk))]
    with in_community(place.north.pk):
        for statement in ("UPDATE funding_closing SET through = '2020-01-01'", "DELETE FROM funding_closing"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        assert Closing.objects.count() == 1


def test_pages_ask_as_much_for_thirty_closings_and_accounts(client, place):
    counts = []
    with in_community(place.north.pk):
        close_books(date(2024, 12, 31), by=place.ann)
    for number in range(2):
        counts.append([queries(client, path) for path in ("/c/north/money/periods/", PAGE)])
        with in_community(place.north.pk):
            for day in range(15 * number, 15 * number + 15):
                close_books(date(2025, 1, 1) + timedelta(day), by=place.ann)
    assert counts[0] == counts[1]

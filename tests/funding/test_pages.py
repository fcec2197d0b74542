from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from funding.actions import close_books, record_expense
from funding.models import Entry, Fund
from funding.queries import balance_of, fund_totals
from funding.sealing import seal
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.factories import a_member
from tests.funding.factories import a_grant, a_line

pytestmark = pytest.mark.django_db


def a_filled_form(towns, **changed):
    return {
        "id": str(uuid7()), "from_whom": "Rivers Foundation", "amount": "1,234.50", "on": "2026-03-02", "memo": "A shed",
        "fund": str(towns.fund.pk), "name": "",
    } | changed  # fmt: skip


def test_the_money_page_shows_each_fund_the_term_and_how_far_the_books_are_proved(client, towns):
    with in_community(towns.north.pk):
        towns.north.calendar = {
            "terms": [
                {
                    "key": "now",
                    "name": "Spring term",
                    "starts": str(timezone.localdate() - timedelta(30)),
                    "ends": str(timezone.localdate() + timedelta(30)),
                }
            ]
        }
        towns.north.save()
        a_grant(amount=5000, on=timezone.localdate())
        record_expense(account=towns.people, amount=1200, to_whom="Pia", on=timezone.localdate(), id=uuid7())
    page = client.get("/c/north/money/").content.decode()
    assert "€1,272.50 in one fund" in page
    assert "Spring term" in page
    assert "€50.00" in page
    assert "€12.00" in page
    assert "A greenhouse" in page
    assert "Not proved yet" in page
    assert "Their boat" not in page
    assert "€777.77" not in page


@pytest.mark.parametrize(
    "path",
    ["", "entries/", "post/", "post/grant/", "post/move/", "funds/new/", "accounts/new/", "closing/", "entries.csv"],
)
def test_strangers_find_nothing_and_members_what_their_role_opens(client, towns, path):
    writes = path.split("/")[-1] == "" and path not in ("", "entries/")
    for who, roles, expected in [
        ("stranger", None, 404),
        ("lea", ["learner"], 403),
        ("tom", ["teacher"], 403 if writes else 200),
        ("ann", None, 200),
    ]:
        person = (
            towns.ann
            if who == "ann"
            else a_member(towns.south if roles is None else towns.north, who, *(roles or [])).person
        )
        client.force_login(person)
        assert client.get(f"/c/north/money/{path}").status_code == expected, who


def test_rows_of_another_community_are_not_there(client, towns):
    for path in (
        f"entries/{towns.theirs.pk}/", f"entries/{towns.theirs.pk}/reverse/", f"accounts/{towns.their_bank.pk}/",
        f"accounts/{towns.their_bank.pk}.csv", f"funds/{towns.their_bank.fund_id}/", f"entries/{uuid4()}/",
    ):  # fmt: skip
        assert client.get(f"/c/north/money/{path}").status_code == 404, path
        assert client.get(f"/api/v1/c/north/money/{path.replace('reverse', 'reversal')}").status_code in (404, 405), (
            path
        )


def test_a_grant_is_recorded_once_however_often_the_form_is_sent(client, towns):
    form = a_filled_form(towns)
    answers = [client.post("/c/north/money/post/grant/", form) for _ in range(2)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, f"/c/north/money/entries/{form['id']}/")] * 2
    with in_community(towns.north.pk):
        assert Entry.objects.count() == 2
        assert balance_of(towns.bank.pk).balance == 2 * 123450
        entry = Entry.objects.get(pk=form["id"])
        assert (entry.kind, entry.memo, entry.source, entry.actor_id) == (
            "grant",
            "A shed",
            "Rivers Foundation",
            towns.ann.pk,
        )
    changed = client.post("/c/north/money/post/grant/", form | {"amount": "1"})
    assert changed.status_code == 422
    assert "recorded already" in changed.content.decode()


def test_a_grant_can_open_a_fund_of_its_own(client, towns):
    form = a_filled_form(towns, fund="new", name="Greenhouse")
    for _ in range(2):
        assert client.post("/c/north/money/post/grant/", form).status_code == 302
    with in_community(towns.north.pk):
        fund = Fund.objects.get(name="Greenhouse")
        assert (fund.is_restricted, fund.purpose) == (True, "A shed")
        assert {total.name: total.amount for total in fund_totals()} == {"General fund": 123450, "Greenhouse": 123450}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"amount": "1,50"}, "Write an amount such as 42.00."),
        ({"amount": "0"}, "Write an amount of at least 0.01."),
        ({"amount": "92233720368547758.08"}, "An amount is out of range."),
        ({"fund": "new"}, "Name the new fund, or choose one above."),
        ({"fund": "new", "name": "General fund"}, "There is a fund of this name."),
        ({"from_whom": ""}, "This field is required."),
        ({"on": "2025-12-31"}, "The books are closed up to Dec 31, 2025: choose a later day."),
        ({"id": "x"}, "Enter a valid UUID."),
    ],
)
def test_a_form_that_cannot_be_recorded_says_why_and_leaves_nothing(client, towns, changed, told):
    with in_community(towns.north.pk):
        close_books(date(2025, 12, 31))
    answer = client.post("/c/north/money/post/grant/", a_filled_form(towns, **changed))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    with in_community(towns.north.pk):
        assert (Entry.objects.count(), Fund.objects.count()) == (1, 1)


def test_a_foreign_fund_cannot_take_a_grant(client, towns):
    answer = client.post("/c/north/money/post/grant/", a_filled_form(towns, fund=str(towns.their_bank.fund_id)))
    assert answer.status_code == 422


def test_an_expense_leaves_the_bank(client, towns):
    form = {
        "id": str(uuid7()),
        "to_whom": "Pia",
        "amount": "34.50",
        "on": "2026-03-03",
        "memo": "Wages",
        "account": str(towns.people.pk),
    }
    for _ in range(2):
        assert client.post("/c/north/money/post/expense/", form).status_code == 302
    assert (
        client.post(
            "/c/north/money/post/expense/", form | {"id": str(uuid7()), "account": str(towns.bank.pk)}
        ).status_code
        == 422
    )
    with in_community(towns.north.pk):
        assert balance_of(towns.bank.pk).balance == 123450 - 3450
        assert balance_of(towns.people.pk).balance == 3450


def test_a_reversal_asks_first_and_links_both_ways(client, towns):
    path = f"/c/north/money/entries/{towns.grant.pk}/"
    assert "Reverse it" in client.get(path).content.decode()
    asked = client.get(f"{path}reverse/").content.decode()
    assert "Reverse “A greenhouse”?" in asked
    form = {"id": str(uuid7()), "on": "2026-03-04", "memo": "Entered twice"}
    for _ in range(2):
        assert client.post(f"{path}reverse/", form)["Location"] == f"/c/north/money/entries/{form['id']}/"
    page = client.get(path).content.decode()
    assert f"/c/north/money/entries/{form['id']}/" in page
    assert "Reverse it" not in page
    assert path in client.get(f"/c/north/money/entries/{form['id']}/").content.decode()
    again = client.post(f"{path}reverse/", form | {"id": str(uuid7())})
    assert again.status_code == 422
    assert "reversed already" in again.content.decode()
    with in_community(towns.north.pk):
        assert balance_of(towns.bank.pk).balance == 0


def test_an_entry_shows_who_recorded_it_and_its_seal(client, towns):
    with in_community(towns.north.pk):
        by_ann = a_grant(amount=1, by=towns.ann)
    page = client.get(f"/c/north/money/entries/{towns.grant.pk}/").content.decode()
    assert "number 1 of the chain" in page
    assert "the system" in page
    page = client.get(f"/c/north/money/entries/{by_ann.pk}/").content.decode()
    assert "waits for its number" in page
    assert "ann" in page


def test_closing_is_for_administrators_and_never_opens_again(client, towns):
    yesterday = timezone.localdate() - timedelta(1)
    for day, status in [(timezone.localdate(), 422), (yesterday, 302), (yesterday - timedelta(9), 302)]:
        assert client.post("/c/north/money/closing/", {"through": str(day)}).status_code == status
    assert "Up to" in client.get("/c/north/money/").content.decode()
    late = client.post("/c/north/money/post/grant/", a_filled_form(towns, on=str(yesterday)))
    assert late.status_code == 422
    client.force_login(a_member(towns.north, "stu", "steward").person)
    assert client.post("/c/north/money/closing/", {"through": str(yesterday)}).status_code == 403


def test_funds_and_accounts_are_opened(client, towns):
    form = {"id": str(uuid7()), "name": "Trips", "purpose": "Seeing the sea", "is_restricted": "on"}
    for _ in range(2):
        assert client.post("/c/north/money/funds/new/", form)["Location"] == f"/c/north/money/funds/{form['id']}/"
    assert "Seeing the sea" in client.get(f"/c/north/money/funds/{form['id']}/").content.decode()
    assert client.post("/c/north/money/funds/new/", form | {"id": str(uuid7())}).status_code == 422
    assert (
        client.post("/c/north/money/funds/new/", form | {"id": str(uuid7()), "name": "x", "purpose": ""}).status_code
        == 422
    )
    with in_community(towns.north.pk):
        ferry = a_line("expense", name="Ferry").pk
    account = {"fund": form["id"], "line": str(ferry), "currency": "JPY"}
    assert client.post("/c/north/money/accounts/new/", account).status_code == 302
    assert client.post("/c/north/money/accounts/new/", account).status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/c/north/money/",
        "/c/north/money/entries/",
        "/c/north/money/funds/{fund}/",
        "/c/north/money/accounts/{bank}/",
        "/api/v1/c/north/money/entries/",
        "/api/v1/c/north/money/accounts/",
        "/api/v1/c/north/money/funds/",
    ],
)
def test_a_page_asks_as_much_for_thirty_entries_as_for_one(client, towns, path):
    path = path.format(fund=towns.fund.pk, bank=towns.bank.pk)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
        with in_community(towns.north.pk):
            for n in range(29):
                a_grant(amount=n + 1)
                if n % 2:
                    seal()
    assert counts[0] == counts[1]
    assert counts[0] <= 27, [q["sql"] for q in queries.captured_queries]

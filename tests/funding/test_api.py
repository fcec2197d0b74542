from uuid import uuid4

import pytest

from funding.actions import verify_books
from funding.models import ChartLine, Entry, Fund, Seal
from funding.queries import balance_of
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.factories import a_member
from tests.funding.factories import the_account

pytestmark = pytest.mark.django_db
HERE = "/api/v1/c/north/money/"


def an_entry(towns, **changed):
    grants = towns.grant.transfers.get().credit_id
    lines = [{"debit": str(towns.bank.pk), "credit": str(grants), "amount": 250}]
    return {"id": str(uuid7()), "effective_on": "2026-03-02", "memo": "Half", "transfers": lines} | changed


@pytest.fixture(autouse=True)
def _scoped(towns):
    with in_community(towns.north.pk):
        yield


def send(client, path, body, **headers):
    return client.post(HERE + path, body, content_type="application/json", headers=headers)


def test_an_entry_is_posted_once_by_its_id(client, towns):
    body = an_entry(towns)
    first, again = send(client, "entries/", body), send(client, "entries/", body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["transfers"] == [
        {
            "debit": str(towns.bank.pk), "credit": body["transfers"][0]["credit"], "amount": 250, "state": "posted",
            "fund": str(towns.fund.pk), "currency": "EUR",
        }
    ]  # fmt: skip
    assert first.json()["number"] is None
    assert first.json()["actor"] == str(towns.ann.pk)
    assert balance_of(towns.bank.pk).balance == 123450 + 250
    other = send(client, "entries/", body | {"memo": "Other"})
    assert other.status_code == 409
    assert "recorded already" in other.json()["detail"]


def test_a_fund_is_opened_once_by_its_id(client, towns):
    body = {"id": str(uuid7()), "name": "Bees"}
    first, again = send(client, "funds/", body), send(client, "funds/", body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = send(client, "funds/", body | {"name": "Wasps"})
    assert other.status_code == 409
    assert "recorded already" in other.json()["detail"]
    assert Fund.objects.filter(name="Wasps").count() == 0


def test_an_idempotency_key_does_as_much(client, towns):
    body = an_entry(towns)
    del body["id"]
    answers = [send(client, "entries/", body, **{"Idempotency-Key": "one"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Entry.objects.count() == 2
    other = send(client, "entries/", body | {"memo": "x"}, **{"Idempotency-Key": "one"})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ({"amount": 0}, 400),
        ({"amount": -1}, 400),
        ({"amount": 2**63}, 400),
        ({"amount": 1.5}, 400),
        ({"amount": "x"}, 400),
        ({"debit": "theirs"}, 400),
        ({"debit": "nobody"}, 400),
        ({"debit": "the same"}, 409),
        ({"debit": "another fund"}, 409),
        ({"state": "sold"}, 400),
    ],
)
def test_a_bad_transfer_is_refused_and_leaves_nothing(client, towns, line, status):
    body = an_entry(towns)
    trips = send(client, "funds/", {"name": "Trips"}).json()["id"]
    named = {
        "theirs": towns.their_bank.pk,
        "nobody": uuid4(),
        "the same": body["transfers"][0]["credit"],
        "another fund": the_account("bank", Fund.objects.get(pk=trips)).pk,
    }
    if "debit" in line:
        line = {"debit": str(named[line["debit"]])}
    body["transfers"].append(body["transfers"][0] | line)
    assert send(client, "entries/", body).status_code == status
    assert Entry.objects.count() == 1
    assert balance_of(towns.bank.pk).balance == 123450


@pytest.mark.parametrize(
    "changed", [{"transfers": []}, {"effective_on": "31.12.2026"}, {"id": "x"}, {"kind": "gift"}, {"memo": "a" * 501}]
)
def test_a_bad_entry_names_the_field(client, towns, changed):
    answer = send(client, "entries/", an_entry(towns, **changed))
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(changed)


def test_reversal_grant_and_expense(client, towns):
    grant = send(
        client,
        "grants/",
        {"amount": 500, "from_whom": "Salt", "on": "2026-03-02", "new_fund": "Boat", "purpose": "A boat"},
    )
    assert grant.status_code == 201
    assert grant.json()["kind"] == "grant"
    fund = Fund.objects.get(name="Boat")
    assert fund.is_restricted
    account = the_account("materials", fund)
    expense = send(
        client, "expenses/", {"amount": 200, "to_whom": "Yard", "on": "2026-03-03", "account": str(account.pk)}
    )
    assert expense.status_code == 201
    assert balance_of(the_account("bank", fund).pk).balance == 300
    body = {"id": str(uuid7()), "on": "2026-03-04", "memo": "Twice"}
    path = f"entries/{expense.json()['id']}/reversal/"
    assert send(client, path, body).json()["reverses"] == expense.json()["id"]
    assert send(client, path, body).status_code == 201
    assert send(client, path, body | {"id": str(uuid7())}).status_code == 409
    assert balance_of(the_account("bank", fund).pk).balance == 500
    assert client.get(f"{HERE}entries/{expense.json()['id']}/").json()["reversed_by"] == body["id"]


@pytest.mark.parametrize(
    "changed", [{}, {"new_fund": "Boat"}, {"fund": "both", "new_fund": "Boat", "purpose": "A boat"}]
)
def test_a_grant_goes_to_one_fund(client, towns, changed):
    if "fund" in changed:
        changed = changed | {"fund": str(towns.fund.pk)}
    body = {"amount": 500, "from_whom": "Salt", "on": "2026-03-02"}
    assert send(client, "grants/", body | changed).status_code == 400


def test_lists_show_this_communitys_rows_alone(client, towns):
    funds = client.get(f"{HERE}funds/").json()["results"]
    assert [(fund["name"], fund["totals"]) for fund in funds] == [
        ("General fund", [{"currency": "EUR", "amount": 123450, "held": 0}])
    ]
    accounts = client.get(f"{HERE}accounts/?page_size=200").json()["results"]
    assert {account["id"]: account["balance"] for account in accounts if account["balance"]} == {
        str(towns.bank.pk): 123450,
        str(the_account("grants").pk): -123450,
    }
    assert client.get(f"{HERE}accounts/?fund={towns.their_bank.fund_id}").json()["results"] == []
    assert client.get(f"{HERE}accounts/?fund=x").status_code == 400
    assert [entry["id"] for entry in client.get(f"{HERE}entries/").json()["results"]] == [str(towns.grant.pk)]
    assert client.get(f"{HERE}entries/?account={towns.their_bank.pk}").status_code == 400
    assert client.get(f"{HERE}entries/?kind=expense").json()["results"] == []


def test_the_state_of_the_books(client, towns):
    verify_books()
    books = client.get(HERE).json()
    assert books["currency"] == "EUR"
    assert books["closed_through"] is None
    assert books["head"] == {"seq": 1, "hash": bytes(Seal.objects.get().hash).hex()}
    assert (books["verification"]["seq"], books["verification"]["fault"]) == (1, "")
    assert send(client, "closing/", {"through": "2026-01-31"}).json()["closed_through"] == "2026-01-31"
    assert send(client, "closing/", {"through": "2999-01-31"}).status_code == 400
    assert send(client, "entries/", an_entry(towns, effective_on="2026-01-31")).status_code == 409


def test_funds_and_accounts_are_opened(client, towns):
    body = {"id": str(uuid7()), "name": "Trips", "purpose": "Seeing the sea", "is_restricted": True}
    assert [send(client, "funds/", body).status_code for _ in range(2)] == [201, 201]
    line = ChartLine.objects.get(usual="transport").pk
    account = {"fund": body["id"], "line": str(line), "currency": "JPY"}
    assert send(client, "accounts/", account).status_code == 201
    assert send(client, "accounts/", account).status_code == 409
    assert send(client, "accounts/", account | {"currency": "XXX"}).status_code == 400
    assert send(client, "accounts/", account | {"fund": str(towns.their_bank.fund_id)}).status_code == 400


@pytest.mark.parametrize("path", ["", "funds/", "accounts/", "entries/"])
def test_who_may_not_read_the_books_is_told_so(client, towns, path):
    for who, home, roles, status in [
        ("eve", towns.south, ["administrator"], 404),
        ("lea", towns.north, ["learner"], 403),
    ]:
        client.force_login(a_member(home, who, *roles).person)
        assert client.get(HERE + path).status_code == status


@pytest.mark.parametrize("path", ["entries/", "grants/", "expenses/", "funds/", "accounts/", "closing/"])
def test_who_may_not_write_is_told_so(client, towns, path):
    client.force_login(a_member(towns.north, "tom", "teacher").person)
    assert send(client, path, {}).status_code == 403

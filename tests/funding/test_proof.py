"""Whoever changes the books behind the app's back, with every privilege there is, is found, and the row named."""

import json
import os
from contextlib import contextmanager
from io import StringIO
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from funding.actions import set_limit
from funding.models import Account, ChartLine, Entry, MonthTotal, Seal
from funding.posting import Move, post
from funding.proof import faults
from funding.sealing import seal
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.funding.factories import a_fund, a_posting, an_account

pytestmark = pytest.mark.django_db(transaction=True)
NEW = UUID("00000000-0000-4000-8000-000000000000")


@contextmanager
def a_superuser():
    """Whom neither privileges nor foreign keys hold."""
    url = urlsplit(os.environ["SUPERUSER_DATABASE_URL"])._replace(path=connection.settings_dict["NAME"])
    with psycopg.connect(url.geturl(), options="-c session_replication_role=replica") as one:
        yield one


class Town:
    """Books with four sealed entries, the second of two transfers and the fourth a reversal; and what is in them."""

    def __init__(self, founder):
        self.here = a_community(founder=founder)
        self.south = a_community(founder=founder)
        with in_community(self.here.pk):
            cash = an_account(a_fund())
            due = ChartLine.objects.get(usual="receivable")
            fee = Account.objects.create(line=due, fund=cash.fund, currency="EUR", kind="asset", other=self.south)
            grant = an_account(cash.fund, floor=-1000, ceiling=0)
            first, second = a_posting(Move(cash, grant, 10)), a_posting(Move(cash, grant, 11), Move(cash, fee, 12))
            for posting in (first, second, a_posting(Move(cash, grant, 13, "held"))):
                post(posting)
                seal()
            post(a_posting(Move(grant, cash, 10), reverses=first.id))
            seal()
            set_limit(grant, floor=-500, ceiling=0)
            self.rows = {
                "entry": second.id, "seal": second.id, "account": fee.pk, "balance": grant.pk, "limit": grant.pk,
                "transfer": Entry.objects.get(pk=second.id).transfers.get(line=1).pk,
            }  # fmt: skip
        with in_community(self.here.pk):
            self.rows["monthtotal"] = MonthTotal.objects.get(account=grant.pk).pk
        self.cash, self.grant = cash.pk, grant.pk
        self.rows["bookshead"] = self.heads()[1]
        assert self.found() == []

    def heads(self):
        with a_superuser() as one:
            found = one.execute("SELECT id FROM funding_bookshead WHERE community_id = %s ORDER BY seq", [self.here.pk])
            return [row[0] for row in found]

    def edit(self, table, change):
        with a_superuser() as one:
            same = {"community_id = %s": [self.here.pk], "id = %s": [self.rows[table]]}
            where, named = " AND ".join(same), [value for values in same.values() for value in values]
            assert one.execute(f"{change} WHERE {where}", named).rowcount == 1, change

    def named_by(self, table, column):
        """The row itself; where its key was changed, what is there now or what else names it."""
        named = {self.rows[table]}
        if column in ("id", "community_id"):
            named |= {NEW} | ({self.heads()[-1], self.heads()[0], self.heads()[1]} if table == "bookshead" else set())
            named |= {self.rows["entry"]} if table == "transfer" else set()
        if (table, column) == ("monthtotal", "community_id"):
            return {self.grant}
        if (table, column) == ("bookshead", "seq"):
            named.add(self.heads()[1])
        return named

    def found(self):
        with in_community(self.here.pk):
            return list(faults())


EDITS = {
    "entry": {
        "id": f"'{NEW}'", "community_id": "gen_random_uuid()", "request_hash": "'\\x00'",
        "effective_on": "effective_on + 1", "kind": "'grant'", "memo": "'x'", "source": "'x'",
        "recorded_at": "recorded_at + '1 us'::interval", "reverses_id": f"'{NEW}'", "actor_id": f"'{NEW}'",
    },
    "transfer": {
        "id": f"'{NEW}'", "community_id": "gen_random_uuid()", "line": "7", "debit_id": f"'{NEW}'",
        "credit_id": "debit_id, debit_id = credit_id", "fund_id": f"'{NEW}'", "currency": "'USD'",
        "amount": "amount + 1", "state": "'held'", "entry_id": f"'{NEW}'",
    },
    "seal": {
        "id": f"'{NEW}'", "community_id": "gen_random_uuid()", "seq": "10", "hash": "'\\x00'", "marks": "'\\x0000'",
    },
    "balance": {
        "id": f"'{NEW}'", "community_id": "gen_random_uuid()", "balance": "balance + 1", "held_in": "1",
        "held_out": "held_out + 1",
    },
    "limit": {
        "id": f"'{NEW}'", "community_id": "gen_random_uuid()", "balance": "balance - 1", "held_in": "held_in - 1",
        "held_out": "held_out + 1", "floor": "-501", "ceiling": "1",
    },
    "account": {
        "id": f"'{NEW}'", "community_id": "gen_random_uuid()", "kind": "'income'", "fund_id": f"'{NEW}'",
        "line_id": f"'{NEW}'", "currency": "'USD'", "other_id": "NULL",
    },
    "monthtotal": {
        "community_id": "gen_random_uuid()", "account": f"'{NEW}'", "month": "month + 31", "debits": "debits + 1",
        "credits": "credits + 1",
    },
    "bookshead": {
        "id": f"'{NEW}'", "community_id": "gen_random_uuid()", "seq": "77", "after": "0", "hash": "'\\x00'",
        "at": "at + '1 us'::interval",
    },
}  # fmt: skip
UNSAID = {"account": {"name"}, "monthtotal": {"id"}}  # a name may change, and nothing refers to that id
ELSEWHERE = {  # what does not stand any more under its key is named by what shows it
    ("entry", "community_id"): ("entry", "id"), ("transfer", "community_id"): ("transfer", ""),
    ("transfer", "credit_id"): ("transfer", "debit_id"), ("seal", "id"): ("entry", "id"),
    ("seal", "community_id"): ("seal", ""), ("balance", "community_id"): ("balance", "id"),
    ("limit", "community_id"): ("limit", "id"), ("account", "community_id"): ("account", "id"),
    ("monthtotal", "community_id"): ("monthtotal", "account"), ("monthtotal", "account"): ("monthtotal", "month"),
    ("bookshead", "id"): ("bookshead", ""), ("bookshead", "at"): ("bookshead", ""),
    ("bookshead", "community_id"): ("bookshead", "after"), ("bookshead", "seq"): ("bookshead", "after"),
}  # fmt: skip


@pytest.mark.parametrize("table", EDITS)
def test_an_edit_of_any_column_is_found_and_the_row_named(table):
    founder = a_person()
    for column, value in EDITS[table].items():
        town = Town(founder)
        town.edit(table, f"UPDATE funding_{table} SET {column} = {value}")
        fault = town.found()[0]
        assert (fault.table, fault.column) == ELSEWHERE.get((table, column), (table, column))
        assert fault.row in town.named_by(table, column), column


def test_every_column_that_says_something_is_tried():
    with connection.cursor() as cursor:
        for table, edits in EDITS.items():
            cursor.execute(f"SELECT * FROM funding_{table} LIMIT 0")
            assert {column.name for column in cursor.description} - UNSAID.get(table, set()) == set(edits)


GONE = {
    "entry": ("entry", "id"), "transfer": ("transfer", ""), "seal": ("seal", ""), "balance": ("balance", "id"),
    "limit": ("limit", "id"), "account": ("account", "id"), "bookshead": ("bookshead", "after"),
    "monthtotal": ("monthtotal", "account"),
}  # fmt: skip


@pytest.mark.parametrize("table", GONE)
def test_a_row_that_is_gone_is_found(table):
    town = Town(a_person())
    town.edit(table, f"DELETE FROM funding_{table}")
    fault = town.found()[0]
    assert (fault.table, fault.column) == GONE[table]
    assert fault.row in town.named_by(table, "community_id")


@pytest.mark.parametrize("table", ["entry", "transfer", "seal", "balance", "limit", "unsealed"])
def test_a_row_that_was_added_is_found(table):
    """A copy of another one, with what must differ changed."""
    town = Town(a_person())
    changed = {"entry": {"reverses_id": None}, "transfer": {"line": 9}, "seal": {"seq": 5}}.get(table, {})
    source = "seal" if table == "unsealed" else table
    row = {"unsealed": "'{}'::jsonb"}.get(table, "to_jsonb(t)")
    with a_superuser() as one:
        one.execute(
            f"INSERT INTO funding_{table} SELECT (jsonb_populate_record(null::funding_{table}, {row} || %s)).*"
            f" FROM funding_{source} t WHERE community_id = %s AND id = %s",
            [json.dumps({"id": str(NEW), "community_id": str(town.here.pk), **changed}), town.here.pk,
             town.rows[source]],
        )  # fmt: skip
    fault = town.found()[0]
    assert (fault.table, fault.row) == ("entry" if table == "seal" else table, NEW)


def test_a_cut_tail_is_found_by_the_published_head():
    town = Town(a_person())
    with in_community(town.here.pk):
        last = Seal.objects.get(seq=4).pk
    with a_superuser() as one:
        for table, column in (("seal", "id"), ("transfer", "entry_id"), ("entry", "id")):
            assert one.execute(f"DELETE FROM funding_{table} WHERE {column} = %s", [last]).rowcount == 1
        for table in ("balance", "limit"):
            for account, amount in ((town.grant, 10), (town.cash, -10)):
                one.execute(f"UPDATE funding_{table} SET balance = balance - %s WHERE id = %s", [amount, account])
        for account, side in ((town.grant, "debits"), (town.cash, "credits")):
            one.execute(f"UPDATE funding_monthtotal SET {side} = {side} - 10 WHERE account = %s", [account])
    assert [(str(fault), fault.row) for fault in town.found()] == [
        ("the chain ends before the published entry 4 (bookshead)", town.heads()[-1])
    ]


def test_a_chain_written_anew_is_found_by_the_published_heads():
    town = Town(a_person())
    here = [town.here.pk]
    with a_superuser() as one:
        one.execute("UPDATE funding_entry SET memo = 'mine' WHERE id = %s", [town.rows["entry"]])
        one.execute("DELETE FROM funding_seal WHERE community_id = %s", here)
        one.execute("DELETE FROM funding_balance WHERE community_id = %s", here)
        one.execute("DELETE FROM funding_monthtotal WHERE community_id = %s", here)
        one.execute(
            "INSERT INTO funding_unsealed (community_id, id) SELECT community_id, id FROM funding_entry"
            " WHERE community_id = %s", here,
        )  # fmt: skip
        one.execute("CREATE TABLE kept AS SELECT * FROM funding_bookshead")
        one.execute("DELETE FROM funding_bookshead")
    with in_community(town.here.pk):
        seal()
    assert town.found() == []  # the forger has the last word, but for what was published
    with a_superuser() as one:
        one.execute("DELETE FROM funding_bookshead; INSERT INTO funding_bookshead SELECT * FROM kept; DROP TABLE kept")
    fault = town.found()[0]
    assert fault.what == "the chain up to entry 2 is not the published one"
    assert fault.row == town.rows["entry"]


def test_the_command_names_what_the_superuser_did_and_fails():
    town = Town(a_person())
    town.edit("transfer", "UPDATE funding_transfer SET amount = amount + 1")
    said = StringIO()
    with pytest.raises(CommandError, match="not as they were written: 1"):
        call_command("verify_books", stdout=said)
    lines = said.getvalue().splitlines()
    told = "a transfer was changed after it was sealed (transfer.amount)"
    assert f"{town.here.slug}: {told} (row {town.rows['transfer']})" in lines
    assert f"{town.south.slug}: verified up to entry 0: chain, balances, limits, heads" in lines

"""Plain-text journals: whatever stands in them adds up to nothing, and what they say the accounts came to is so."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.actions import capture_hold, open_fund, record_expense, reverse_entry
from funding.models import Account, Entry
from funding.posting import Move, post
from funding.queries import NOTHING, balances
from funding.reports.journal_names import named
from funding.reports.journals import journal
from funding.sealing import seal
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.factories import a_member
from tests.funding.factories import a_grant, a_posting, the_account
from web.amounts import as_decimal

pytestmark = pytest.mark.django_db
NAME = r"(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+"
POSTING = re.compile(rf"^\s+({NAME})  (-?[\d.]+) ([A-Z]{{3}})$")
BALANCE = {
    "beancount": re.compile(rf"^(\d{{4}}-\d\d-\d\d) balance ({NAME})  (-?[\d.]+) ~ 0 ([A-Z]{{3}})$"),
    "hledger": re.compile(rf"^    ({NAME})  0(?:\.0+)? ([A-Z]{{3}}) = (-?[\d.]+) ([A-Z]{{3}})$"),
}


def read(lines, format):
    """The sums of each account, and how many assertions were true; each entry adds up to nothing."""
    sums, entry, asserted, opened = defaultdict(Decimal), defaultdict(Decimal), 0, set()
    for line in lines:
        if not line.startswith(" "):
            assert not any(entry.values())
            entry.clear()
        if found := re.match(rf"(?:\d{{4}}-\d\d-\d\d open|account) ({NAME})", line):
            opened.add(found[1])
        if found := BALANCE[format].match(line):
            _day, name, amount, currency = (
                found.groups() if format == "beancount" else (None, found[1], found[3], found[2])
            )
            assert sums[name, currency] == Decimal(amount), line
            asserted += 1
        elif found := POSTING.match(line):
            assert found[1] in opened
            sums[found[1], found[3]] += Decimal(found[2])
            entry[found[3]] += Decimal(found[2])
    assert not any(entry.values())
    return sums, asserted


@pytest.fixture
def full(towns):
    """Books with all that is hard to write: quotes, semicolons, holds, a reversal, yen, and names in other scripts."""
    with in_community(towns.north.pk):
        a_grant(amount=5, memo='Say "hi"; or \\ not\nhere', from_whom="A; B", on=date(2026, 2, 2))
        a_grant(amount=500, currency="JPY", on=date(2026, 4, 2))
        paid = record_expense(account=towns.people, amount=100, to_whom="Pia", on=date(2026, 4, 1), id=uuid7())
        reverse_entry(paid, id=uuid7(), on=date(2026, 5, 2), memo="Paid twice")
        hold = a_posting(Move(towns.people, towns.bank, 700, "held"), on=date(2026, 5, 3), memo="Held")
        kept = a_posting(Move(towns.people, towns.bank, 900, "held"), on=date(2026, 5, 3), memo="Held on")
        post(hold, kept)
        capture_hold(Entry.objects.get(pk=hold.id), id=uuid7(), on=date(2026, 6, 1), memo="Paid")
        for name in ("Café & Co", "صندوق المكتبة", "صندوق الحديقة", "Cafe co"):
            a_grant(open_fund(name=name, currency="EUR", id=uuid7()), amount=10, on=date(2026, 6, 3))
        seal(4)
    return towns


@pytest.mark.parametrize("format", ["beancount", "hledger"])
def test_a_journal_adds_up_to_nothing_and_tells_what_each_account_came_to(full, format):
    with in_community(full.north.pk):
        lines = list(journal(format))
        sums, asserted = read(lines, format)
        names = named(
            Account.objects.select_related("line", "fund").order_by("line__number", "fund_id", "currency", "id")
        )
        now = balances()
        by_name = {}
        for key, (name, currency) in names.items():
            assert (name, currency) not in by_name
            by_name[name, currency] = as_decimal(now.get(key, NOTHING).balance, currency)
        assert {key: sum for key, sum in sums.items() if sum} == {key: sum for key, sum in by_name.items() if sum}
        assert asserted > len({key for key, sum in by_name.items() if sum})
        text = "\n".join(lines)
        entries = list(Entry.objects.all())
    for entry in entries:
        assert str(entry.pk) in text
    assert "held 7.00 EUR of Assets:" in text
    assert "freed 7.00 EUR of Assets:" in text
    assert "boat" not in text
    assert "500 JPY" in text


def test_a_reversal_is_linked_to_what_it_takes_back(full):
    with in_community(full.north.pk):
        back = Entry.objects.get(kind="reversal")
        text = "\n".join(journal("beancount"))
    assert f"^{back.pk} ^{back.reverses_id}" in text
    assert text.count(f"^{back.reverses_id}") == 2


def test_the_command_writes_it_and_knows_its_communities(full):
    out = StringIO()
    call_command("export_journal", "north", "--format", "hledger", stdout=out)
    with in_community(full.north.pk):
        assert out.getvalue().splitlines() == [one for line in journal("hledger") for one in line.split("\n")]
    with pytest.raises(CommandError):
        call_command("export_journal", "nowhere")


def test_only_who_keeps_the_books_takes_it(client, full):
    for format, start in (("beancount", 'option "title" "North"'), ("hledger", "; North, EUR")):
        answer = client.get(f"/c/north/money/journal.{format}")
        assert b"".join(answer).decode().startswith(start)
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert client.get("/c/north/money/journal.csv").status_code == 404
    assert "journal.beancount" in client.get("/c/north/money/statements/").content.decode()
    client.force_login(a_member(full.north, "tom", "teacher").person)
    assert client.get("/c/north/money/journal.beancount").status_code == 403
    assert "journal.beancount" not in client.get("/c/north/money/statements/").content.decode()
    client.force_login(a_member(full.south, "eve").person)
    assert client.get("/c/north/money/journal.beancount").status_code == 404


def test_empty_books_are_a_journal_too_and_many_entries_ask_no_more(towns):
    counts = []
    with in_community(towns.north.pk):
        for number in (1, 29):
            for _ in range(number):
                a_grant(amount=number)
            with CaptureQueriesContext(connection) as queries:
                list(journal("beancount"))
            counts.append(len(queries))
        assert the_account("bank")
    assert counts[0] == counts[1]

"""Books of a million transfers: what is read from sealed balances, and proving all of it."""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psutil
import psycopg
from django.db import connection

from accounts.models import Person
from communities.models import Community
from funding.models import Account, Entry
from funding.queries import balance_of, balances
from funding.register import AccountRegister
from funding.reports.periods import Span
from funding.reports.register import PeriodRegister
from funding.reports.statements import Told, activities, balance_sheet, trial_balance
from funding.sealing import seal
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.factories import a_community
from tests.funding.factories import a_fund, an_account

HERE = Path(__file__).resolve().parents[2]
ENTRIES, LINES = 100_000, 10
ROUNDS = 15
MOST = 20  # times as long as finding a row by its key
# Written past the one way in, which is measured elsewhere; sealing and proving read the same rows.
FILL = """
    WITH e AS (
        INSERT INTO funding_entry (community_id, id, request_hash, effective_on, kind, memo, source, recorded_at)
        SELECT %(here)s, gen_random_uuid(), '\\x00', date '2024-01-01' + n %% 700, 'other', 'Number ' || n, '', now()
        FROM generate_series(1, %(entries)s) n RETURNING community_id, id),
    u AS (INSERT INTO funding_unsealed (community_id, id) SELECT community_id, id FROM e)
    INSERT INTO funding_transfer (community_id, id, entry_id, line, debit_id, credit_id, fund_id, currency, amount, state)
    SELECT community_id, gen_random_uuid(), id, n, %(debit)s, %(credit)s, %(fund)s, 'EUR', 7, 'posted'
    FROM e, generate_series(1, %(lines)s) n
"""


def measure() -> list[Line]:
    if "SUPERUSER_DATABASE_URL" not in os.environ:
        print("Books of a million transfers are not measured: filling them needs SUPERUSER_DATABASE_URL.")
        return []
    here = a_community("million", founder=Person.objects.create(username="million", password="!"))
    with in_community(here.pk):
        cash = an_account(a_fund())
        grant = an_account(cash.fund, kind="income")
    _fill(here, cash, grant)
    sealed = _seal(here.pk)
    return [Line("sealing entries of 10 transfers", sealed, "/s"), *_reads(here, cash), *_proof(here)]


def _fill(here: Community, cash: Account, grant: Account) -> None:
    url = urlsplit(os.environ["SUPERUSER_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    told = {"here": here.pk, "entries": ENTRIES, "lines": LINES, "debit": cash.pk, "credit": grant.pk}
    with psycopg.connect(url.geturl(), options="-c session_replication_role=replica", autocommit=True) as one:
        one.execute(FILL, {**told, "fund": cash.fund_id})
        one.execute("ANALYZE funding_entry, funding_transfer, funding_unsealed")


def _seal(here: UUID) -> float:
    done, begun = 0, time.perf_counter()
    while True:
        with in_community(here):
            sealed = seal()
        if not sealed:
            break
        done += sealed
    assert done == ENTRIES
    took = time.perf_counter() - begun
    url = urlsplit(os.environ["SUPERUSER_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    with psycopg.connect(url.geturl(), autocommit=True) as one:
        one.execute("VACUUM ANALYZE funding_unsealed, funding_seal, funding_balance, funding_monthtotal")
    return done / took


def _reads(here: Community, cash: Account) -> list[Line]:
    """Each beside finding an entry by its key, turn by turn."""
    with in_community(here.pk):
        key = Entry.objects.values_list("pk", flat=True).first()
    year = Told(own="EUR", span=Span(date(2025, 1, 1), date(2025, 12, 31)))
    months = Span(date(2025, 3, 1), date(2025, 3, 31))
    reads: dict[str, Callable[[], Any]] = {
        "the balance of an account": lambda: balance_of(cash.pk),
        "all balances": balances,
        "trial balance, two years": lambda: trial_balance(year),
        "balance sheet, two years": lambda: balance_sheet(year),
        "activities, two years": lambda: activities(year),
        "a register's first page": lambda: AccountRegister(cash, kept=True)[0:25],
        "a register of a month: opening to closing": lambda: PeriodRegister(cash, months, kept=True).course(),
    }
    lines = []
    for name, read in reads.items():
        pairs = [(_ms(here, lambda: Entry.objects.get(pk=key)), _ms(here, read)) for _ in range(ROUNDS)]
        found, ratio = statistics.median(b for _, b in pairs), statistics.median(b / a for a, b in pairs)
        lines += [
            Line(f"1,000,000 transfers: {name}", found, "ms"),
            Line("  ratio to finding a row by its key", ratio, "×", MOST, at_least=False),
        ]
    return lines


def _ms(here: Community, act: Callable[[], Any]) -> float:
    with in_community(here.pk):
        begun = time.perf_counter()
        act()
        return (time.perf_counter() - begun) * 1000


def _proof(here: Community) -> list[Line]:
    command, most = [sys.executable, "manage.py", "verify_books", here.slug], 0
    begun = time.perf_counter()
    process = psutil.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True)
    while process.poll() is None:
        try:
            most = max(most, process.memory_info().rss)
            process.wait(0.05)
        except (psutil.TimeoutExpired, psutil.NoSuchProcess):
            continue
    took, said = time.perf_counter() - begun, process.stdout.read()
    assert re.search(f"verified up to entry {ENTRIES}", said), said
    return [
        Line("proving 1,000,000 transfers, end to end", took, "s"),
        Line("  memory of the process", most / 1e6, "MB", 300, at_least=False),
    ]

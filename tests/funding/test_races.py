"""Real connections against one another for some seconds; what they leave must be exact."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from threading import Barrier, Event
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from funding.actions import close_books, open_fund
from funding.models import Entry, Limit, Seal
from funding.posting import Move, Posting, post, post_at_once
from funding.proof import faults
from funding.queries import balance_of
from funding.sealing import seal
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.funding.factories import TODAY, a_fund, a_posting, an_account

pytestmark = pytest.mark.django_db(transaction=True)


class Given(Exception):
    pass


def on_its_own(work, *args):
    """In a thread, whose connection is its own."""
    try:
        return work(*args)
    finally:
        connection.close()


def poster(n, places, shared, until):
    """Posts random entries over limited and unlimited accounts, and repeats ids that others use too."""
    chance, mine, answers = random.Random(n), [], Counter()
    while time.monotonic() < until:
        here, accounts = chance.choice(places)
        picked = chance.sample(accounts, 4)
        moves = tuple(Move(picked[i], picked[i + 1], chance.randint(1, 9)) for i in range(chance.randint(1, 3)))
        key = uuid4()
        if chance.random() < 0.1:  # everyone's request for a shared id is the same
            key, moves = chance.choice(shared[here]), (Move(accounts[0], accounts[1], 3),)
        posting = Posting(id=key, effective_on=date(2027, 1, 1), kind="other", moves=moves)
        try:
            if chance.random() < 0.5:
                new = post_at_once(here, posting)
            else:
                with in_community(here):
                    new = post(posting)
                    time.sleep(chance.choice([0, 0, 0, 0.03]))  # some commit late
                    if chance.random() < 0.05:
                        raise Given
            mine += [(here, key) for key in new]
            answers["new" if new else "repeated"] += 1
        except Given:
            answers["rolled back"] += 1
        except Refused as refusal:
            answers[str(refusal)] += 1
    return mine, answers


def sealer(places, until, pids):
    """Is killed again and again, and begins anew."""
    while time.monotonic() < until:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                pids.append(cursor.fetchone()[0])
            while time.monotonic() < until:
                for here, _accounts in places:
                    with in_community(here):
                        seal(200)
        except OperationalError:
            connection.close()


def killer(until, pids):
    kills = 0
    while time.monotonic() < until:
        time.sleep(random.uniform(0.1, 0.4))
        if pids:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [pids.pop()])
                kills += 1
    return kills


def closer(here, until):
    day = TODAY
    while time.monotonic() < until:
        with in_community(here):
            close_books(day)
        day += timedelta(1)
        time.sleep(0.1)


def prover(places, until):
    """Proves the books while they are written and sealed."""
    found = []
    while time.monotonic() < until:
        for here, _accounts in places:
            with in_community(here):
                found += faults()
    return found


def places():
    founder = a_person()
    for _ in range(2):
        here = a_community(founder=founder)
        with in_community(here.pk):
            fund = a_fund()
            limits = [(None, None)] * 4 + [(-200, 200)] * 4
            yield here.pk, [an_account(fund, floor=floor, ceiling=ceiling) for floor, ceiling in limits]


def test_many_posters_and_killed_sealers_leave_exact_books():
    towns = list(places())
    shared = {here: [uuid4() for _ in range(20)] for here, _ in towns}
    until, pids = time.monotonic() + 4, []
    with ThreadPoolExecutor(11) as pool:
        posters = [pool.submit(on_its_own, poster, n, towns, shared, until) for n in range(6)]
        others = [
            pool.submit(on_its_own, sealer, towns, until, pids),
            pool.submit(on_its_own, killer, until, pids),
            pool.submit(on_its_own, closer, towns[-1][0], until),
            pool.submit(on_its_own, prover, towns, until),
        ]
        results = [one.result() for one in posters]
        _sealed, kills, _closed, false_alarms = [one.result() for one in others]
    posted = [place for mine, _answers in results for place in mine]
    answers = sum((answers for _mine, answers in results), Counter())
    assert len(posted) == len(set(posted))
    assert kills > 3
    assert false_alarms == []
    assert min(answers["new"], answers["repeated"], answers["rolled back"]) > 0
    for here, accounts in towns:
        keys = {key for place, key in posted if place == here}
        with in_community(here):
            while seal():
                pass
            assert set(Entry.objects.values_list("pk", flat=True)) == keys
            assert list(Seal.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, len(keys) + 1))
            assert sum(balance_of(account.pk).balance for account in accounts) == 0
            for limit in Limit.objects.all():
                assert -200 <= limit.balance <= 200
                assert limit.balance == balance_of(limit.pk).balance
            assert list(faults()) == []


def test_nothing_enters_a_closed_period_however_close_the_race():
    here = a_community()
    with in_community(here.pk):
        cash = an_account(a_fund())
        grant = an_account(cash.fund)
    day, over = [TODAY], Event()

    def keep_posting():
        while not over.is_set():
            with suppress(Refused), in_community(here.pk):
                post(a_posting(Move(cash, grant, 1), on=day[0]))
                time.sleep(0.005)

    counted = {}
    with ThreadPoolExecutor(6) as pool:
        posters = [pool.submit(on_its_own, keep_posting) for _ in range(6)]
        for _ in range(30):
            with in_community(here.pk):
                close_books(day[0])
            with in_community(here.pk):
                counted[day[0]] = Entry.objects.filter(effective_on__lte=day[0]).count()
            day[0] += timedelta(1)
            time.sleep(0.03)
        over.set()
        for one in posters:
            one.result()
    with in_community(here.pk):
        assert {on: Entry.objects.filter(effective_on__lte=on).count() for on in counted} == counted
        assert Entry.objects.exists()


def test_a_fund_asked_for_by_many_at_once_is_opened_for_all_of_them():
    north, key, start = a_community("north"), uuid4(), Barrier(6)

    def ask(_number):
        start.wait(10)
        with in_community(north.pk):
            return open_fund(name="Bees", currency="EUR", id=key).pk

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(partial(on_its_own, ask), range(6))) == [key] * 6

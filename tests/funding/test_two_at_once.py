"""Two people at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from funding.actions import (
    Opening,
    approve_draft,
    change_line,
    draft_entry,
    open_account,
    record_openings,
    refuse_draft,
)
from funding.models import Account, Draft, Entry, Fund
from funding.posting import Move
from funding.queries import balance_of
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.funding.factories import TODAY, a_fund, a_grant, a_line, the_account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def north():
    north = a_community("north", founder=a_person("ann"))
    with in_community(north.pk):
        a_grant(amount=10_000)
    return north


def at_once(north, *works):
    """What each answers, or the Refused it met."""
    start = Barrier(len(works))

    def run(work):
        try:
            start.wait(timeout=20)
            with in_community(north.pk):
                return work()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def a_waiting_draft(north):
    with in_community(north.pk):
        moves = [Move(the_account("people"), the_account("bank"), 700)]
        return draft_entry(id=uuid7(), moves=moves, effective_on=TODAY, memo="Chalk", by=a_person("tom"))


def test_two_who_approve_a_draft_post_it_once(north):
    people = [a_person(name) for name in ("ann", "kim", "lou", "max")]
    for _ in range(5):
        draft = a_waiting_draft(north)
        answers = at_once(north, *(partial(approve_draft, draft, by=who) for who in people))
        assert [one.pk for one in answers] == [draft.pk] * 4
    with in_community(north.pk):
        assert balance_of(the_account("people").pk).balance == 5 * 700


def test_one_who_refuses_and_one_who_approves_leave_one_answer(north):
    for _ in range(8):
        draft = a_waiting_draft(north)
        approved, refused = at_once(
            north,
            lambda draft=draft: approve_draft(draft, by=a_person("ann")),
            lambda draft=draft: refuse_draft(draft, reason="Twice", by=a_person("kim")),
        )
        with in_community(north.pk):
            state = Draft.objects.get(pk=draft.pk).state
            assert Entry.objects.filter(pk=draft.pk).exists() == (state == "approved")
        assert [isinstance(approved, Refused), isinstance(refused, Refused)].count(True) == 1
        assert isinstance(refused, Refused) == (state == "approved")


def test_an_account_begins_once_whoever_is_first(north):
    with in_community(north.pk):
        bank = the_account("bank")
    answers = at_once(
        north, *(lambda n=n: record_openings([Opening(bank, n)], on=TODAY, id=uuid7()) for n in (100, 100, 100))
    )
    assert [isinstance(one, Refused) for one in answers].count(False) == 1
    with in_community(north.pk):
        assert balance_of(bank.pk).balance == 10_000 + 100


def test_an_account_that_is_opened_while_its_line_is_renamed_has_the_new_name(north):
    for number in range(8):
        with in_community(north.pk):
            line, fund = a_line("expense"), a_fund()
        at_once(
            north,
            lambda line=line, number=number: change_line(line, name=f"Seeds {number}"),
            lambda line=line, fund=fund: open_account(fund=fund, line=line, currency="EUR"),
        )
        with in_community(north.pk):
            assert Account.objects.get(line=line).name == f"Seeds {number}"
    with in_community(north.pk):
        assert Fund.objects.count() == 9

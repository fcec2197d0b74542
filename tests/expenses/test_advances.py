"""Money given before something is bought: accounted for with receipts, the rest paid back or paid on top."""

import pytest
from django.utils import timezone

from funding.expenses import actions
from funding.expenses.models import Request
from funding.expenses.queries import open_advances
from funding.proof import faults
from funding.queries import balance_of
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tests.expenses.factories import a_draft_of, a_line, approved, asked, held, paid, pay, spent, state_of
from tests.funding.factories import the_account


def an_advance(here, amount=5_000):
    return paid(here, kind="advance", title="The trip", spent_on=None, amount=amount)


def settled(here, advance, amount, **about):
    return approved(here, kind="settlement", advance=advance, amount=amount, title="Tickets", **about)


def balances():
    return [balance_of(the_account(usual).pk).balance for usual in ("bank", "advances", "materials")]


def left(advance):
    return Request.objects.get(pk=advance.pk).left


def test_an_advance_is_no_expense_until_it_is_accounted_for(here):
    advance = an_advance(here)
    assert balances() == [95_000, 5_000, 0]
    assert [one.pk for one in open_advances()] == [advance.pk]
    one = settled(here, advance, 3_000)
    assert (state_of(one), balances(), left(advance)) == ("paid", [95_000, 2_000, 3_000], 2_000)
    actions.return_rest(advance, id=uuid7(), amount=2_000, on=timezone.localdate(), by=here.bea.person)
    assert (balances(), left(advance), list(open_advances())) == ([97_000, 0, 3_000], 0, [])
    assert list(faults()) == []


def test_what_goes_beyond_the_advance_is_paid_on_top(here):
    advance = an_advance(here)
    lines = [(a_line(), 4_000), (a_line("food"), 2_500)]
    one = settled(here, advance, 0, lines=lines)
    assert (state_of(one), held(), left(advance)) == ("approved", 1_500, 0)
    assert (spent(), spent("food")) == (4_000, 1_000)
    pay(here, one)
    assert (state_of(one), held(), spent("food")) == ("paid", 0, 2_500)
    assert balances() == [93_500, 0, 4_000]


def test_an_answer_that_is_taken_back_takes_all_of_it_back(here):
    advance = an_advance(here)
    one = settled(here, advance, 6_000)
    actions.refuse_request(one, by=here.bea.person, why="Whose tickets?")
    assert (balances(), left(advance), held()) == ([95_000, 5_000, 0], 5_000, 0)
    two = settled(here, advance, 5_000)
    assert (state_of(two), balances()) == ("paid", [95_000, 0, 5_000])


def test_only_ones_own_paid_advance_is_accounted_for(here):
    advance, open_one = an_advance(here), asked(here, kind="advance", spent_on=None)
    for wrong in (
        {"by": here.mia, "kind": "settlement", "advance": advance},
        {"kind": "settlement", "advance": open_one},
        {"kind": "settlement"},
        {"kind": "expense", "advance": advance},
    ):
        with pytest.raises(Refused):
            a_draft_of(here, **wrong)
    settled(here, advance, 5_000)
    with pytest.raises(Refused, match="accounted for already"):
        asked(here, kind="settlement", advance=advance)


def test_no_more_comes_back_than_is_left_and_once_a_key(here):
    advance, key, today = an_advance(here), uuid7(), timezone.localdate()
    for wrong in (5_001, 0, -1):
        with pytest.raises(Refused, match="still to be accounted for"):
            actions.return_rest(advance, id=uuid7(), amount=wrong, on=today, by=here.bea.person)
    with pytest.raises(Refused, match="their own"):
        actions.return_rest(advance, id=uuid7(), amount=1, on=today, by=here.tom.person)
    for _ in range(2):
        actions.return_rest(advance, id=key, amount=2_000, on=today, by=here.bea.person)
    assert (left(advance), balances()) == (3_000, [97_000, 3_000, 0])

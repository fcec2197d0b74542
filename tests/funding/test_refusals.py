from datetime import date
from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from funding.actions import capture_hold, close_books, reverse_entry
from funding.models import Books, Entry, Limit, Transfer
from funding.posting import Move, post, post_at_once
from funding.proof import faults
from funding.queries import balance_of
from funding.sealing import seal
from tenancy.refusal import Refused
from tenancy.scope import NOBODY, in_community
from tests.factories import a_community, a_person
from tests.funding.factories import TODAY, a_fund, a_posting, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """A community with a cash and a grant account, and another one whose rows could leak."""
    founder = a_person()
    other = a_community(founder=founder)
    with in_community(other.pk):
        theirs = an_account(a_fund())
        post(a_posting(Move(theirs, an_account(theirs.fund), 7)))
    here = a_community(founder=founder)
    with in_community(here.pk):
        here.fund = a_fund()
        here.cash, here.grant = an_account(here.fund), an_account(here.fund)
        here.theirs = theirs
        yield here
        assert list(faults()) == []


def refused(*postings, match):
    with pytest.raises(Refused, match=match), transaction.atomic():
        post(*postings)


def test_what_is_posted_counts_at_once_and_after_its_seal(town):
    assert post(a_posting(Move(town.cash, town.grant, 500), Move(town.cash, town.grant, 1)))
    assert balance_of(town.cash.pk) == (501, 0, 0)
    assert balance_of(town.grant.pk) == (-501, 0, 0)
    assert seal() == 1
    assert seal() == 0
    assert balance_of(town.cash.pk) == (501, 0, 0)
    post(a_posting(Move(town.cash, town.grant, 2)))
    assert balance_of(town.cash.pk) == (503, 0, 0)


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_is_positive(town, amount):
    refused(a_posting(Move(town.cash, town.grant, amount)), match="more than zero")


@pytest.mark.parametrize("amount", [2**63, 10**30, 1.5])
def test_an_amount_fits(town, amount):
    refused(a_posting(Move(town.cash, town.grant, amount)), match="out of range|whole number")


def test_sums_may_exceed_an_amount(town):
    post(*(a_posting(Move(town.cash, town.grant, 2**63 - 1)) for _ in range(3)))
    assert balance_of(town.cash.pk).balance == 3 * (2**63 - 1)
    assert seal() == 3
    assert balance_of(town.cash.pk).balance == 3 * (2**63 - 1)


def test_both_sides_are_of_one_fund_currency_and_community(town):
    for stranger in (an_account(a_fund()), an_account(town.fund, "KWD"), town.theirs):
        refused(a_posting(Move(town.cash, stranger, 1)), match="credited account")
        refused(a_posting(Move(stranger, town.cash, 1)), match="account")
        stranger.fund_id, stranger.currency = town.cash.fund_id, town.cash.currency  # a lie
        refused(a_posting(Move(stranger, town.cash, 1)), match="debited account")
    refused(a_posting(Move(town.cash, town.cash, 1)), match="two accounts")


def test_one_bad_line_refuses_everything(town):
    refused(
        a_posting(Move(town.cash, town.grant, 5)),
        a_posting(Move(town.cash, town.grant, 5), Move(town.cash, town.theirs, 1)),
        match="credited account",
    )
    assert not Entry.objects.exists()
    assert balance_of(town.cash.pk) == (0, 0, 0)


def test_limits(town):
    purse = an_account(town.fund, floor=0, ceiling=100)
    refused(a_posting(Move(town.cash, purse, 1)), match="below its floor")
    post(a_posting(Move(purse, town.cash, 100)))
    refused(a_posting(Move(purse, town.cash, 1)), match="above its ceiling")
    post(a_posting(Move(town.cash, purse, 60, "held")))
    refused(a_posting(Move(town.cash, purse, 41)), match="below its floor")
    refused(a_posting(Move(town.cash, purse, 41, "held")), match="below its floor")
    post(a_posting(Move(town.cash, purse, 40)))
    assert balance_of(purse.pk) == (60, 0, 60)
    refused(a_posting(Move(purse, town.cash, 2**63 - 1)), match="out of range|ceiling")


def test_an_entry_is_netted_before_its_limits(town):
    purse = an_account(town.fund, floor=0)
    post(a_posting(Move(town.cash, purse, 5), Move(purse, town.grant, 5)))
    assert Limit.objects.get(pk=purse.pk).balance == 0


def test_a_hold_ends_once(town):
    held = a_posting(Move(town.cash, town.grant, 9, "held"))
    post(held)
    hold = Entry.objects.get(pk=held.id)
    assert balance_of(town.grant.pk) == (0, 0, 9)
    capture_hold(hold, id=uuid4(), on=TODAY)
    assert balance_of(town.grant.pk) == (-9, 0, 0)
    for end in (capture_hold, reverse_entry):
        with pytest.raises(Refused, match="reversed already"), transaction.atomic():
            end(hold, id=uuid4(), on=TODAY)
    post(second := a_posting(Move(town.cash, town.grant, 4, "held")))
    reverse_entry(Entry.objects.get(pk=second.id), id=uuid4(), on=TODAY)
    assert balance_of(town.cash.pk) == (9, 0, 0)


def test_a_reversal_happens_once(town):
    post(wrong := a_posting(Move(town.cash, town.grant, 9)))
    entry, key = Entry.objects.get(pk=wrong.id), uuid4()
    assert reverse_entry(entry, id=key, on=TODAY).pk == key
    assert reverse_entry(entry, id=key, on=TODAY).pk == key
    assert Entry.objects.count() == 2
    assert balance_of(town.cash.pk) == (0, 0, 0)
    with pytest.raises(Refused, match="reversed already"), transaction.atomic():
        reverse_entry(entry, id=uuid4(), on=TODAY)
    refused(a_posting(Move(town.cash, town.grant, 1), reverses=uuid4()), match="no such entry")


def test_the_same_request_is_answered_again_and_another_refused(town):
    first = a_posting(Move(town.cash, town.grant, 9))
    assert post(first) == [first.id]
    assert post(first) == []
    assert post(first, again := a_posting(Move(town.cash, town.grant, 1))) == [again.id]
    assert balance_of(town.cash.pk).balance == 10
    changed = [
        a_posting(Move(town.cash, town.grant, 8), id=first.id),
        a_posting(Move(town.grant, town.cash, 9), id=first.id),
        a_posting(Move(town.cash, town.grant, 9), id=first.id, memo="x"),
        a_posting(Move(town.cash, town.grant, 9), id=first.id, on=date(2026, 3, 2)),
    ]
    for other in changed:
        refused(other, match="other details")
    twin = a_posting(Move(town.cash, town.grant, 1))
    with pytest.raises(Refused), transaction.atomic():
        post(twin, twin)


def test_closed_books_take_nothing_but_answer_again(town):
    post(old := a_posting(Move(town.cash, town.grant, 9)))
    close_books(TODAY)
    close_books(date(2026, 1, 1))  # does not open them
    refused(a_posting(Move(town.cash, town.grant, 1)), match="closed")
    assert post(old) == []
    assert post(a_posting(Move(town.cash, town.grant, 1), on=date(2026, 3, 2)))


def test_raw_rows_meet_the_same_walls(town):
    post(a_posting(Move(town.cash, town.grant, 9)))
    good = {
        "entry": Entry.objects.get(),
        "line": 1,
        "debit": town.cash,
        "credit": town.grant,
        "fund": town.fund,
        "currency": "EUR",
        "amount": 1,
        "state": "posted",
    }
    for bad in (
        {"amount": 0},
        {"amount": 2**63},
        {"currency": "KWD"},
        {"line": 0},
        {"state": "x"},
        {"community_id": a_community().pk},
    ):
        with pytest.raises((IntegrityError, DataError, ProgrammingError)), transaction.atomic():
            Transfer.objects.create(**good | bad)


def test_a_community_has_one_set_of_books():
    here = a_community()
    with in_community(here.pk), pytest.raises(IntegrityError, match="one_set_of_books"), transaction.atomic():
        Books.objects.create()
    with in_community(here.pk):
        assert Books.objects.get().pk == here.pk


@pytest.mark.django_db(transaction=True)
def test_one_round_trip():
    here = a_community()
    with in_community(here.pk):
        cash = an_account(a_fund())
        grant = an_account(cash.fund, ceiling=0)
    assert post_at_once(here.pk, one := a_posting(Move(cash, grant, 9))) == [one.id]
    assert post_at_once(here.pk, one) == []
    with pytest.raises(Refused):
        post_at_once(here.pk, a_posting(Move(grant, cash, 10)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), current_setting('app.community', true) FROM funding_entry")
        assert cursor.fetchone() == (0, str(NOBODY))
    with in_community(here.pk):
        assert balance_of(cash.pk).balance == 9

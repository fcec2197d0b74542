from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from funding.actions import close_books, post_entry, reverse_entry
from funding.between import Deal, charge_community, mismatches, reverse_between, settle_with_community
from funding.models import Account, Entry, Transfer
from funding.posting import Move, post
from funding.queries import balance_of, balances
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community
from tests.funding.factories import TODAY, a_posting, the_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """North owes south 54.00 euros for three places; west has books too."""
    a_community("west")
    north, south = a_community("north"), a_community("south")
    key = uuid7()
    deal = Deal(payer=north, payee=south, amount=5400, currency="EUR", on=TODAY, memo="Three boatbuilding places")
    charge_community(deal, id=key)
    return north, south, deal, key


def told(community):
    """What each account of a community says, by its name."""
    with in_community(community.pk):
        names = {account.pk: account.name for account in Account.objects.all()}
        return {names[account]: amounts.balance for account, amounts in balances().items() if amounts.balance}


def test_one_action_writes_both_books_under_one_id(pair):
    north, south, deal, key = pair
    charge_community(deal, id=key)
    assert told(north) == {"Other expenses": 5400, "Due to South": -5400}
    assert told(south) == {"Due from North": 5400, "Other income": -5400}
    for community, other in ((north, "South"), (south, "North")):
        with in_community(community.pk):
            entry = Entry.objects.get()
            assert (entry.pk, entry.kind, entry.source) == (key, "between", other)
    settle_with_community(deal, id=uuid7())
    assert told(north) == {"Other expenses": 5400, "Bank": -5400}
    assert told(south) == {"Bank": 5400, "Other income": -5400}
    assert list(mismatches()) == []


def test_where_one_book_refuses_neither_is_written(pair):
    north, south, deal, _key = pair
    with in_community(south.pk):
        close_books(TODAY)
    for act in (charge_community, settle_with_community):
        with pytest.raises(Refused, match="closed"):
            act(deal, id=uuid7())
    with pytest.raises(Refused, match="two of them"):
        charge_community(deal._replace(payee=north), id=uuid7())
    for community in (north, south):
        with in_community(community.pk):
            assert Entry.objects.count() == 1


def test_half_of_it_is_neither_posted_nor_reversed(pair):
    north, _south, _deal, key = pair
    with in_community(north.pk):
        debt = Account.objects.get(line__usual="due-to")
        with pytest.raises(Refused, match="both at once"):
            reverse_entry(Entry.objects.get(pk=key), id=uuid7(), on=TODAY)
        with pytest.raises(Refused, match="both at once"):
            post_entry(a_posting(Move(debt, the_account("bank"), 1)))


def test_both_halves_are_reversed_together_once(pair):
    north, south, _deal, key = pair
    with in_community(north.pk):
        entry = Entry.objects.get(pk=key)
        back = uuid7()
        for _ in range(2):
            reverse_between(entry, id=back, on=TODAY, memo="Not held")
        with pytest.raises(Refused, match="reversed already"):
            reverse_between(entry, id=uuid7(), on=TODAY)
    assert told(north) == told(south) == {}
    assert list(mismatches()) == []


def test_a_debt_told_in_one_book_alone_is_found(pair):
    north, south, _deal, _key = pair
    with in_community(south.pk), transaction.atomic():
        claim = Account.objects.get(line__usual="due-from")
        post(a_posting(Move(claim, the_account("other-income"), 7)))
        assert balance_of(claim.pk).balance == 5407
    assert [(m.creditor, m.debtor, m.currency, m.due_from, m.due_to) for m in mismatches()] == [
        (south, north, "EUR", 5407, 5400)
    ]
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_books", stdout=said)
    assert said.getvalue().splitlines()[-1] == "south: has 5407 EUR (minor units) due from north, whose books say 5400"


def test_neither_side_sees_the_others_rows(pair):
    north, south, _deal, _key = pair
    with in_community(north.pk):
        assert set(Transfer.objects.values_list("community", flat=True)) == {north.pk}
        assert not Account.objects.filter(other=north.pk).exists()
    with in_community(south.pk):
        assert set(Transfer.objects.values_list("community", flat=True)) == {south.pk}

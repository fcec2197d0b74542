from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from funding.actions import close_books, post_entry, reverse_entry
from funding.between import Deal, charge_community, grant_to_communities, reverse_between, settle_with_community
from funding.debts import compare_debts, prove_network
from funding.models import Account, Entry, Transfer
from funding.posting import Move, post
from funding.queries import balance_of, balances
from jobs.due import take_due
from jobs.models import Due
from jobs.outbox import TASKS
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.factories import a_community, a_person
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
    assert compare_debts().apart == []


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
    assert compare_debts().apart == []


def test_a_debt_told_in_one_book_alone_is_found(pair):
    north, south, _deal, _key = pair
    with in_community(south.pk), transaction.atomic():
        claim = Account.objects.get(line__usual="due-from")
        post(a_posting(Move(claim, the_account("other-income"), 7)))
        assert balance_of(claim.pk).balance == 5407
    assert [(m.creditor, m.debtor, m.currency, m.due_from, m.due_to) for m in compare_debts().apart] == [
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


def test_a_grant_to_many_is_written_in_every_book_or_in_none(pair):
    north, south, _deal, _key = pair
    network = a_community("network", kind="network")
    deals = {
        uuid7(): Deal(payer=network, payee=payee, amount=amount, currency="EUR", on=TODAY, memo="Per pupil")
        for payee, amount in ((north, 700), (south, 300))
    }
    for _ in range(2):
        grant_to_communities(deals)
    assert told(network) == {"Other expenses": 1000, "Due to North": -700, "Due to South": -300}
    assert told(south) == {
        "Due from North": 5400, "Other income": -5400, "Due from Network": 300, "Grants received": -300,
    }  # fmt: skip
    for here, count in ((network, 2), (north, 1), (south, 1)):
        with in_community(here.pk):
            assert Entry.objects.filter(kind="grant").count() == count
    with in_community(south.pk):
        close_books(TODAY)
    with pytest.raises(Refused, match="closed"):
        grant_to_communities({uuid7(): one for one in deals.values()})
    assert told(network)["Other expenses"] == 1000
    settle_with_community(next(iter(deals.values())), id=uuid7())
    assert told(network) == {"Other expenses": 1000, "Bank": -700, "Due to South": -300}
    assert compare_debts() == (3, [])


def test_the_networks_nightly_proof_is_kept_shown_and_told(client, pair):
    north, south, _deal, _key = pair
    assert prove_network() is None
    network = a_community("network", kind="network")
    take_due()
    assert Due.objects.filter(kind="funding.prove_network", community=None).exists()
    client.force_login(a_person("founder-of-network"))
    assert "Not proved yet" in client.get("/c/network/money/").content.decode()
    TASKS["funding.prove_network"]()
    assert "1 debt compared" in client.get("/c/network/money/").content.decode()
    with in_community(south.pk), transaction.atomic():
        post(a_posting(Move(Account.objects.get(line__usual="due-from"), the_account("other-income"), 7)))
    TASKS["funding.prove_network"]()
    page = client.get("/c/network/money/").content.decode()
    assert "They do not cancel out" in page
    assert "what North owes South, in EUR" in page
    assert "54" not in page.split('id="between"')[1].split("</section>")[0]
    for town, other in ((north, "South"), (south, "North"), (network, None)):
        with as_person(a_person(f"founder-of-{town.slug}").pk):
            kinds = [(one.kind, one.params) for one in Notice.objects.filter(kind__startswith="funding.")]
        assert kinds == [("funding.apart", {"other": other}) if other else ("funding.network", {"number": 1})]
    client.force_login(a_person("founder-of-north"))
    assert "They do not cancel out" not in client.get("/c/north/money/").content.decode()

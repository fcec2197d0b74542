"""What the money page adds up, and how an account's register tells of money that was only held."""

import pytest

from funding.actions import exchange_money, post_entry
from funding.posting import Move
from funding.queries import summed
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import text_of
from tests.funding.factories import TODAY, a_posting

pytestmark = pytest.mark.django_db


def test_a_fund_in_two_currencies_is_one_fund_and_nothing_of_it_is_left_out(client, towns):
    with in_community(towns.north.pk):
        exchange_money(
            fund=towns.fund, amount=10_000, currency="EUR", into="USD", amount_into=11_000, on=TODAY, id=uuid7()
        )
    page = text_of(client.get("/c/north/money/"))
    assert "€1,134.50 · $110.00 in one fund" in page
    assert page.count("General fund €1,134.50 $110.00") == 1
    home = text_of(client.get("/c/north/"))
    assert home.count("General fund") == 1


def test_currencies_are_not_added_up():
    assert summed([], "EUR") == [(0, "EUR")]


def test_a_register_says_where_money_was_held_and_none_moved(client, towns):
    with in_community(towns.north.pk):
        post_entry(a_posting(Move(towns.people, towns.bank, 500, "held")))
    page = text_of(client.get(f"/c/north/money/accounts/{towns.bank.pk}/"))
    assert page.count("held, or freed") == 1

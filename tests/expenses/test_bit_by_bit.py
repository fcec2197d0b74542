"""What would have to be agreed on by two, or decided, is so in parts too: limits look at what one person asks together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from funding.expenses import actions
from funding.expenses.effect import approve_by_decision, waiting_for_decision
from funding.expenses.models import Request
from funding.expenses.queries import wanted
from funding.expenses.together import WITHIN
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.expenses.factories import a_draft_of, approved, asked, held, paid, state_of, with_rules
from tests.funding.factories import a_fund, a_grant

pytestmark = pytest.mark.django_db
SHOP = {"kind": "expense", "payee": "Mill & Sons"}


def asks(request):
    found = wanted(request)
    return found.approvals, found.decision, found.together.amount, found.together.requests


def test_two_halves_need_the_two_people_that_the_whole_needs(here):
    with_rules(here, two_from=1_000)
    first = approved(here, amount=500, **SHOP)
    assert state_of(first) == "approved"
    second = asked(here, amount=500, kind="expense", payee="mill &  sons")
    assert asks(second) == (2, False, 1_000, 2)
    actions.approve_request(second, by=here.ann.person)
    assert (state_of(second), held()) == ("asked", 500)
    actions.approve_request(second, by=here.bea.person)
    assert (state_of(second), held()) == ("approved", 1_000)


def test_one_that_still_waits_counts_the_halves_that_came_after_it(here):
    with_rules(here, two_from=1_000)
    first = asked(here, amount=500)
    assert asks(first) == (1, False, 500, 1)
    asked(here, amount=499)
    assert asks(first) == (1, False, 999, 2)
    asked(here, amount=1)
    assert asks(first) == (2, False, 1_000, 3)
    actions.approve_request(first, by=here.ann.person)
    assert state_of(first) == "asked"


def test_another_person_payee_or_fund_a_no_and_what_is_long_ago_do_not_count(here):
    with_rules(here, two_from=1_000)
    other = a_fund("Library")
    a_grant(other, amount=10_000)
    old = approved(here, amount=900, **SHOP)
    Request.objects.filter(pk=old.pk).update(asked_at=timezone.now() - WITHIN - timedelta(minutes=1))
    asked(here, here.mia, amount=900, **SHOP)
    asked(here, amount=900, kind="expense", payee="Weir")
    asked(here, amount=900, fund=other, **SHOP)
    a_draft_of(here, amount=900, **SHOP)
    actions.withdraw_request(asked(here, amount=900, **SHOP), by=here.tom.person)
    actions.refuse_request(asked(here, amount=900, **SHOP), by=here.ann.person, why="No.")
    assert asks(asked(here, amount=900, **SHOP)) == (1, False, 900, 1)


def test_the_account_of_an_advance_counts_what_goes_beyond_it(here):
    with_rules(here, two_from=1_000)
    advance = paid(here, kind="advance", spent_on=None, amount=600)
    account = asked(here, amount=700, kind="settlement", advance=advance)
    assert asks(account) == (1, False, 700, 2)
    assert asks(asked(here, amount=299)) == (1, False, 999, 3)
    assert asks(asked(here, amount=1))[:3] == (2, False, 1_000)


def test_parts_of_what_needs_a_decision_need_one(here):
    with_rules(here, decide_from=1_000)
    parts = [asked(here, amount=400, **SHOP) for _ in range(3)]
    for one in parts:
        actions.approve_request(one, by=here.ann.person)
    assert [state_of(one) for one in parts] == ["asked"] * 3
    assert {one.pk for one in waiting_for_decision()} == {one.pk for one in parts}
    approve_by_decision(parts[0], by=here.bea.person, reason="It rains in.")
    assert state_of(parts[0]) == "approved"


def test_the_list_of_what_needs_a_decision_asks_as_little_for_thirty_as_for_one(here, django_assert_num_queries):
    with_rules(here, decide_from=1_000)
    for more in (1, 29):
        for _ in range(more):
            asked(here, amount=1_000)
        waiting_for_decision()
        with django_assert_num_queries(3):
            waiting_for_decision()


def test_page_and_api_say_so_to_whom_it_concerns(north):
    with_rules(north, two_from=1_000, decide_from=1_500)
    with in_community(north.community.pk):
        for _ in range(2):
            one = asked(north, amount=800, **SHOP)
    page, api = f"/c/north/money/expenses/{one.pk}/", f"/api/v1/c/north/expenses/{one.pk}/"
    assert "You asked 2 times within 30 days" in text_of(a_browser(north.tom).get(page))
    said = text_of(a_browser(north.ann).get(page))
    assert "did so 2 times within 30 days for the same payee out of this fund, €16.00 in all" in said
    assert "So much needs a decision" in said
    told = an_api(north.ann).get(api).json()
    assert (told["approvals_needed"], told["decision_needed"]) == (2, True)
    assert told["private"]["together"] == {"amount": 1_600, "requests": 2}
    assert an_api(north.mia).get(api).json()["private"] is None
    assert "30 days" not in text_of(a_browser(north.mia).get(page))
    assert an_api(north.ann).post(f"{api}approval/", {}, "json").json()["state"] == "asked"
    assert a_browser(north.ann).get(page.replace("north", "south")).status_code == 404

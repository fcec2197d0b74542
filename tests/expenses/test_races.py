"""Real connections against one another: of what excludes each other exactly one happens."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from funding.expenses import actions
from funding.expenses.models import Request, Step
from funding.proof import faults
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.expenses.factories import a_town, approved, asked, held, paid, spent, state_of, with_rules

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(town, *acts):
    """Each in a connection and a scope of its own, all at the same moment: how often it came about."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait()
            with in_community(town.community.pk):
                act()
            return "done"
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def approve(request, by):
    return partial(actions.approve_request, request, by=by.person)


def payment(request, by):
    return partial(actions.pay_request, request, id=uuid7(), on=timezone.localdate(), by=by.person)


def test_two_approvals_at_the_same_moment_hold_once():
    town = a_town()
    with in_community(town.community.pk):
        request = asked(town)
    assert at_once(town, approve(request, town.ann), approve(request, town.bea)).count("done") == 1
    with in_community(town.community.pk):
        assert (state_of(request), held()) == ("approved", 1_000)


def test_where_two_are_needed_both_count():
    town = a_town()
    with_rules(town, two_from=1_000)
    with in_community(town.community.pk):
        request = asked(town)
    assert at_once(town, approve(request, town.ann), approve(request, town.bea)) == ["done", "done"]
    with in_community(town.community.pk):
        assert (state_of(request), held()) == ("approved", 1_000)


def test_approving_while_it_is_taken_back_leaves_nothing_held_for_nobody():
    town = a_town()
    for _ in range(3):
        with in_community(town.community.pk):
            request = asked(town)
        back = partial(actions.withdraw_request, request, by=town.tom.person)
        answers = at_once(town, approve(request, town.ann), back)
        assert answers[1] == "done"
        with in_community(town.community.pk):
            assert (state_of(request), held()) == ("withdrawn", 0)


def test_paid_twice_at_once_is_paid_once():
    town = a_town()
    with in_community(town.community.pk):
        request = approved(town)
    assert at_once(town, payment(request, town.ann), payment(request, town.bea)).count("done") == 1
    with in_community(town.community.pk):
        assert (spent(), held(), Step.objects.filter(what="paid").count()) == (1_000, 0, 1)


def test_paying_while_it_is_refused_does_one_of_both():
    town = a_town()
    with in_community(town.community.pk):
        request = approved(town)
    no = partial(actions.refuse_request, request, by=town.ann.person, why="No.")
    assert at_once(town, payment(request, town.bea), no).count("done") == 1
    with in_community(town.community.pk):
        state = state_of(request)
        assert (state, spent(), held()) in (("paid", 1_000, 0), ("refused", 0, 0))


def test_two_that_together_are_more_than_the_fund_has_do_not_both_get_it():
    town = a_town(money=1_500)
    with in_community(town.community.pk):
        both = [asked(town), asked(town, town.mia)]
    answers = at_once(town, approve(both[0], town.ann), approve(both[1], town.bea))
    assert sorted(one == "done" for one in answers) == [False, True]
    assert any("not enough" in one for one in answers)
    with in_community(town.community.pk):
        assert held() == 1_000
        assert sorted(map(state_of, both)) == ["approved", "asked"]


def test_an_advance_accounted_for_and_paid_back_at_once_is_not_counted_twice():
    town = a_town()
    with in_community(town.community.pk):
        advance = paid(town, kind="advance", spent_on=None)
        one = asked(town, kind="settlement", advance=advance, amount=600)
    rest = partial(actions.return_rest, advance, id=uuid7(), amount=600, on=timezone.localdate(), by=town.bea.person)
    answers = at_once(town, approve(one, town.ann), rest)
    assert "done" in answers
    with in_community(town.community.pk):
        left = Request.objects.get(pk=advance.pk).left
        assert left == (0 if answers == ["done", "done"] else 400)
        assert list(faults()) == []

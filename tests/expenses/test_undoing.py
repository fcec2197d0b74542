"""A payment that did not happen after all: taken back once, by others than who asked, and paid again or refused."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from funding.actions import close_books
from funding.between import take_back
from funding.expenses import actions
from funding.expenses.models import Request, Step
from funding.proof import faults
from funding.queries import balance_of
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api
from tests.expenses.factories import approved, asked, held, paid, pay, spent, state_of
from tests.expenses.test_way import steps_of
from tests.funding.factories import the_account

pytestmark = pytest.mark.django_db
WHY = "The bank sent it back."


def undone(here, request, by=None, **about):
    given = {"id": uuid7(), "on": timezone.localdate(), "why": WHY, **about}
    return actions.undo_payment(request, by=(by or here.ann).person, **given)


def test_the_money_is_held_again_and_can_be_paid_again_or_refused(here):
    request = paid(here)
    bank = balance_of(the_account("bank").pk).balance
    undone(here, request)
    assert (state_of(request), held(), spent()) == ("approved", 1_000, 0)
    assert balance_of(the_account("bank").pk).balance == bank + 1_000
    pay(here, request)
    assert (state_of(request), held(), spent()) == ("paid", 0, 1_000)
    undone(here, request)
    actions.refuse_request(request, by=here.ann.person, why="Not any more.")
    assert (state_of(request), held(), spent()) == ("refused", 0, 0)
    assert steps_of(request) == ["asked", "approved", "paid", "undone", "paid", "undone", "refused"]
    assert list(faults()) == []


def test_it_is_taken_back_once_however_often_it_is_said(here):
    request, key = paid(here), uuid7()
    for _ in range(2):
        undone(here, request, id=key)
    with pytest.raises(Refused, match="not possible any more"):
        undone(here, request)
    assert (held(), spent()) == (1_000, 0)
    assert steps_of(request).count("undone") == 1


def test_nobody_takes_back_their_own_nor_without_a_reason_nor_on_another_day(here):
    own = approved(here, here.bea)
    actions.pay_request(own, id=uuid7(), on=timezone.localdate(), by=here.ann.person)
    with pytest.raises(Refused, match="their own"):
        undone(here, own, by=here.bea)
    with pytest.raises(Refused, match="Say why"):
        undone(here, own, why=" ")
    for wrong in (-1, 1):
        with pytest.raises(Refused, match="up to today"):
            undone(here, own, on=timezone.localdate() + timedelta(days=wrong))
    undone(here, own)
    with pytest.raises(Refused, match="their own"):
        actions.pay_request(own, id=uuid7(), on=timezone.localdate(), by=here.bea.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(request=own, what="paid", by=here.bea.person)


def test_a_payment_is_not_reversed_behind_the_requests_back(here):
    request = paid(here)
    payment = Request.objects.get(pk=request.pk).payment
    with pytest.raises(Refused, match="is taken back there"):
        take_back(payment, id=uuid7(), on=timezone.localdate(), by=here.ann.person)
    assert (state_of(request), spent()) == ("paid", 1_000)


def test_an_advance_goes_back_until_somebody_accounts_for_it(here):
    advance = paid(here, kind="advance", spent_on=None)
    undone(here, advance)
    found = Request.objects.get(pk=advance.pk)
    assert (found.state, found.left, held()) == ("approved", 0, 1_000)
    pay(here, advance)
    assert Request.objects.get(pk=advance.pk).left == 1_000
    settlement = asked(here, amount=400, kind="settlement", advance=advance)
    with pytest.raises(Refused, match="accounted for already"):
        undone(here, advance)
    actions.approve_request(settlement, by=here.ann.person)
    for one in (advance, settlement):
        with pytest.raises(Refused):
            undone(here, one)
    assert list(faults()) == []


def test_in_a_closed_period_nothing_changes(here):
    request = paid(here)
    close_books(timezone.localdate())
    with pytest.raises(Refused, match="closed"), transaction.atomic():
        undone(here, request)
    assert (state_of(request), spent(), held()) == ("paid", 1_000, 0)


@pytest.mark.parametrize("way", ["page", "API"])
def test_who_pays_takes_it_back_by_page_and_api_and_who_asked_is_told(north, way):
    with in_community(north.community.pk):
        request = paid(north)
    body = {"id": str(uuid7()), "on": str(timezone.localdate()), "why": WHY}
    page = f"/c/north/money/expenses/{request.pk}/"

    def send(who):
        if way == "page":
            return a_browser(who).post(f"{page}pay/undo/", body).status_code
        return an_api(who).post(f"/api/v1/c/north/expenses/{request.pk}/payment/reversal/", body).status_code

    assert [send(one) for one in (north.mia, north.tom)] == [403, 403]
    assert "Take the payment back" in a_browser(north.ann).get(page).content.decode()
    assert send(north.ann) == (302 if way == "page" else 200)
    with in_community(north.community.pk):
        assert (state_of(request), held()) == ("approved", 1_000)
    seen = a_browser(north.tom).get(page).content.decode()
    assert WHY in seen
    assert "Payment taken back" in seen
    assert "Take the payment back" not in a_browser(north.ann).get(page).content.decode()
    with as_person(north.tom.person.pk):
        assert Notice.objects.filter(kind="expenses.undone").count() == 1

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
    with pytest.raises(Refused):
        undone(here, advance)
    undone(here, settlement)
    undone(here, advance)
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


def test_an_account_that_its_advance_paid_for_goes_back_and_the_advance_is_open_again(here):
    advance = paid(here, kind="advance", spent_on=None)
    account = approved(here, amount=400, kind="settlement", advance=advance)
    assert (state_of(account), spent()) == ("paid", 400)
    own = uuid7()
    for _ in range(2):
        undone(here, account, id=own)
    assert (state_of(account), spent(), Request.objects.get(pk=advance.pk).left) == ("refused", 0, 1_000)
    assert Request.objects.get(pk=account.pk).answer == WHY
    assert steps_of(account) == ["asked", "approved", "settled", "undone", "refused"]
    with pytest.raises(Refused, match="not possible any more"):
        undone(here, account)
    again = approved(here, amount=1_000, kind="settlement", advance=advance)
    assert (state_of(again), spent(), Request.objects.get(pk=advance.pk).left) == ("paid", 1_000, 0)
    assert list(faults()) == []


def test_an_account_paid_in_part_goes_back_in_two_steps(here):
    advance = paid(here, kind="advance", spent_on=None)
    account = pay(here, approved(here, amount=1_400, kind="settlement", advance=advance))
    undone(here, account)
    assert (state_of(account), held(), spent()) == ("approved", 400, 1_000)
    actions.refuse_request(account, by=here.ann.person, why="Whose tickets?")
    assert (held(), spent(), Request.objects.get(pk=advance.pk).left) == (0, 0, 1_000)
    assert list(faults()) == []


def test_page_and_api_take_an_account_back_and_say_that_it_was_reversed(north):
    with in_community(north.community.pk):
        advance = paid(north, kind="advance", spent_on=None)
        accounts = [approved(north, amount=400, kind="settlement", advance=advance) for _ in range(2)]
    body = {"id": str(uuid7()), "on": str(timezone.localdate()), "why": WHY}
    page, api = f"/c/north/money/expenses/{accounts[0].pk}/", f"/api/v1/c/north/expenses/{accounts[1].pk}/"
    assert "Take the account back" in a_browser(north.ann).get(page).content.decode()
    answer = a_browser(north.ann).post(f"{page}pay/undo/", body, follow=True)
    assert "its advance is to be accounted for again" in answer.content.decode()
    told = an_api(north.ann).get(api).json()
    assert (told["state"], told["payments_taken_back"]) == ("paid", 0)
    sent = {**body, "id": str(uuid7())}
    assert an_api(north.tom).post(f"{api}payment/reversal/", sent, "json").status_code == 403
    told = an_api(north.ann).post(f"{api}payment/reversal/", sent, "json").json()
    assert (told["state"], told["payments_taken_back"], told["private"]["answer"]) == ("refused", 1, WHY)
    with in_community(north.community.pk):
        assert (spent(), Request.objects.get(pk=advance.pk).left) == (0, 1_000)

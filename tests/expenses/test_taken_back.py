"""A payment that was taken back, as its request tells of it; and a picture that has to be chosen again."""

from django.utils import timezone

from funding.expenses import actions
from funding.expenses.models import Step
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, text_of
from tests.expenses.factories import paid, pay
from tests.expenses.test_pages import LIST, filled_in
from tests.files.factories import a_picture

TOLD = "Its payment was taken back: the money is held in the fund again"


def test_a_payment_leads_to_its_request_which_says_that_it_was_taken_back(north):
    with in_community(north.community.pk):
        request = paid(north)
        entry = Step.objects.get(request=request, what="paid").entry
    page, bea, tom = f"{LIST}{request.pk}/", a_browser(north.bea), a_browser(north.tom)
    reverse = f"/c/north/money/entries/{entry.pk}/reverse/"
    assert "belongs to a request for money" in text_of(bea.get(reverse))
    assert page in bea.get(reverse).content.decode()
    refused = bea.post(reverse, {"id": str(uuid7()), "on": str(timezone.localdate()), "memo": "Paid twice"})
    assert refused.status_code == 422
    assert TOLD not in text_of(tom.get(page))
    with in_community(north.community.pk):
        actions.undo_payment(request, id=uuid7(), on=timezone.localdate(), why="Paid twice", by=north.bea.person)
    assert TOLD in text_of(tom.get(page))
    with in_community(north.community.pk):
        pay(north, request)
    assert TOLD not in text_of(tom.get(page))


def test_a_picture_is_asked_for_again_where_something_else_was_wrong(north):
    tom, again = a_browser(north.tom), "Choose it again"
    assert again not in text_of(tom.post(f"{LIST}new/", filled_in(north, amount1="x")))
    answer = tom.post(f"{LIST}new/", {**filled_in(north, amount1="x"), "photo": a_picture()})
    assert (answer.status_code, text_of(answer).count(again)) == (422, 1)

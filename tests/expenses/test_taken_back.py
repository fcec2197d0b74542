"""A payment that was reversed in the books, as its request tells of it; and a picture that has to be chosen again."""

from django.utils import timezone

from funding.between import take_back
from funding.expenses.models import Step
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, text_of
from tests.expenses.factories import paid
from tests.expenses.test_pages import LIST, filled_in
from tests.files.factories import a_picture

TOLD = "Its payment was taken back in the books"


def test_a_request_says_that_its_payment_was_reversed_until_that_is_reversed_too(north):
    with in_community(north.community.pk):
        request = paid(north)
        entry = Step.objects.get(request=request, what="paid").entry
    page, bea, tom = f"{LIST}{request.pk}/", a_browser(north.bea), a_browser(north.tom)
    assert TOLD not in text_of(tom.get(page))
    assert "belongs to a request for money" in text_of(bea.get(f"/c/north/money/entries/{entry.pk}/reverse/"))
    with in_community(north.community.pk):
        back = take_back(entry, id=uuid7(), on=timezone.localdate(), by=north.bea.person, memo="Paid twice")
    assert TOLD in text_of(tom.get(page))
    assert f"/c/north/money/entries/{back.pk}/" in bea.get(page).content.decode()
    with in_community(north.community.pk):
        take_back(back, id=uuid7(), on=timezone.localdate(), by=north.bea.person, memo="Once after all")
    assert TOLD not in text_of(tom.get(page))


def test_a_picture_is_asked_for_again_where_something_else_was_wrong(north):
    tom, again = a_browser(north.tom), "Choose it again"
    assert again not in text_of(tom.post(f"{LIST}new/", filled_in(north, amount1="x")))
    answer = tom.post(f"{LIST}new/", {**filled_in(north, amount1="x"), "photo": a_picture()})
    assert (answer.status_code, text_of(answer).count(again)) == (422, 1)

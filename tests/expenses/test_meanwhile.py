"""What changes while a request is open: the limits, and who is who."""

import pytest

from communities.models import Membership
from funding.expenses import actions
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.expenses.factories import a_draft_of, approved, asked, held, paid, state_of, with_rules

pytestmark = pytest.mark.django_db


def test_a_limit_that_comes_while_it_waits_binds_it(here):
    request = asked(here)
    with_rules(here, two_from=500)
    actions.approve_request(request, by=here.ann.person)
    assert state_of(request) == "asked"
    with_rules(here, two_from=None, decide_from=500)
    with pytest.raises(Refused, match="You approved it already"):
        actions.approve_request(request, by=here.ann.person)
    actions.approve_request(request, by=here.bea.person)
    assert (state_of(request), held()) == ("asked", 0)


@pytest.mark.parametrize("way", ["page", "API"])
def test_a_limit_that_goes_leaves_nothing_that_nobody_can_answer(north, way):
    """Where only Ann and Tom may approve and Tom asked, her one word is enough from then on."""
    with_rules(north, two_from=500)
    with in_community(north.community.pk):
        request = asked(north)
        actions.approve_request(request, by=north.ann.person)
    with_rules(north, two_from=None)
    page = f"/c/north/money/expenses/{request.pk}/"
    said = text_of(a_browser(north.ann).get(page))
    assert "Enough people approved it as the limits are now" in said
    for _ in range(2):
        if way == "page":
            a_browser(north.ann).post(f"{page}approve/", {"why": ""})
        else:
            an_api(north.ann).post(f"/api/v1/c/north/expenses/{request.pk}/approval/", {}, "json")
    with in_community(north.community.pk):
        assert (state_of(request), held()) == ("approved", 1_000)
        assert request.steps.filter(what="approved").count() == 1


def test_what_was_approved_stays_so_when_the_limit_comes_later(here):
    request = approved(here)
    with_rules(here, two_from=500)
    assert (state_of(request), held()) == ("approved", 1_000)


def test_whose_role_is_taken_away_midway_answers_no_more_and_is_asked_no_more(north):
    with in_community(north.community.pk):
        request, ready = asked(north), approved(north)
    page, paying = (f"/c/north/money/expenses/{one.pk}/" for one in (request, ready))
    browser, api = a_browser(north.bea), an_api(north.bea)
    assert "Approve it" in text_of(browser.get(page))
    with in_community(north.community.pk):
        Membership.objects.filter(pk=north.bea.pk).update(roles=["member"])
    assert browser.post(f"{page}approve/", {"why": ""}).status_code == 403
    assert browser.post(f"{paying}pay/", {}).status_code == 403
    assert api.post(f"/api/v1/c/north/expenses/{request.pk}/approval/", {}, "json").status_code == 403
    assert "Approve it" not in text_of(browser.get(page))
    assert "window garden" not in text_of(browser.get(page))
    assert an_api(north.bea).get("/api/v1/c/north/money/waits/").json() == []
    with in_community(north.community.pk):
        assert (state_of(request), state_of(ready)) == ("asked", "approved")


def test_who_left_takes_back_what_they_asked_and_is_offered_nothing_that_is_refused(north):
    with in_community(north.community.pk):
        first, second, draft = asked(north), asked(north), a_draft_of(north)
        advance = paid(north, kind="advance", spent_on=None)
        Membership.objects.filter(pk=north.tom.pk).update(until=north.tom.since)
    tom, page = a_browser(north.tom), "/c/north/money/expenses/"
    said = tom.get(f"{page}{first.pk}/").content.decode()
    assert ("It waits for an answer" in said, "Take it back" in said, "Add a receipt" in said) == (True, True, False)
    assert "Account for it" not in tom.get(f"{page}{advance.pk}/").content.decode()
    assert "Change it" not in tom.get(f"{page}{draft.pk}/").content.decode()
    assert tom.post(f"{page}{first.pk}/withdraw/").status_code == 302
    assert an_api(north.tom).post(f"/api/v1/c/north/expenses/{second.pk}/withdrawal/").status_code == 200
    assert a_browser(north.mia).post(f"{page}{advance.pk}/withdraw/").status_code == 302
    with in_community(north.community.pk):
        assert [state_of(one) for one in (first, second, advance)] == ["withdrawn", "withdrawn", "paid"]

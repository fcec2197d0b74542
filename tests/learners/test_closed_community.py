"""A community that decided to close takes nobody, at page, API and action; another goes on."""

import pytest

from communities.governance.actions import decide_setting
from learners.actions import enrol
from learners.models import Enrolment
from learners.queries import catalogue
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_person
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db
CLOSED = "closed to enrolment"


def decides(community, *, takes):
    with in_community(community.pk):
        by = a_keyholder(community).person
        decide_setting("enrolment", {"takes_learners": takes}, by=by, reason="We are full up.")


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def closed(north):
    offering = an_offering(north)
    an_enrolment(offering, "ann")
    decides(north, takes=False)
    return offering


def test_nobody_enrols_at_action_page_and_api(north, closed):
    bo = a_person("bo")
    with in_community(north.pk), pytest.raises(Refused, match=CLOSED):
        enrol(closed, person=bo, by=bo)
    page = f"/c/north/offerings/{closed.pk}/"
    assert CLOSED in text_of(a_browser(bo).get(page))
    posted = a_browser(bo).post(f"{page}enrol/")
    assert (posted.status_code, CLOSED in text_of(posted)) == (422, True)
    asked = an_api(bo).post(f"/api/v1/c/north/offerings/{closed.pk}/enrol/", {}, format="json")
    assert (asked.status_code, CLOSED in asked.json()["detail"]) == (409, True)
    with in_community(north.pk):
        assert [one.display_name for one in Enrolment.objects.all()] == ["ann"]
    assert "Closed at present" in text_of(a_browser(bo).get("/c/north/about/"))


def test_it_leaves_the_catalogue_and_comes_back_and_others_stay(north, closed):
    south = an_offering(a_community("south"))
    assert [card.pk for card in catalogue()] == [south.pk]
    decides(north, takes=True)
    assert {card.pk for card in catalogue()} == {south.pk, closed.pk}
    bo = a_person("bo")
    with in_community(north.pk):
        assert enrol(closed, person=bo, by=bo).is_live

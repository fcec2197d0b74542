"""A closed community takes no enrolments and no requests, at page, API and action; a closed network no communities."""

import pytest

from communities.governance.actions import decide_setting
from communities.governance.founding import found_community
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import ask_to_join
from communities.models import Community
from learners.actions import enrol
from learners.models import Enrolment
from learners.queries import catalogue
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, an_invitation, text_of
from tests.factories import a_community, a_person
from tests.governance.factories import a_rule
from tests.governance.people import a_suspended_member
from tests.learners.factories import an_offering

pytestmark = pytest.mark.django_db
CLOSED = "closed to enrolment"
ASK = {"words": "I repair boats.", "display_name": "Zoe"}


def close(community, *, again=False):
    with in_community(community.pk):
        decide_setting("enrolment", {"takes_learners": again}, by=a_keyholder(community).person, reason="We are full.")


@pytest.fixture
def south():
    return a_community("south")


@pytest.fixture
def north(south):
    north = a_community("north")
    close(north)
    return north


def test_nobody_asks_to_join_a_closed_community(north, south):
    zoe = a_person("zoe")
    refused = a_browser(zoe).post("/c/north/join/", ASK)
    assert (refused.status_code, CLOSED in text_of(refused)) == (422, True)
    assert an_api(zoe).post("/api/v1/c/north/join/", ASK).status_code == 409
    with in_community(north.pk):
        with pytest.raises(Refused, match=CLOSED):
            ask_to_join(zoe, words="Please.")
        assert JoinRequest.objects.count() == 0
    assert "takes nobody new" in text_of(a_browser(zoe).get("/c/north/about/"))
    assert a_browser(zoe).post("/c/south/join/", ASK).status_code == 302


def test_nobody_enrols_in_a_closed_community(north, south):
    zoe, offering = a_person("zoe"), an_offering(north)
    elsewhere = an_offering(south)
    assert {card.pk for card in catalogue()} == {elsewhere.pk}
    page = f"/c/north/offerings/{offering.pk}/"
    assert CLOSED in text_of(a_browser(zoe).get(page))
    assert a_browser(zoe).post(f"{page}enrol/", {}).status_code == 422
    assert an_api(zoe).post(f"/api/v1/c/north/offerings/{offering.pk}/enrol/", {}).status_code == 409
    with in_community(north.pk):
        with pytest.raises(Refused, match=CLOSED):
            enrol(offering, person=zoe, by=zoe)
        assert Enrolment.objects.count() == 0
    close(north, again=True)
    assert a_browser(zoe).post(f"{page}enrol/", {}).status_code == 302


def test_a_suspended_member_does_not_enrol(south):
    ann, offering = a_suspended_member(south, "ann"), an_offering(south)
    assert a_browser(ann).post(f"/c/south/offerings/{offering.pk}/enrol/", {}).status_code == 422
    with in_community(south.pk), pytest.raises(Refused, match="suspended"):
        enrol(offering, person=ann.person, by=ann.person)


def test_a_closed_community_may_still_invite(north):
    zoe = a_person("zoe")
    assert a_browser(zoe).post(f"/invitation/{an_invitation(north)}/", {"display_name": "Zoe"}).status_code == 302


def test_it_is_closed_by_a_vote_where_nobody_decides_alone(south):
    a_rule(south)
    given = {"reason": "We are full."}
    assert an_api(a_keyholder(south)).put("/api/v1/c/south/settings/enrolment/", {
        "value": {"takes_learners": False}, **given}, format="json").status_code == 409  # fmt: skip
    south.refresh_from_db()
    assert south.takes_learners is True


def test_a_closed_network_takes_no_new_communities(south):
    network = a_community("network", kind="network", founder=a_person("noor"))
    close(network)
    zoe = a_person("zoe")
    given = {"kind": "school", "name": "West", "languages": "English", "hue": 150, "time_zone": "UTC", "slug": "west"}
    refused = a_browser(zoe).post("/found/", given)
    assert (refused.status_code, "takes no new communities" in text_of(refused)) == (422, True)
    assert an_api(zoe).post("/api/v1/communities/", {"slug": "west"}, format="json").status_code == 409
    with pytest.raises(Refused, match="takes no new communities"):
        found_community(zoe, slug="west")
    assert not Community.objects.filter(slug="west").exists()

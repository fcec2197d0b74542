"""Roles are given and taken, and memberships ended, by a decision with its reason."""

import pytest

from communities.governance.models import Decision
from communities.models import Membership
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
PAGES = {
    "give": "/c/north/people/{}/give-role/",
    "take": "/c/north/people/{}/take-role/",
    "remove": "/c/north/people/{}/remove/",
}
API = {
    "give": "/api/v1/c/north/members/{}/roles/",
    "take": "/api/v1/c/north/members/{}/roles/end/",
    "remove": "/api/v1/c/north/members/{}/end/",
}
BOTH = [(PAGES, 302), (API, 200)]


@pytest.fixture
def north():
    a_community("south")
    return a_community("north")


def client_for(addresses, person=None):
    return an_api(person) if addresses is API else a_browser(person)


def state(member):
    with in_community(member.community_id):
        now = Membership.objects.get(pk=member.pk)
        return now.roles, now.is_live, list(Decision.objects.filter(number__gt=1).values_list("title", "reason"))


@pytest.mark.parametrize(("addresses", "done"), BOTH)
def test_a_role_is_given_and_taken(north, addresses, done):
    ann = a_member(north, "ann", "learner")
    client = client_for(addresses, a_keyholder(north))
    given = client.post(addresses["give"].format(ann.pk), {"role": "teacher", "reason": "She teaches well."})
    assert given.status_code == done
    taken = client.post(addresses["take"].format(ann.pk), {"role": "learner", "reason": "She has learnt enough."})
    assert taken.status_code == done
    assert state(ann) == (["teacher"], True, [
        ("ann: Teacher from now on", "She teaches well."), ("ann: no longer Learner", "She has learnt enough."),
    ])  # fmt: skip


@pytest.mark.parametrize(("addresses", "done"), BOTH)
def test_a_membership_is_ended(north, addresses, done):
    ann = a_member(north, "ann")
    client = client_for(addresses, a_keyholder(north))
    assert client.post(addresses["remove"].format(ann.pk), {"reason": "He moved away."}).status_code == done
    assert state(ann) == (["member"], False, [("ann: end of membership", "He moved away.")])
    assert client.post(addresses["remove"].format(ann.pk), {"reason": "Again."}).status_code == 404


@pytest.mark.parametrize(("addresses", "status"), [(PAGES, 422), (API, 409)])
def test_the_last_keyholder_keeps_the_keys(north, addresses, status):
    founder = a_keyholder(north)
    client = client_for(addresses, founder)
    client.post(addresses["give"].format(founder.pk), {"role": "teacher", "reason": "I teach too."})
    taken = client.post(addresses["take"].format(founder.pk), {"role": "administrator", "reason": "Tired."})
    assert taken.status_code == status
    assert client.post(addresses["remove"].format(founder.pk), {"reason": "Tired."}).status_code == status
    assert state(founder)[:2] == (["administrator", "teacher"], True)
    assert len(state(founder)[2]) == 1


@pytest.mark.parametrize("addresses", [PAGES, API])
@pytest.mark.parametrize("act", ["give", "take", "remove"])
def test_only_who_manages_people_does_it(north, addresses, act):
    ann = a_member(north, "ann", "teacher")
    given = {"role": "teacher", "reason": "Because."}
    statuses = [
        client_for(addresses, who).post(addresses[act].format(ann.pk), given).status_code
        for who in (None, a_person("zoe"), a_member(a_community("west"), "wes", "administrator"), ann)
    ]
    assert statuses == [401 if addresses is API else 302, 404, 404, 403]
    assert state(ann) == (["teacher"], True, [])


@pytest.mark.parametrize("addresses", [PAGES, API])
def test_a_member_of_another_community_is_out_of_reach(north, addresses):
    wes = a_member(a_community("west"), "wes", "learner")
    client = client_for(addresses, a_keyholder(north))
    assert client.post(addresses["give"].format(wes.pk), {"role": "teacher", "reason": "Because."}).status_code == 404
    assert state(wes) == (["learner"], True, [])


@pytest.mark.parametrize("given", [{"role": "teacher"}, {"reason": "Because."}, {"role": "king", "reason": "Because."}])
@pytest.mark.parametrize(("addresses", "status"), [(PAGES, 422), (API, 400)])
def test_a_role_needs_a_reason_and_a_name(north, addresses, status, given):
    ann = a_member(north, "ann")
    answer = client_for(addresses, a_keyholder(north)).post(addresses["give"].format(ann.pk), given)
    assert answer.status_code == status
    assert state(ann) == (["member"], True, [])


@pytest.mark.parametrize(("addresses", "status"), [(PAGES, 422), (API, 409)])
def test_a_role_of_the_network_is_not_given_elsewhere(north, addresses, status):
    ann = a_member(north, "ann")
    given = {"role": "steward", "reason": "Because."}
    assert client_for(addresses, a_keyholder(north)).post(addresses["give"].format(ann.pk), given).status_code == status

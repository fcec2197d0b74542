"""Inviting by page and API, and coming in by the link."""

import re

import pytest

from api.models import Answer
from communities.models import Invitation, Membership
from tenancy.keys import uuid7
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, an_invitation, queries, text_of
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
NEW = "/c/north/people/invitations/new/"
LIST = "/c/north/people/invitations/"
API = "/api/v1/c/north/invitations/"
ACCEPT = "/api/v1/invitations/accept/"


@pytest.fixture
def north():
    an_invitation(a_community("south"), note="for the south")
    return a_community("north", purpose="Learn by the river.")


def link_in(answer):
    return re.search(r'value="http://testserver(/invitation/[^"]+)"', answer.content.decode())[1]


def test_the_link_is_shown_once_and_kept_nowhere(north):
    browser = a_browser(a_keyholder(north))
    given = {"role": "teacher", "note": "Sanne", "days": 7, "idempotency_key": str(uuid7())}
    link = link_in(browser.post(NEW, given))
    token = link.removeprefix("/invitation/").strip("/")
    assert token not in browser.get(LIST).content.decode()
    assert Answer.objects.count() == 0
    with in_community(north.pk):
        assert Invitation.objects.filter(token_hash=token).count() == 0


def test_whoever_opens_the_link_comes_in(north):
    link = link_in(a_browser(a_keyholder(north)).post(NEW, {"role": "teacher", "days": 7}))
    assert "Learn by the river." in text_of(a_browser().get(link))
    zoe = a_browser(a_person("zoe"))
    assert zoe.post(link, {"display_name": "Zoe"})["Location"] == "/c/north/"
    with in_community(north.pk):
        came_in = Membership.objects.get(person__username="zoe")
    assert (came_in.display_name, came_in.roles) == ("Zoe", ["teacher"])
    again = a_browser(a_person("yan")).post(link, {"display_name": "Yan"})
    assert again.status_code == 422
    assert "has been used" in text_of(again)


def test_who_is_not_signed_in_is_shown_the_way_and_changes_nothing(north):
    link = f"/invitation/{an_invitation(north)}/"
    assert f"?next={link}" in a_browser().get(link).content.decode()
    assert a_browser().post(link, {"display_name": "Zoe"}).status_code == 422
    with in_community(north.pk):
        assert Membership.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "A" * 52])
def test_a_made_up_link_leads_nowhere(token):
    assert a_browser(a_person("zoe")).get(f"/invitation/{token}/").status_code == 404


def test_an_invitation_is_withdrawn(north):
    token = an_invitation(north)
    with in_community(north.pk):
        invitation = Invitation.objects.get()
    browser = a_browser(a_keyholder(north))
    assert browser.post(f"{LIST}{invitation.pk}/withdraw/").status_code == 302
    assert "Nobody is invited just now" in text_of(browser.get(LIST))
    assert "has been withdrawn" in text_of(a_browser(a_person("zoe")).get(f"/invitation/{token}/"))


@pytest.mark.parametrize("given", [{"role": "steward"}, {"role": ""}, {"role": "teacher", "days": 0}, {"days": "x"}])
def test_a_wrong_invitation_is_not_made(north, given):
    assert a_browser(a_keyholder(north)).post(NEW, {"days": 7, **given}).status_code == 422
    with in_community(north.pk):
        assert Invitation.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", [LIST, NEW, API])
def test_only_who_manages_people_invites(north, method, address):
    make = an_api if address == API else a_browser
    if address == LIST:
        method = "get"
    assert getattr(make(), method)(address).status_code == (401 if address == API else 302)
    assert getattr(make(a_person("zoe")), method)(address).status_code == 404
    assert getattr(make(a_member(north, "ann", "teacher")), method)(address).status_code == 403


def test_another_communitys_invitations_are_neither_seen_nor_withdrawn(north):
    west = a_community("west")
    an_invitation(west)
    with in_community(west.pk):
        invitation = Invitation.objects.get()
    founder = a_keyholder(north)
    assert "for the south" not in text_of(a_browser(founder).get(LIST))
    assert a_browser(founder).post(f"{LIST}{invitation.pk}/withdraw/").status_code == 404
    assert an_api(founder).delete(f"{API}{invitation.pk}/").status_code == 404
    with in_community(west.pk):
        assert Invitation.objects.get().is_open


def test_the_api_does_the_same(north):
    api = an_api(a_keyholder(north))
    made = api.post(API, {"role": "teacher", "note": "Sanne"}).json()
    assert [row["note"] for row in api.get(API).json()["results"]] == ["Sanne"]
    came_in = an_api(a_person("zoe")).post(ACCEPT, {"token": made["token"]})
    assert (came_in.status_code, came_in.json()["roles"]) == (201, ["teacher"])
    assert api.get(API).json()["results"] == []
    assert an_api(a_person("yan")).post(ACCEPT, {"token": made["token"]}).status_code == 409
    assert an_api().post(ACCEPT, {"token": made["token"]}).status_code == 401
    other = api.post(API, {"role": "teacher"}).json()
    assert api.delete(f"{API}{other['id']}/").status_code == 204
    assert api.delete(f"{API}{other['id']}/").status_code == 409


@pytest.mark.parametrize("address", [LIST, API])
def test_the_list_asks_the_same_for_one_as_for_thirty(north, address):
    founder = a_keyholder(north)
    client = an_api(founder) if address == API else a_browser(founder)
    an_invitation(north)
    with_one = queries(client, address)
    for _ in range(29):
        an_invitation(north)
    assert queries(client, address) == with_one

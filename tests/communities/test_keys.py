"""Keys for programs: what they open, for how long, and that nobody reads them twice."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.keys import KEYS_AT_MOST, make_key, revoke_key
from communities.models import ApiKey, Community
from communities.tokens import hash_of
from tenancy.refusal import Refused
from tests.accounts.factories import PASSWORD, a_browser
from tests.communities.factories import an_invitation
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db
LIST, NEW, API = "/me/keys/", "/me/keys/new/", "/api/v1/me/keys/"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def with_key(secret):
    return Client(headers={"authorization": f"Bearer {secret}"})


def a_confirmed_browser(username):
    browser = a_browser(username)
    browser.post("/account/confirm/", {"password": PASSWORD})
    return browser


def test_a_key_is_shown_once_and_kept_as_a_hash():
    a_member(a_community("north"), "ada")
    browser = a_confirmed_browser("ada")
    assert browser.get(NEW).status_code == 200
    made = browser.post(NEW, {"name": "Hall screen", "place": "*", "may_write": "read", "days": "90"})
    assert made.status_code == 201
    assert "no-store" in made["Cache-Control"]
    secret = made.context["secret"]
    key = ApiKey.objects.get()
    assert (key.key_hash, key.scopes, key.community) == (hash_of(secret), ["read"], None)
    assert timedelta(days=89) < key.expires_at - timezone.now() < timedelta(days=91)
    page = browser.get(LIST).content.decode()
    assert "Hall screen" in page
    assert secret not in page
    assert with_key(secret).get("/api/v1/me/").json()["username"] == "ada"


def test_making_a_key_takes_showing_that_it_is_oneself():
    a_person("ada")
    browser = a_browser("ada")
    assert browser.get(NEW)["Location"] == "/account/confirm/?next=%2Fme%2Fkeys%2Fnew%2F"
    given = {"name": "Hall screen", "place": "*", "may_write": "read", "days": "90"}
    assert browser.post(NEW, given).status_code == 302
    assert ApiKey.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"name": ""}, {"place": "south"}, {"may_write": "all"}, {"days": "5000"}])
def test_a_form_that_does_not_do_is_shown_again(wrong):
    a_member(a_community("north"), "ada")
    a_community("south")
    given = {"name": "Hall screen", "place": "north", "may_write": "read", "days": "90"}
    assert a_confirmed_browser("ada").post(NEW, {**given, **wrong}).status_code == 422
    assert ApiKey.objects.count() == 0


def test_a_key_that_reads_does_not_write():
    ada = a_person("ada")
    reading, writing = make_key(ada, name="r")[1], make_key(ada, name="w", may_write=True)[1]
    change = {"data": {"name": "Ada"}, "content_type": "application/json"}
    assert with_key(reading).get("/api/v1/me/").status_code == 200
    assert with_key(reading).patch("/api/v1/me/", **change).status_code == 403
    assert with_key(writing).patch("/api/v1/me/", **change).status_code == 200


def test_a_key_ends_when_it_expires_or_is_revoked_or_its_person_is_gone():
    ada, bo = a_person("ada"), a_person("bo")
    week = make_key(ada, name="week", expires_at=timezone.now() + timedelta(days=7))[1]
    key, endless = make_key(ada, name="endless")
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert with_key(week).get("/api/v1/me/").status_code == 401
        assert with_key(endless).get("/api/v1/me/").status_code == 200
    assert not revoke_key(bo, key.pk)
    assert revoke_key(ada, key.pk)
    assert with_key(endless).get("/api/v1/me/").status_code == 401
    other = make_key(bo, name="bo")[1]
    bo.is_active = False
    bo.save()
    assert with_key(other).get("/api/v1/me/").status_code == 401
    assert with_key("invented").get("/api/v1/me/").status_code == 401


@pytest.fixture
def two_keys():
    """Of a member of north and south: a key to north, and one to everything."""
    north, south = a_community("north"), a_community("south")
    ada = a_member(north, "ada").person
    a_member(south, "ada")
    return with_key(make_key(ada, name="n", community=north)[1]), with_key(make_key(ada, name="e")[1])


@pytest.mark.urls("tests.communities.urls")
def test_a_key_to_one_community_opens_no_other(two_keys):
    paths = ("/api/v1/c/north/writes/200/", "/api/v1/c/south/writes/200/")
    assert [[key.get(path).status_code for path in paths] for key in two_keys] == [[200, 403], [200, 200]]


def test_a_key_to_one_community_does_not_open_the_persons_own_pages(two_keys):
    paths = ("/api/v1/me/", "/api/v1/me/sessions/", API)
    assert [[key.get(path).status_code for path in paths] for key in two_keys] == [[403] * 3, [200] * 3]


def test_a_key_to_one_community_does_nothing_outside_of_it():
    """Not even what anyone signed in may: found a community, come in by an invitation, look at a hidden one."""
    north, south = a_community("north"), a_community("south", visibility="hidden")
    east = a_community("east")
    ada = a_member(north, "ada").person
    a_member(south, "ada")
    key = with_key(make_key(ada, name="n", community=north, may_write=True)[1])
    everything = with_key(make_key(ada, name="e", may_write=True)[1])
    asked = {
        "/api/v1/communities/": {"slug": "west"},
        "/api/v1/invitations/accept/": {"token": an_invitation(east)},
    }
    for path, given in asked.items():
        assert key.post(path, given, content_type="application/json").status_code == 403
    assert not Community.objects.filter(slug="west").exists()
    for path, given in asked.items():
        assert everything.post(path, given, content_type="application/json").status_code == 201
    paths = ("/api/v1/communities/north/", "/api/v1/communities/south/", "/api/v1/commons/")
    assert [key.get(path).status_code for path in paths] == [200, 404, 200]
    assert [everything.get(path).status_code for path in paths] == [200, 200, 200]


def test_a_key_is_made_for_a_community_one_belongs_to():
    ada = a_person("ada")
    north = a_community("north")
    with pytest.raises(Refused):
        make_key(ada, name="n", community=north)
    browser = a_browser("ada")
    asked = {"name": "n", "community": "north", "scopes": ["read"]}
    assert browser.post(API, asked, content_type="application/json").status_code == 409
    a_member(north, "ada")
    assert make_key(ada, name="n", community=north)[0].community == north


def test_a_key_makes_no_key_that_may_do_more_than_itself():
    ada = a_person("ada")
    soon = timezone.now() + timedelta(days=7)
    client = with_key(make_key(ada, name="w", may_write=True, expires_at=soon)[1])

    def make(**more):
        given = {"name": "child", "scopes": ["read"], "expires_at": soon.isoformat(), **more}
        return client.post(API, given, content_type="application/json").status_code

    assert make() == 201
    assert make(scopes=["read", "write"]) == 201
    assert make(expires_at=None) == 409
    assert make(expires_at=(soon + timedelta(days=1)).isoformat()) == 409


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"expires_at": "tomorrow"}, {"community": "no such"}],
)
def test_a_program_is_told_what_is_wrong_with_its_key(wrong):
    a_person("ada")
    given = {"name": "n", "scopes": ["read"], **wrong}
    assert a_browser("ada").post(API, given, content_type="application/json").status_code == 400


def test_a_key_in_the_past_and_one_too_many_are_refused():
    ada = a_person("ada")
    with pytest.raises(Refused):
        make_key(ada, name="late", expires_at=timezone.now() - timedelta(days=1))
    for number in range(KEYS_AT_MOST):
        make_key(ada, name=str(number))
    with pytest.raises(Refused):
        make_key(ada, name="one more")
    make_key(a_person("bo"), name="bo")


def test_nobody_sees_or_revokes_the_keys_of_somebody_else():
    key, _secret = make_key(a_person("ada"), name="Hall screen")
    a_person("bo")
    stranger = a_browser("bo")
    assert "No keys yet" in stranger.get(LIST).content.decode()
    assert stranger.get(API).json()["results"] == []
    assert stranger.post(f"/me/keys/{key.pk}/revoke/").status_code == 404
    assert stranger.delete(f"{API}{key.pk}/").status_code == 404
    owner = a_browser("ada")
    assert [one["name"] for one in owner.get(API).json()["results"]] == ["Hall screen"]
    assert "key" not in owner.get(API).json()["results"][0]
    assert owner.post(f"/me/keys/{key.pk}/revoke/")["Location"] == LIST
    assert owner.delete(f"{API}{key.pk}/").status_code == 404


@pytest.mark.parametrize("path", [LIST, API, "/me/account/"])
def test_a_list_of_thirty_takes_as_many_queries_as_one_of_one(path):
    ada = a_member(a_community("north"), "ada").person
    browser = a_browser("ada")
    counts = []
    for more in (1, 29):
        for number in range(more):
            make_key(ada, name=str(number))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.access import read_access
from communities.models import Community, Membership
from communities.roles import PERMISSIONS, declare
from tenancy.scope import NoScope, current_scope, in_community
from tests.factories import a_community, a_member, a_person
from tests.jobs.processes import python

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.communities.urls")]


@pytest.fixture
def north(db):
    return a_community("north")


@pytest.fixture
def south(db):
    return a_community("south")


@pytest.fixture
def ann(client, north, south):
    """A member of the north, signed in; someone else is a member of the south."""
    a_member(south, "bob")
    client.force_login(a_member(north, "ann").person)
    client.raise_request_exception = False
    return client


@pytest.fixture
def permission(monkeypatch):
    monkeypatch.setitem(PERMISSIONS, "tests.write_note", None)
    declare("tests.write_note", "Write a note", "teacher")


def everyone(community):
    with in_community(community.pk):
        return sorted(Membership.objects.values_list("display_name", flat=True))


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500])
@pytest.mark.parametrize("route", ["", "/api/v1"])
def test_a_request_that_fails_half_way_leaves_nothing(ann, north, route, status):
    response = ann.post(f"{route}/c/north/writes/{status}/")
    assert response.status_code == status
    assert everyone(north) == ["ann", "founder-of-north"]


@pytest.mark.parametrize("route", ["", "/api/v1"])
def test_a_request_that_succeeds_is_kept(ann, north, south, route):
    assert ann.post(f"{route}/c/north/writes/201/").status_code == 201
    assert everyone(north) == ["ann", "founder-of-north", "written"]
    assert everyone(south) == ["bob", "founder-of-south"]


def test_what_the_database_refuses_leaves_nothing_and_the_next_request_works(ann, north):
    assert ann.post("/c/north/collides/").status_code == 500
    assert ann.get("/c/north/names/").content == b"ann,founder-of-north"


def test_a_page_sees_its_own_community_alone_also_while_it_renders(ann):
    assert ann.get("/c/north/names/").content == b"ann,founder-of-north"
    assert ann.get("/c/north/rendered/").content == b"ann,founder-of-north,"


def test_a_nested_scope_that_fails_leaves_nothing_and_gives_the_outer_one_back(ann, north, south):
    seen = ann.get("/c/north/nests/", {"other": "south"}).content.decode().split("|")
    assert seen == ["ann,founder-of-north", "bob,founder-of-south", "ann,founder-of-north"]
    assert everyone(south) == ["bob", "founder-of-south"]


def test_my_own_pages_see_my_rows_everywhere(ann, south):
    a_member(south, "ann")
    assert ann.get("/me/names/").content == b"ann,ann"


def test_other_pages_have_no_scope(ann):
    ann.raise_request_exception = True
    with pytest.raises(NoScope):
        ann.get("/outside/")


def test_no_scope_is_left_behind(ann):
    for path in ("/c/north/names/", "/c/north/writes/500/", "/c/north/collides/", "/c/nowhere/names/", "/me/names/"):
        ann.post(path)
        with pytest.raises(NoScope):
            current_scope()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM communities_membership")
            assert cursor.fetchone() == (0,)


REQUESTS = """
import json
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from accounts.models import Person

assert connection.pool.max_size == 1
ann, seen = Client(raise_request_exception=False), []
settings.ALLOWED_HOSTS.append("testserver")
with override_settings(ROOT_URLCONF="tests.communities.urls"):
    ann.force_login(Person.objects.get(username="ann"))
    for path in ["c/north/names", "c/north/writes/500", "c/north/collides", "c/south/names", "c/north/nests", "me/names"]:
        answer = ann.get(f"/{path}/", {"other": "south"})
        connection.close()  # back to the pool
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), count(*) FROM communities_membership")
            seen.append([answer.status_code, *cursor.fetchone()])
        connection.close()
print(json.dumps(seen))
"""


@pytest.mark.django_db(transaction=True)
def test_nothing_leaks_between_requests_on_one_pooled_connection(ann):
    seen = json.loads(python(REQUESTS, DB_POOL="1").splitlines()[-1])
    assert [status for status, _connection, _rows in seen] == [200, 500, 500, 404, 200, 200]
    assert len({backend for _status, backend, _rows in seen}) == 1
    assert {rows for _status, _connection, rows in seen} == {0}


@pytest.mark.parametrize(
    ("path", "stranger", "nobody"),
    [
        ("/c/north/names/", 404, 302),
        ("/api/v1/c/north/writes/201/", 404, 401),
        ("/c/north/people/", 200, 302),
        ("/c/north/public/", 200, 200),
        ("/c/nowhere/public/", 404, 404),
        ("/me/names/", 200, 302),
        ("/api/v1/me/", 200, 401),
    ],
)
def test_strangers_find_nothing_and_nobody_is_asked_to_sign_in(client, ann, path, stranger, nobody):
    assert client.get(path).status_code == (404 if "nowhere" in path else 200)
    client.force_login(a_person("carla"))
    assert client.get(path).status_code == stranger
    client.logout()
    response = client.get(path)
    assert response.status_code == nobody
    if nobody == 302:
        assert response["Location"].endswith(f"?next={path}")


def test_a_hidden_community_is_found_by_its_members_alone(client, ann):
    Community.objects.filter(slug="north").update(visibility="hidden")
    assert client.get("/c/north/public/").status_code == 200
    client.force_login(a_person("carla"))
    for path in ("/c/north/public/", "/c/north/people/", "/c/north/names/", "/api/v1/c/north/writes/201/"):
        assert client.get(path).status_code == 404
    client.logout()
    for path in ("/c/north/public/", "/c/north/people/", "/c/north/names/", "/api/v1/c/north/writes/201/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("route", ["", "/api/v1"])
def test_a_member_without_the_permission_is_refused(client, north, south, permission, route):
    path = f"{route}/c/north/guarded/"
    assert client.post(path).status_code == (401 if route else 302)
    for role, status in [("member", 403), ("learner", 403), ("teacher", 200)]:
        client.force_login(a_member(north, f"a-{role}", role).person)
        assert client.post(path).status_code == status
    client.force_login(a_member(south, "southern", "teacher").person)
    assert client.post(path).status_code == 404


def test_a_permission_for_one_method_leaves_the_others_open(client, ann, permission):
    assert client.get("/c/north/guarded/").status_code == 200
    assert client.head("/c/north/guarded/").status_code == 200
    assert client.post("/c/north/guarded/").status_code == 403


def test_a_permission_to_read_counts_for_head_as_well(client, ann, permission):
    assert client.get("/c/north/guarded-read/").status_code == 403
    assert client.head("/c/north/guarded-read/").status_code == 403


def test_who_left_is_a_stranger(client, ann, north):
    with in_community(north.pk):
        Membership.objects.filter(display_name="ann").update(until="2999-01-01")
    assert client.get("/c/north/names/").status_code == 404


@pytest.mark.parametrize("places", [1, 12])
def test_memberships_and_permissions_take_one_query(north, places):
    ann = a_member(north, "ann", "teacher").person
    for number in range(1, places):
        a_member(a_community(f"place-{number}"), "ann")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        access = read_access(ann, slug="north")
        assert access.membership.display_name == "ann"
        assert {m.community.slug for m in access.memberships} >= {"north"}
        assert access.has_role("teacher")
        assert not access.can("tests.nothing")
    assert len([query for query in asked if query["sql"].startswith("SELECT")]) == 1
    assert len(access.memberships) == places


def test_nobody_has_no_permissions(north):
    access = read_access(AnonymousUser(), slug="north")
    assert (access.person, access.membership, access.permissions) == (None, None, frozenset())
    assert access.community == north

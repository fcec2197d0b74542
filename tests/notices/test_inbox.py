"""The inbox as a page and by the API, and the number on the bell."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.access import read_access
from communities.actions import end_membership
from notices.kinds import declare_kind
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.factories import a_community, a_member, a_person
from tests.notices.factories import tell, told

pytestmark = pytest.mark.django_db
INBOX, API = "/me/notices/", "/api/v1/me/notices/"


@pytest.fixture
def north():
    return a_community("north", name="North School")


@pytest.fixture
def ann(client, north):
    """A member, signed in; Bo's notices could leak."""
    bo = a_member(a_community("south"), "bo").person
    tell(north, bo, params={"what": "secret"})
    client.force_login(a_member(north, "ann").person)
    return a_person("ann")


def ids(person):
    with as_person(person.pk):
        return list(Notice.objects.order_by("created_at", "id").values_list("pk", flat=True))


def words(client, **asked):
    page = client.get(INBOX, asked).content.decode()
    return re.findall(r'<p class="title"><a[^>]*><bdi>([^<]*)</bdi></a>', page)


def test_the_inbox_shows_ones_own_notices_the_unread_first(client, north, ann):
    for number, what in enumerate(("rye", "oats", "spelt")):
        tell(north, ann, params={"what": what}, at=timezone.now() - timedelta(hours=9 - number))
    client.post(f"{INBOX}{ids(ann)[2]}/read/")
    assert words(client) == ["Bread: oats", "Bread: rye", "Bread: spelt"]
    assert words(client, show="unread") == ["Bread: oats", "Bread: rye"]
    assert words(client, topic="fire") == []
    assert words(client, topic="bread", show="nonsense") == ["Bread: oats", "Bread: rye", "Bread: spelt"]
    assert "Nothing fits this choice" in client.get(INBOX, {"topic": "fire"}).content.decode()


def test_an_empty_inbox_says_what_will_come(client, ann):
    assert "Nothing yet" in client.get(INBOX).content.decode()


def test_words_are_in_the_readers_language(client, north, ann):
    from django.utils.translation import get_language

    declare_kind("tests.bread", topic="bread", words=lambda p: f"{get_language()}: {p['what']}")
    tell(north, ann)
    client.cookies["django_language"] = "es"
    assert words(client) == ["es: rye"]


def test_opening_one_marks_it_as_read_and_leads_to_its_page(client, north, ann):
    tell(north, ann)
    [one] = ids(ann)
    response = client.get(f"{INBOX}{one}/")
    assert (response.status_code, response["Location"]) == (302, "/c/north/about/")
    assert told(ann) == [("north", "tests.bread", True)]


def test_who_is_no_member_any_more_is_told_so_instead(client, north, ann):
    tell(north, ann)
    [one] = ids(ann)
    with in_community(north.pk):
        end_membership(read_access(ann, slug="north").membership)
    page = client.get(f"{INBOX}{one}/", follow=True)
    assert page.redirect_chain == [(INBOX, 302)]
    assert "for members of North School" in page.content.decode()


def test_all_that_the_page_showed_is_marked_and_what_came_since_is_not(client, north, ann):
    tell(north, ann)
    page = client.get(INBOX).content.decode()
    until = re.search(r'name="until" value="([^"]+)"', page)[1]
    tell(north, ann, kind="tests.fire")
    client.post(f"{INBOX}read/", {"until": until})
    assert told(ann) == [("north", "tests.fire", False), ("north", "tests.bread", True)]
    client.post(f"{INBOX}read/", {"until": "2026-99-99T00:00"})
    assert told(ann) == [("north", "tests.fire", True), ("north", "tests.bread", True)]
    assert told(a_person("bo")) == [("north", "tests.bread", False)]


def test_anothers_notice_is_not_there(client, ann):
    [other] = ids(a_person("bo"))
    assert client.get(f"{INBOX}{other}/").status_code == 404
    assert client.post(f"{INBOX}{other}/read/").status_code == 404
    assert client.get(f"{API}{other}/").status_code == 404
    assert client.put(f"{API}{other}/").status_code == 404
    assert told(a_person("bo")) == [("north", "tests.bread", False)]


@pytest.mark.parametrize("path", [INBOX, API])
def test_the_inbox_asks_as_often_for_thirty_as_for_one(client, north, ann, path):
    def asked():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    tell(north, ann)
    once = asked()
    for number in range(29):
        tell(a_community(f"place-{number}"), ann)
    assert asked() == once


def test_a_long_inbox_comes_in_pages(client, north, ann):
    for _ in range(31):
        tell(north, ann)
    assert (len(words(client)), len(words(client, page=2))) == (30, 1)


# The bell


def test_every_page_says_how_many_wait_without_asking_more(client, north, ann):
    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(path).content.decode()
        return len([one for one in queries if one["sql"].startswith("SELECT")]), page

    before = {path: asked(path)[0] for path in ("/", "/me/", "/c/north/")}
    tell(north, ann)
    tell(north, ann, kind="tests.fire")
    for path, number in before.items():
        now, page = asked(path)
        assert (now, "2 new notices" in page) == (number, True)


@pytest.mark.parametrize("places", [0, 1, 2])
def test_the_number_counts_for_members_of_many_places_and_of_none(north, places):
    cy = a_person("cy")
    for number in range(places):
        a_member(a_community(f"place-{number}"), "cy")
    tell(north, cy)
    tell(north, a_person("di"))
    assert read_access(cy).unread == 1


def test_more_than_ninety_nine_are_many(client, north, ann):
    for _ in range(100):
        tell(north, ann)
    assert '<span class="count" aria-hidden="true">99+</span>' in client.get("/").content.decode()


def test_nobody_has_no_bell(client):
    assert "/me/notices/" not in client.get("/").content.decode()


# The API


def test_programs_read_and_mark_them_too(client, north, ann):
    tell(north, ann, key="a")
    tell(north, ann, key="b", kind="tests.fire")
    listed = client.get(API).json()["results"]
    assert [(one["kind"], one["text"], one["community"], one["read_at"]) for one in listed] == [
        ("tests.fire", "Fire in the barn", "north", None),
        ("tests.bread", "Bread: rye", "north", None),
    ]
    read = client.put(f"{API}{listed[0]['id']}/").json()
    assert read["read_at"] is not None
    assert [one["kind"] for one in client.get(API, {"show": "unread"}).json()["results"]] == ["tests.bread"]
    assert client.put(API).json() == {"read": 1}
    assert client.get(API, {"show": "unread"}).json()["results"] == []


def test_the_inbox_is_for_who_is_signed_in(client):
    assert client.get(INBOX).status_code == 302
    assert client.get(API).status_code == 401

"""The pages of curricula, and their endpoints: the same doors for the same people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.actions import add_coauthor
from curriculum.models import Curriculum, Node, Version
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_curriculum, a_version
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


@pytest.fixture
def teacher(north, client):
    teacher = a_member(north, "tess", "teacher")
    client.force_login(teacher.person)
    return teacher


def nodes(community, curriculum):
    with in_community(community.pk):
        return {node.title: node for node in Node.objects.filter(curriculum=curriculum)}


def test_a_list_shows_this_communitys_alone(client, north, south, teacher):
    a_curriculum(north, "Water")
    a_version(south, "Secret well")
    page = client.get("/c/north/curricula/").content.decode()
    assert "Water" in page
    assert "Secret well" not in page
    assert [row["title"] for row in client.get("/api/v1/c/north/curricula/").json()["results"]] == ["Water"]


def test_learners_see_what_is_published(client, north):
    a_curriculum(north, "Half written")
    version = a_version(north, "Water")
    client.force_login(a_member(north, "lee", "learner").person)
    page = client.get("/c/north/curricula/").content.decode()
    assert ("Water" in page, "Half written" in page) == (True, False)
    whole = client.get(f"/c/north/curricula/{version.curriculum_id}/versions/1/").content.decode()
    assert "Activity 1.1" in whole
    assert client.get(f"/c/north/curricula/{version.curriculum_id}/edit/").status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("stranger", 404), ("learner", 403), ("teacher", 200), ("guest", 200)]
)
@pytest.mark.parametrize("page", ["edit/", "parts/new/?kind=unit"])
def test_who_may_write(client, north, south, who, status, page):
    curriculum = a_curriculum(north)
    if who == "stranger":
        client.force_login(a_member(south, "sam", "teacher").person)
    elif who == "guest":
        guest = a_member(south, "gus", "teacher").person
        with in_community(north.pk):
            add_coauthor(Curriculum.objects.get(pk=curriculum.pk), person=guest)
        client.force_login(guest)
    elif who != "anonymous":
        client.force_login(a_member(north, who, who).person)
    assert client.get(f"/c/north/curricula/{curriculum.pk}/{page}").status_code == status


def test_a_guest_reaches_that_one_curriculum_and_finds_it(client, north, south):
    one, other = a_curriculum(north, "One"), a_curriculum(north, "Other")
    guest = a_member(south, "gus", "teacher").person
    with in_community(north.pk):
        add_coauthor(Curriculum.objects.get(pk=one.pk), person=guest)
    client.force_login(guest)
    statuses = {path: client.get(f"/c/north/{path}").status_code for path in (
        f"curricula/{one.pk}/", f"curricula/{other.pk}/", f"curricula/{other.pk}/edit/", "curricula/", f"curricula/{one.pk}/publish/", "people/",
    )}  # fmt: skip
    assert list(statuses.values()) == [200, 404, 404, 404, 404, 404]
    assert client.post(f"/c/north/curricula/{one.pk}/parts/new/?kind=unit", {"title": "By a guest"}).status_code == 302
    assert "By a guest" in nodes(north, one)
    assert (
        client.patch(f"/api/v1/c/north/curricula/{one.pk}/", {"title": "Renamed"}, "application/json").status_code
        == 200
    )
    assert (
        client.patch(f"/api/v1/c/north/curricula/{other.pk}/", {"title": "Renamed"}, "application/json").status_code
        == 404
    )
    assert "You write with others" in client.get("/me/").content.decode()
    with as_person(guest.pk):
        assert Curriculum.objects.count() == 0


def test_from_nothing_to_a_published_version(client, north, teacher):
    made = client.post("/c/north/curricula/new/", {"title": "Tides", "language": "en", "licence": "CC-BY-4.0"})
    assert made.status_code == 302
    address = made["Location"]
    assert client.post(f"{address}parts/new/?kind=unit", {"title": "The pier"}).status_code == 302
    with in_community(north.pk):
        curriculum = Curriculum.objects.get()
        unit = Node.objects.get()
    assert (
        client.post(
            f"{address}parts/new/?in={unit.key}", {"title": "Read it", "body": "Twice.", "minutes": "20"}
        ).status_code
        == 302
    )
    assert "The pier" in client.get(f"{address}publish/").content.decode()
    done = client.post(f"{address}publish/", {"note": "First", "share": "on"})
    assert done["Location"] == f"{address}versions/1/"
    assert "Twice." in client.get(done["Location"]).content.decode()
    again = client.post(f"{address}publish/", {"note": "Again"})
    assert again.status_code == 422
    assert "Nothing has changed since version 1" in again.content.decode()
    with in_community(north.pk):
        assert Version.objects.filter(curriculum=curriculum).count() == 1


def test_a_preview_saves_nothing(client, north, teacher):
    curriculum = a_curriculum(north)
    node = nodes(north, curriculum)["Activity 1.1"]
    address = f"/c/north/curricula/{curriculum.pk}/parts/{node.key}/"
    page = client.post(address, {"title": "New", "body": "**loud** <script>alert(1)</script>", "preview": "1"})
    assert page.status_code == 200
    assert "<strong>loud</strong>" in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert "Activity 1.1" in nodes(north, curriculum)


def test_two_writers_do_not_overwrite_each_other(client, north, teacher):
    curriculum = a_curriculum(north)
    node = nodes(north, curriculum)["Activity 1.1"]
    address = f"/c/north/curricula/{curriculum.pk}/parts/{node.key}/"
    seen = {"seen": node.edited_at.isoformat()}
    assert client.post(address, {"title": "First", **seen}).status_code == 302
    late = client.post(address, {"title": "Second", **seen})
    assert late.status_code == 422
    assert "Somebody else has changed this meanwhile" in late.content.decode()
    assert "First" in nodes(north, curriculum)


def test_parts_are_moved_and_taken_out(client, north, teacher):
    curriculum = a_curriculum(north)
    node = nodes(north, curriculum)["Activity 1.2"]
    address = f"/c/north/curricula/{curriculum.pk}/parts/{node.key}"
    assert client.post(f"{address}/move/up/").status_code == 302
    assert nodes(north, curriculum)["Activity 1.2"].position == 0
    assert client.post(f"{address}/move/sideways/").status_code == 404
    assert "Take “Activity 1.2” out?" in client.get(f"{address}/delete/").content.decode()
    assert client.post(f"{address}/delete/").status_code == 302
    assert "Activity 1.2" not in nodes(north, curriculum)


def test_versions_are_compared(client, north, teacher):
    version = a_version(north)
    node = nodes(north, version.curriculum_id)["Activity 1.1"]
    base = f"/c/north/curricula/{version.curriculum_id}"
    client.post(
        f"{base}/parts/{node.key}/",
        {"title": "Activity 1.1", "body": "Measure the same *lake* five ways.", "minutes": "45"},
    )
    client.post(f"{base}/publish/", {"note": "Lakes"})
    page = client.get(f"{base}/versions/1/to/2/").content.decode()
    assert "changed" in page
    assert "<ins>" in page
    assert "Activity 2.1" not in page


def test_a_part_of_another_community_is_not_there(client, north, south, teacher):
    theirs = a_curriculum(south)
    node = nodes(south, theirs)["Activity 1.1"]
    mine = a_curriculum(north, "Mine")
    for path in (
        f"{theirs.pk}/",
        f"{theirs.pk}/edit/",
        f"{mine.pk}/parts/{node.key}/",
        f"{theirs.pk}/parts/{node.key}/",
    ):
        assert client.get(f"/c/north/curricula/{path}").status_code == 404
        assert client.get(f"/api/v1/c/north/curricula/{path}").status_code in (404, 405)
    assert client.delete(f"/api/v1/c/north/curricula/{mine.pk}/parts/{node.key}/").status_code == 404


def test_the_api_writes_and_publishes(client, north, teacher):
    def post(path, body=None):
        return client.post(f"/api/v1/c/north/curricula/{path}", body or {}, "application/json")

    made = post("", {"title": "Tides", "language": "en"}).json()
    unit = post(f"{made['id']}/parts/", {"title": "Pier", "kind": "unit"}).json()
    part = post(f"{made['id']}/parts/", {"title": "Read", "kind": "activity", "parent_key": unit["key"]}).json()
    changed = client.patch(
        f"/api/v1/c/north/curricula/{made['id']}/parts/{part['key']}/", {"minutes": 20}, "application/json"
    )
    assert changed.json()["minutes"] == 20
    assert post(f"{made['id']}/parts/", {"title": "Loose", "kind": "activity"}).status_code == 409
    assert post(f"{made['id']}/parts/{part['key']}/move/", {"direction": "up"}).status_code == 409
    assert post(f"{made['id']}/versions/", {"note": "First"}).json()["number"] == 1
    whole = client.get(f"/api/v1/c/north/curricula/{made['id']}/versions/1/").json()
    assert sorted(node["title"] for node in whole["nodes"]) == ["Pier", "Read"]
    a_person("gus")
    grant = post(f"{made['id']}/authors/", {"username": "gus"}).json()
    assert client.delete(f"/api/v1/c/north/curricula/{made['id']}/authors/{grant['id']}/").status_code == 204


@pytest.mark.parametrize("address", ["/c/north/curricula/", "/api/v1/c/north/curricula/", "/c/north/"])
def test_lists_ask_as_often_for_thirty_rows_as_for_one(client, north, teacher, address):
    counts = []
    for more in (1, 29):
        for number in range(more):
            a_curriculum(north, f"Number {more} {number}", units=0, by=teacher)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_version_of_thirty_activities_is_read_in_as_many_queries_as_one_of_one(client, north, teacher):
    counts = []
    for activities in (1, 30):
        version = a_version(north, f"With {activities}", units=1, activities=activities, by=teacher)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/c/north/curricula/{version.curriculum_id}/versions/1/").status_code == 200
        counts.append(len(queries))
        assert sum("curriculum_versionnode" in query["sql"] for query in queries.captured_queries) == 1
    assert counts[0] == counts[1]

"""Curricula for programs: the same doors for the same people as the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.actions import add_coauthor
from curriculum.models import Node
from tenancy.scope import in_community
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


def test_a_draft_that_was_never_published_is_its_writers_own(client, north):
    draft, version = a_curriculum(north, "Half written"), a_version(north, "Water")
    client.force_login(a_member(north, "lee", "learner").person)
    base = "/api/v1/c/north/curricula"
    assert [row["title"] for row in client.get(f"{base}/?show=archived").json()["results"]] == []
    assert [row["title"] for row in client.get(f"{base}/").json()["results"]] == ["Water"]
    assert client.get(f"{base}/{draft.pk}/").status_code == 404
    assert client.get(f"{base}/{version.curriculum_id}/").status_code == 200
    assert client.get(f"{base}/{version.curriculum_id}/parts/").status_code == 403
    assert client.post(f"{base}/{version.curriculum_id}/versions/", {}, "application/json").status_code == 403


def test_the_api_compares_shares_archives_and_finds_what_one_writes_along_on(client, north, south, teacher):
    version = a_version(north)
    base = f"/api/v1/c/north/curricula/{version.curriculum_id}"
    part = next(row for row in client.get(f"{base}/parts/").json() if row["title"] == "Activity 1.1")
    edit = {"title": "Activity 1.1 anew", "seen": part["edited_at"]}
    assert client.patch(f"{base}/parts/{part['key']}/", edit, "application/json").status_code == 200
    assert client.patch(f"{base}/parts/{part['key']}/", edit, "application/json").status_code == 409
    assert client.post(f"{base}/versions/", {}, "application/json").json()["number"] == 2
    assert client.get(f"{base}/versions/1/to/2/").json() == [
        {"what": "changed", "key": part["key"], "title": "Activity 1.1 anew", "fields_changed": ["title"]}
    ]
    assert client.post(f"{base}/versions/2/share/").status_code == 201
    assert [row["number"] for row in client.get("/api/v1/commons/").json()["results"]] == [2]
    assert client.put(f"{base}/archive/").json()["archived_at"]
    assert client.patch(f"{base}/", {"title": "Else"}, "application/json").status_code == 409
    assert client.delete(f"{base}/archive/").json()["archived_at"] is None
    theirs = a_curriculum(south, "Of the south")
    with in_community(south.pk):
        add_coauthor(theirs, person=teacher.person)
        add_coauthor(theirs, person=a_person("gus"))
    found = client.get("/api/v1/me/coauthored/").json()["results"]
    assert [(row["title"], row["community"]) for row in found] == [("Of the south", "south")]


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

"""Curricula for programs: the same doors for the same people as the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import Node
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum
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

"""Who comes to a curriculum by which endpoint, and that what was published stays whoever comes."""

import pytest

from communities.roles import built_in
from curriculum.actions import add_coauthor, archive_curriculum
from curriculum.models import Curriculum, Node, Version, VersionNode
from tenancy.scope import in_community
from tests.curriculum.factories import a_curriculum, a_teacher, a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries

pytestmark = pytest.mark.django_db
HERE = "/api/v1/c/north/curricula/"


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    return a_community("south")


@pytest.fixture
def people(north, south):
    a_teacher(south, "stranger")
    a_member(north, "learner", "learner")
    a_teacher(north, "teacher")
    a_person("guest")


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def send(client, method, address, **data):
    return getattr(client, method)(address, data, content_type="application/json")


def keys(community, curriculum):
    with in_community(community.pk):
        return {node.title: node.key for node in Node.objects.filter(curriculum=curriculum)}


def published(community):
    """Everything that was ever published there, to the letter."""
    with in_community(community.pk):
        return list(Version.objects.order_by("pk").values()), list(VersionNode.objects.order_by("pk").values())


@pytest.mark.parametrize(
    ("method", "path", "data", "expected"),
    [
        ("get", "", {}, [401, 404, 200, 200, 404]),
        ("post", "", {"title": "Tides", "language": "en"}, [401, 404, 403, 201, 404]),
        ("get", "{pk}/", {}, [401, 404, 200, 200, 200]),
        ("patch", "{pk}/", {"title": "Tides"}, [401, 404, 403, 200, 200]),
        ("get", "{pk}/parts/", {}, [401, 404, 403, 200, 200]),
        ("post", "{pk}/parts/", {"kind": "unit", "title": "Ebb"}, [401, 404, 403, 201, 201]),
        ("patch", "{pk}/parts/{key}/", {"minutes": 20}, [401, 404, 403, 200, 200]),
        ("post", "{pk}/parts/{key}/move/", {"direction": "up"}, [401, 404, 403, 200, 409]),
        ("delete", "{pk}/parts/{key}/", {}, [401, 404, 403, 204, 404]),
        ("get", "{pk}/authors/", {}, [401, 404, 403, 200, 404]),
        ("post", "{pk}/authors/", {"username": "stranger"}, [401, 404, 403, 201, 404]),
        ("get", "{pk}/versions/", {}, [401, 404, 200, 200, 404]),
        ("get", "{pk}/versions/1/", {}, [401, 404, 200, 200, 404]),
        ("post", "{pk}/versions/", {}, [401, 404, 403, 409, 404]),
    ],
)
def test_who_may_do_what(client, north, people, method, path, data, expected):
    """Nobody, a stranger, a learner, a teacher, and a guest who writes along on it."""
    curriculum = a_version(north).curriculum
    with in_community(north.pk):
        add_coauthor(curriculum, person=a_person("guest"))
    if method == "post" and path == "{pk}/versions/":  # naming the co-author has changed the draft
        with in_community(north.pk):
            Curriculum.objects.filter(pk=curriculum.pk).update(authors=curriculum.versions.get().authors)
    address = HERE + path.format(pk=curriculum.pk, key=keys(north, curriculum)["Activity 1.2"])
    answers = []
    for username in (None, "stranger", "learner", "teacher", "guest"):
        client.logout()
        if username:
            signed_in(client, username)
        answers.append(send(client, method, address, **data).status_code)
    assert answers == expected


@pytest.mark.parametrize(
    ("role", "given"),
    [
        *((role, {"read", "write", "publish"}) for role in ("administrator", "teacher", "steward")),
        *((role, {"read"}) for role in ("learner", "guardian", "member", "policymaker")),
    ],
)
def test_what_each_role_may_do_from_the_start(role, given):
    assert {code.removeprefix("curriculum.") for code in built_in(role) if code.startswith("curriculum.")} == given


def test_a_guest_reaches_no_other_curriculum(client, north, people):
    one, other = a_curriculum(north), a_curriculum(north)
    with in_community(north.pk):
        add_coauthor(one, person=a_person("guest"))
    signed_in(client, "guest")
    key = keys(north, other)["Activity 1.1"]
    for method, path in (
        ("get", f"{other.pk}/"), ("patch", f"{other.pk}/"), ("post", f"{other.pk}/parts/"),
        ("patch", f"{other.pk}/parts/{key}/"), ("patch", f"{one.pk}/parts/{key}/"),
    ):  # fmt: skip
        assert send(client, method, HERE + path, title="Mine", kind="unit").status_code == 404


@pytest.mark.parametrize("path", ["", "parts/", "authors/", "versions/", "versions/1/"])
def test_a_curriculum_of_another_community_is_not_there(client, south, people, path):
    theirs = a_version(south).curriculum_id
    assert signed_in(client, "teacher").get(f"{HERE}{theirs}/{path}").status_code == 404


def test_the_parts_and_co_authors_of_another_community_cannot_be_changed(client, north, south, people):
    mine, theirs = a_curriculum(north), a_curriculum(south)
    key = keys(south, theirs)["Activity 1.1"]
    with in_community(south.pk):
        grant = add_coauthor(theirs, person=a_person("guest"))
    signed_in(client, "teacher")
    assert (
        send(client, "post", f"{HERE}{mine.pk}/parts/", kind="activity", title="x", parent_key=str(key)).status_code
        == 409
    )
    assert client.delete(f"{HERE}{mine.pk}/parts/{key}/").status_code == 404
    assert client.delete(f"{HERE}{mine.pk}/authors/{grant.pk}/").status_code == 404
    with in_community(south.pk):
        assert (theirs.nodes.filter(key=key).count(), theirs.grants.count()) == (1, 1)


def test_learners_find_what_is_published_and_no_draft(client, north, people):
    a_version(north, "Published")
    draft = a_curriculum(north, "Draft")
    signed_in(client, "learner")
    assert [row["title"] for row in client.get(HERE).json()["results"]] == ["Published"]
    assert client.get(f"{HERE}{draft.pk}/").status_code == 404


def test_a_guest_writes_under_their_own_grant_until_it_ends(client, north, people):
    curriculum = a_curriculum(north)
    signed_in(client, "teacher")
    grant = send(client, "post", f"{HERE}{curriculum.pk}/authors/", username="guest").json()
    assert send(client, "post", f"{HERE}{curriculum.pk}/authors/", username="nobody-of-this-name").status_code in (
        400,
        404,
    )
    signed_in(client, "guest")
    assert send(client, "patch", f"{HERE}{curriculum.pk}/", summary="By both").json()["summary"] == "By both"
    signed_in(client, "teacher")
    assert client.delete(f"{HERE}{curriculum.pk}/authors/{grant['id']}/").status_code == 204
    assert send(signed_in(client, "guest"), "patch", f"{HERE}{curriculum.pk}/", summary="By me").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "data", "status"),
    [
        ("post", "", {"title": "Tides", "language": "en", "licence": "MINE"}, 400),
        ("post", "", {"title": "Tides", "language": "en", "age_from": 12, "age_to": 8}, 409),
        ("post", "{pk}/parts/", {"kind": "lesson", "title": "Ebb"}, 400),
        ("post", "{pk}/parts/", {"kind": "activity", "title": "In no unit"}, 409),
        ("post", "{pk}/parts/{unit}/move/", {"direction": "up"}, 409),
        ("post", "{pk}/parts/{unit}/move/", {"direction": "sideways"}, 400),
        ("post", "{pk}/versions/", {}, 409),
    ],
)
def test_what_is_wrong_changes_nothing(client, north, people, method, path, data, status):
    curriculum = a_curriculum(north, units=1, activities=0)
    signed_in(client, "teacher")
    address = HERE + path.format(pk=curriculum.pk, unit=keys(north, curriculum)["Unit 1"])
    answer = send(client, method, address, **data)
    assert (answer.status_code, bool(answer.json()["detail"])) == (status, True)
    with in_community(north.pk):
        assert (Curriculum.objects.count(), Node.objects.count(), Version.objects.count()) == (1, 1, 0)


def test_nobody_writes_on_what_is_archived(client, north, people):
    curriculum = a_version(north).curriculum
    with in_community(north.pk):
        archive_curriculum(curriculum)
    signed_in(client, "teacher")
    assert send(client, "patch", f"{HERE}{curriculum.pk}/", title="Anew").status_code == 409
    assert send(client, "post", f"{HERE}{curriculum.pk}/parts/", kind="unit", title="Ebb").status_code == 409
    assert client.get(f"{HERE}{curriculum.pk}/versions/1/").status_code == 200


def test_a_published_version_stays_as_it_was_whatever_is_done_to_its_draft(client, north, people):
    curriculum = a_version(north).curriculum
    before, part = published(north), keys(north, curriculum)
    signed_in(client, "teacher")
    one = f"{HERE}{curriculum.pk}/"
    for method in ("post", "put", "patch", "delete"):
        assert send(client, method, f"{one}versions/1/", title="Anew").status_code == 405
    page = f"/c/north/curricula/{curriculum.pk}/versions/1/"
    assert [send(client, method, page, title="Anew").status_code for method in ("post", "put", "delete")] == [405] * 3
    send(client, "patch", one, title="Anew", licence="CC0-1.0")
    send(client, "patch", f"{one}parts/{part['Activity 1.1']}/", title="Anew", body="Anew")
    send(client, "post", f"{one}parts/{part['Unit 2']}/move/", direction="up")
    client.delete(f"{one}parts/{part['Unit 1']}/")
    assert published(north) == before
    assert send(client, "post", f"{one}versions/", note="Anew").json()["number"] == 2
    after = published(north)
    assert [row for row in after[0] if row["number"] == 1] == before[0]
    assert [row for row in after[1] if row["version_id"] == before[0][0]["id"]] == before[1]


def test_the_list_and_a_version_ask_the_same_number_of_queries_at_one_and_at_thirty(client, north, south, people):
    teacher = a_teacher(north, "tess")
    small, large = (
        a_version(north, units=1, activities=1, by=teacher),
        a_version(north, units=5, activities=5, by=teacher),
    )
    a_version(south, units=5)
    signed_in(client, "teacher")
    counts = [
        [queries(client, f"{HERE}{v.curriculum_id}/{path}") for path in ("parts/", "versions/", "versions/1/")]
        for v in (small, large)
    ]
    assert counts[0] == counts[1]
    at_two = queries(client, HERE)
    for number in range(28):
        a_curriculum(north, f"Number {number}", units=0, by=teacher)
    assert (len(client.get(HERE).json()["results"]), queries(client, HERE)) == (30, at_two)

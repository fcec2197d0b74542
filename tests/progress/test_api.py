import pytest

from learners.models import AccessLog
from learners.progress.models import Mark
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_version
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.progress.factories import a_mark, a_submission, keys, with_scale

pytestmark = pytest.mark.django_db
HERE = "/api/v1/c/north"


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def south():
    return with_scale(a_community("south"))


@pytest.fixture
def tomas(north, south):
    a_member(south, "tomas", "learner")
    a_member(south, "stranger", "teacher")
    a_member(north, "learner", "learner")
    a_member(north, "teacher", "teacher")
    return an_enrolment(an_offering(north, title="Boats"), "tomas", home=south)


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def send(client, method, address, **data):
    return getattr(client, method)(address, data, content_type="application/json")


def answers(client, method, address, **data):
    """What each gets: nobody, a stranger, a learner there, a teacher there."""
    found = []
    for username in (None, "stranger", "learner", "teacher"):
        client.logout()
        if username:
            signed_in(client, username)
        found.append(send(client, method, address, **data).status_code)
    return found


@pytest.mark.parametrize(
    ("method", "path", "data", "expected"),
    [
        ("get", "offerings/{offering}/group/", {}, [401, 404, 403, 200]),
        ("get", "offerings/{offering}/handed-in/", {}, [401, 404, 403, 200]),
        ("get", "offerings/enrolments/{pk}/marks/", {}, [401, 404, 403, 200]),
        ("get", "offerings/enrolments/{pk}/marks/changes/", {}, [401, 404, 403, 200]),
        ("put", "offerings/enrolments/{pk}/marks/{key}/", {"level": 3}, [401, 404, 403, 200]),
        ("put", "offerings/enrolments/{pk}/marks/{key}/", {"level": 9}, [401, 404, 403, 409]),
        ("put", "offerings/enrolments/{pk}/marks/{key}/", {"score": 101}, [401, 404, 403, 400]),
        ("get", "learn/{pk}/{key}/", {}, [401, 404, 403, 200]),
        ("put", "learn/{pk}/{key}/", {"work": "Mine."}, [401, 404, 403, 403]),
    ],
)
def test_who_may_do_what(client, tomas, method, path, data, expected):
    address = path.format(offering=tomas.offering_id, pk=tomas.pk, key=keys(tomas)[0])
    assert answers(client, method, f"{HERE}/{address}", **data) == expected


def test_a_learner_hands_in_a_teacher_marks_and_the_learner_reads_it_anywhere(client, north, tomas):
    key = keys(tomas)[0]
    signed_in(client, "tomas")
    assert client.get(f"{HERE}/learn/{tomas.pk}/{key}/").json()["body"] == "Measure the *same* puddle five ways."
    assert send(client, "put", f"{HERE}/learn/{tomas.pk}/{key}/", work="Two cups.").status_code == 200
    signed_in(client, "teacher")
    waiting = client.get(f"{HERE}/offerings/{tomas.offering_id}/handed-in/").json()["results"]
    assert [(row["display_name"], row["work"]) for row in waiting] == [("tomas", "Two cups.")]
    marked = send(client, "put", f"{HERE}/offerings/enrolments/{tomas.pk}/marks/{key}/", score="78", comment="Careful.")
    assert (marked.json()["level"], marked.json()["score"]) == (3, "78.00")
    changes = client.get(f"{HERE}/offerings/enrolments/{tomas.pk}/marks/changes/").json()["results"]
    assert [(row["by_name"], row["was_level"], row["level"]) for row in changes] == [("teacher", None, 3)]
    signed_in(client, "tomas")
    (row,) = client.get("/api/v1/me/learning/").json()["results"]
    assert (row["title"], row["community"], row["home"], row["state"]) == ("Boats", "north", "south", "enrolled")
    standing = client.get(f"/api/v1/me/learning/{tomas.pk}/").json()
    assert (standing["done"], standing["marked"], standing["total"]) == (1, 1, 4)
    assert (standing["activities"][0]["level_name"], standing["activities"][0]["mark"]["comment"]) == (
        "Secure",
        "Careful.",
    )
    (step,) = client.get("/api/v1/me/next-steps/").json()
    assert (step["activity_title"], step["community"]) == ("Activity 1.2", "north")


def test_nobody_reads_the_learning_of_another(client, tomas):
    for username in ("teacher", "stranger", "learner"):
        signed_in(client, username)
        assert client.get("/api/v1/me/learning/").json()["results"] == []
        assert client.get(f"/api/v1/me/learning/{tomas.pk}/").status_code == 404
        assert client.get(f"/api/v1/me/children/{tomas.person_id}/learning/").status_code == 404


def test_a_guardian_reads_their_childs_learning_and_is_seen_looking(client, south, tomas):
    a_guardianship(south, "marta", "tomas")
    signed_in(client, "marta")
    assert [
        row["title"] for row in client.get(f"/api/v1/me/children/{tomas.person_id}/learning/").json()["results"]
    ] == ["Boats"]
    assert client.get(f"/api/v1/me/children/{tomas.person_id}/learning/{tomas.card_id}/").json()["total"] == 4
    looks = signed_in(client, "tomas").get("/api/v1/me/who-looked/").json()["results"]
    assert sorted((look["who_name"], look["what"]) for look in looks) == [
        ("marta", "How far you are"),
        ("marta", "How far you are: Boats"),
    ]


def test_a_refused_look_leaves_no_trace_and_opens_nothing(client, tomas):
    a_person("marta")
    assert (
        signed_in(client, "marta").get(f"/api/v1/me/children/{tomas.person_id}/learning/{tomas.card_id}/").status_code
        == 404
    )
    with as_person(tomas.person_id):
        assert not AccessLog.objects.exists()


def test_a_teacher_does_not_mark_in_another_community(client, north, south, tomas):
    a_member(south, "kai", "teacher")
    signed_in(client, "kai")
    address = f"/api/v1/c/south/offerings/enrolments/{tomas.pk}/marks/{keys(tomas)[0]}/"
    assert send(client, "put", address, level=1).status_code == 404
    with in_community(north.pk):
        assert not Mark.objects.exists()


def test_the_group_shows_everyones_levels(client, tomas):
    a_mark(tomas, 0, level=2)
    a_submission(tomas, 1)
    (row,) = signed_in(client, "teacher").get(f"{HERE}/offerings/{tomas.offering_id}/group/").json()["results"]
    assert [(cell["level"], cell["handed_in"]) for cell in row["activities"]] == [
        (2, True),
        (0, True),
        (0, False),
        (0, False),
    ]


def test_the_lists_ask_the_same_number_of_queries_at_one_and_at_thirty_rows(client, north, south, tomas):
    version = a_version(north)
    offering = an_offering(north, version=version)
    pages = [
        ("teacher", f"{HERE}/offerings/{offering.pk}/group/"),
        ("teacher", f"{HERE}/offerings/{offering.pk}/handed-in/"),
        ("teacher", f"{HERE}/offerings/enrolments/{tomas.pk}/marks/"),
        ("learner", "/api/v1/me/learning/"),
        ("learner", "/api/v1/me/next-steps/"),
    ]

    def grow(first, last):
        for number in range(first, last):
            enrolment = an_enrolment(offering, f"learner{number}")
            a_mark(enrolment, 0)
            a_submission(enrolment, 1)
            a_mark(an_enrolment(an_offering(north, version=version), "learner"), 0)

    grow(0, 1)
    at_one = [queries(signed_in(client, username), page) for username, page in pages]
    grow(1, 30)
    assert [queries(signed_in(client, username), page) for username, page in pages] == at_one

from fractions import Fraction

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from learners.progress.evidence.models import Assessment
from learners.progress.models import Mark
from learners.progress.moderation.actions import ask_for_moderation, look_at
from learners.progress.moderation.agreement import agreement_of
from learners.progress.moderation.models import Moderation, Sampled, SecondLook
from tenancy.scope import as_person, in_community
from tests.curriculum.factories import a_version
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_community, a_member, a_person
from tests.files.factories import a_picture
from tests.learners.factories import an_enrolment, an_offering
from tests.progress.factories import keys, with_scale

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def teachers(north):
    return [a_member(north, name, "teacher") for name in ("teacher", "second", "third")]


@pytest.fixture
def tomas(north, teachers):
    version = a_version(north, age_from=9, age_to=12)
    a_member(a_community("south"), "foreign", "teacher", "administrator")
    return an_enrolment(an_offering(north, version=version, teachers=(teachers[0],)), "tomas")


@pytest.fixture
def made(north, teachers, tomas):
    """Of a picture on level 2 and words on level 3."""
    an_assessment_of(a_piece(tomas, kind="photo", file=a_picture(), activity_key=keys(tomas)[0]), 2)
    an_assessment_of(a_piece(tomas, title="My words"), 3)
    a_piece(tomas, title="Nobody looked at it")
    with in_community(north.pk):
        return ask_for_moderation(tomas.offering, second=teachers[1], size=5, by=teachers[0].person)


def as_(client, username):
    client.force_login(a_person(username))
    return client


def text(response):
    return response.content.decode()


def sample(made):
    with in_community(made.community_id):
        return {
            one.evidence.title: one
            for one in made.sample.select_related("evidence__enrolment", "first", "moderation__second")
        }


def test_agreement_against_values_worked_by_hand():
    found = agreement_of([(1, 1), (2, 3), (3, 3), (4, 2)])
    # observed 4 * (0 + 1 + 0 + 2) = 12; expected, each first against each second: 5 + 3 + 3 + 7 = 18
    assert (found.of, found.exact, found.within_one, found.kappa) == (4, 2, 3, Fraction(1, 3))
    assert agreement_of([(1, 1), (3, 3)]).kappa == 1
    assert agreement_of([(2, 2), (2, 2)]).kappa is None


def test_the_second_teacher_looks_blind_and_what_differs_is_settled(client, north, tomas, made):
    pieces = sample(made)
    assert sorted(pieces) == ["My bridge", "My words"]
    address = f"/c/north/moderations/{made.pk}/"
    as_(client, "second")
    for title, level in (("My bridge", "4"), ("My words", "3")):
        page = text(client.get(f"{address}{pieces[title].number}/"))
        assert "Growing" not in text(client.get(address))
        assert "My bridge" in page or "It holds." in page
        assert client.post(f"{address}{pieces[title].number}/", {"level": level}).status_code == 302
    number = pieces["My bridge"].number
    page = text(as_(client, "teacher").get(address))
    assert all(words in page for words in ("1 / 2", "Growing", "Teaches others", "Weighted kappa"))
    settle = f"{address}{number}/settle/"
    assert client.post(settle, {f"{number}-level": "3", f"{number}-words": ""}).status_code == 422
    sent = {f"{number}-level": "3", f"{number}-words": "We read it together."}
    assert as_(client, "second").post(settle, sent).status_code == 403
    assert as_(client, "teacher").post(settle, sent).status_code == 302
    assert "We read it together." in text(client.get(address))
    assert client.post(settle, sent).status_code == 422
    with as_person(tomas.person_id):
        assert [(one.role, one.level) for one in Assessment.objects.order_by("at")] == [
            ("teacher", 2), ("teacher", 3), ("agreed", 3),
        ]  # fmt: skip
        assert [one.level for one in Mark.objects.all()] == [3]


def test_only_who_is_asked_and_who_teaches_it_reach_a_moderation(client, north, made):
    pieces = sample(made)
    evidence = pieces["My bridge"].evidence
    addresses = [
        f"/c/north/moderations/{made.pk}/", f"/api/v1/c/north/moderations/{made.pk}/",
        f"/c/north/evidence/{evidence.pk}/files/{evidence.file_name}",
    ]  # fmt: skip
    for username, status in {"teacher": 200, "second": 200, "third": 403, "foreign": 404}.items():
        assert [as_(client, username).get(one).status_code for one in addresses] == [status] * 3
    assert as_(client, "second").get(f"/c/north/evidence/{evidence.pk}/").status_code == 403
    assert [one["first"] for one in client.get(addresses[1]).json()["pieces"]] == [None, None]
    assert as_(client, "teacher").get(f"{addresses[0]}1/").status_code == 403
    assert as_(client, "foreign").get(f"/c/south/moderations/{made.pk}/").status_code == 404
    told = as_(client, "second").get("/api/v1/c/north/moderations/").json()["results"]
    assert [one["id"] for one in told] == [str(made.pk)]


def test_whom_one_may_ask(client, north, teachers, tomas, made):
    address = f"/c/north/offerings/{tomas.offering_id}/moderations/new/"
    assert as_(client, "third").get(address).status_code == 403
    sent = {"second": str(teachers[0].pk), "size": "3"}
    assert as_(client, "teacher").post(address, sent).status_code == 422
    answer = client.post(address, {**sent, "second": str(teachers[2].pk)})
    assert (answer.status_code, "in no sample yet" in text(answer)) == (422, True)


def test_a_second_look_is_said_once_and_never_changed(north, teachers, made):
    one = sample(made)["My words"]
    with in_community(north.pk):
        look_at(one, by=teachers[1].person, level=4)
        with pytest.raises(Exception, match="You have said it already"), transaction.atomic():
            look_at(one, by=teachers[1].person, level=1)
        with pytest.raises(Exception, match="Only who is asked"):
            look_at(one, by=teachers[2].person, level=1)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            SecondLook.objects.update(level=1)
    south = a_community("west")
    with in_community(south.pk):
        assert (Moderation.objects.count(), Sampled.objects.count()) == (0, 0)
        with pytest.raises(IntegrityError), transaction.atomic():
            SecondLook.objects.create(sampled=one, level=1, scale=["a"], by=teachers[1].person, by_name="x")

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from curriculum.assessments.actions import write_rubric
from learners.actions import end_guardianship
from learners.models import AccessLog, GuardianshipRecord
from learners.progress.evidence.actions import assess
from learners.progress.evidence.models import Assessment, Evidence, PeerAsk
from learners.progress.evidence.queries import own_evidence
from learners.progress.models import Mark, MarkChange
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.assessments.written import RUBRIC
from tests.curriculum.factories import a_version
from tests.evidence.factories import a_piece, an_assessment_of
from tests.factories import a_community, a_member, a_person
from tests.files.factories import a_picture, an_upload, wav_bytes
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.progress.factories import keys, with_scale

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return with_scale(a_community("north"))


@pytest.fixture
def south():
    return with_scale(a_community("south"))


@pytest.fixture
def offering(north):
    version = a_version(north, age_from=9, age_to=12)
    made = an_offering(north, version=version, teachers=(a_member(north, "teacher", "teacher"),))
    a_member(north, "other", "teacher")  # of another group
    an_offering(north, version=version, teachers=(a_member(north, "third", "teacher"),))
    return made


@pytest.fixture
def tomas(offering, south):
    a_member(south, "tomas", "learner")
    a_member(south, "foreign", "teacher", "administrator")
    return an_enrolment(offering, "tomas", home=south)


def as_(client, username):
    client.force_login(a_person(username))
    return client


def text(response):
    return response.content.decode()


def stored(north):
    with in_community(north.pk):
        return list(Evidence.objects.order_by("added_at"))


def test_a_learner_shows_a_picture_and_reads_it_wherever_they_are(client, north, tomas):
    page = f"/c/north/offerings/learn/{tomas.pk}/evidence/new/?kind=photo"
    assert 'capture="environment"' in text(as_(client, "tomas").get(page))
    sent = {"title": "My bridge", "words": "It holds.", "activity_key": str(keys(tomas)[0]), "file": a_picture()}
    answer = client.post(page, sent)
    (made,) = stored(north)
    assert answer["Location"] == f"/c/north/evidence/{made.pk}/"
    assert (made.kind, made.media_type, made.activity_title) == ("photo", "image/png", "Activity 1.1")
    file = f"/c/north/evidence/{made.pk}/files/{made.file_name}"
    assert file in text(client.get(f"/me/evidence/{made.pk}/"))
    assert client.get(file)["Content-Type"] == "image/png"
    assert client.get(f"/c/north/files/{made.file_id}/{made.file_name}").status_code == 404
    assert "My bridge" in text(client.get("/me/evidence/"))
    assert as_(client, "bo").get(f"/me/evidence/{made.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "sent", "status"),
    [
        ("text", {"words": "It holds."}, 302),
        ("text", {"words": ""}, 422),
        ("audio", {"file": ("song.wav", wav_bytes()), "transcript": "La la."}, 302),
        ("audio", {"file": ("song.wav", b"no sound")}, 422),
        ("photo", {"file": ("tune.wav", wav_bytes())}, 422),
        ("link", {"link": "https://example.org/bridge"}, 302),
        ("link", {"link": "javascript:alert(1)"}, 422),
        ("quiz", {"attempt": "0190b3a0-0000-7000-8000-000000000000"}, 422),
        ("observation", {"words": "I watched myself."}, 422),
    ],
)
def test_what_is_asked_of_each_kind(client, north, tomas, kind, sent, status):
    sent = {name: an_upload(*value) if isinstance(value, tuple) else value for name, value in sent.items()}
    address = f"/c/north/offerings/learn/{tomas.pk}/evidence/new/?kind={kind}"
    answer = as_(client, "tomas").post(address, {"title": "Mine", **sent})
    if kind == "observation":  # a learner is asked what else it is
        assert 'href="?kind=photo"' in text(answer)
    else:
        assert answer.status_code == status
    assert len(stored(north)) == (status == 302)


@pytest.mark.parametrize(
    "sent", [{"kind": "link"}, {"kind": "text"}, {"kind": "text", "words": " "}, {"kind": "photo"}]
)
def test_a_program_is_told_what_is_missing(client, north, tomas, sent):
    address = f"/api/v1/c/north/learn/{tomas.pk}/evidence/"
    answer = as_(client, "tomas").post(address, {"title": "Mine", **sent}, headers={"Idempotency-Key": "once"})
    assert answer.status_code == 409
    assert answer.json()["detail"]
    assert stored(north) == []


def test_who_reads_a_piece_and_its_file(client, north, south, tomas):
    an_enrolment(tomas.offering, "peer", home=south)
    a_member(north, "learner", "learner")
    piece = a_piece(tomas, kind="photo", file=a_picture())
    addresses = [
        f"/c/north/offerings/learn/{tomas.pk}/evidence/",
        f"/c/north/evidence/{piece.pk}/",
        f"/c/north/evidence/{piece.pk}/files/{piece.file_name}",
        f"/api/v1/c/north/learn/{tomas.pk}/evidence/",
        f"/api/v1/c/north/evidence/{piece.pk}/",
        f"/api/v1/c/north/evidence/{piece.pk}/assessments/",
    ]
    expected = {"teacher": 200, "tomas": 200, "other": 403, "learner": 403, "peer": 404, "foreign": 404}
    for username, status in expected.items():
        assert [as_(client, username).get(one).status_code for one in addresses] == [status] * 6
    assert as_(client, "foreign").get(f"/c/south/evidence/{piece.pk}/").status_code == 404
    with in_community(south.pk):
        assert list(Evidence.objects.all()) == []
    with as_person(a_person("foreign").pk):
        assert list(own_evidence()) == []


def test_a_guardian_adds_and_reads_while_they_are_one(client, north, tomas):
    a_guardianship(north, "gina", "tomas")
    as_(client, "gina")
    sent = {"title": "Helped at home", "words": "He measured the flour."}
    assert client.post(f"/c/north/offerings/learn/{tomas.pk}/evidence/new/?kind=observation", sent).status_code == 302
    (piece,) = stored(north)
    assert (piece.by_role, piece.kind) == ("guardian", "observation")
    assert "Helped at home" in text(client.get(f"/me/children/{tomas.person_id}/evidence/"))
    assert client.get(f"/me/children/{tomas.person_id}/evidence/{piece.pk}/").status_code == 200
    assert client.post(f"/c/north/evidence/{piece.pk}/assess/", {"level": 4}).status_code == 403
    with as_person(tomas.person_id):
        assert "Added evidence for you: Helped at home" in [str(one.what) for one in AccessLog.objects.all()]
        assert [one.kind for one in Notice.objects.all() if one.kind.startswith("evidence.")] == ["evidence.added"]
    with in_community(north.pk):
        end_guardianship(GuardianshipRecord.objects.get())
    assert client.get(f"/me/children/{tomas.person_id}/evidence/").status_code == 404
    assert client.get(f"/c/north/evidence/{piece.pk}/").status_code == 403


def test_a_teachers_level_is_the_mark_and_every_assessment_stays(client, north, tomas):
    piece = a_piece(tomas, activity_key=keys(tomas)[0])
    as_(client, "tomas").post(f"/c/north/evidence/{piece.pk}/assess/", {"level": "4", "words": "I can."})
    as_(client, "teacher").post(f"/c/north/evidence/{piece.pk}/assess/", {"level": "2", "words": "Nearly."})
    client.post(f"/c/north/evidence/{piece.pk}/assess/", {"level": "3", "words": "Now it is."})
    with in_community(north.pk):
        assert [(one.role, one.level) for one in Assessment.objects.order_by("at")] == [
            ("self", 4), ("teacher", 2), ("teacher", 3),
        ]  # fmt: skip
        assert [(one.level, one.comment) for one in Mark.objects.all()] == [(3, "Now it is.")]
        assert [one.level for one in MarkChange.objects.order_by("at")] == [2, 3]
    page = text(as_(client, "tomas").get(f"/me/evidence/{piece.pk}/"))
    assert all(words in page for words in ("I can.", "Nearly.", "Now it is.", "Secure"))
    assert 'data-level="3"' in text(as_(client, "teacher").get(f"/c/north/offerings/{tomas.offering_id}/group/"))


def test_the_scale_is_kept_as_it_stood(north, tomas):
    made = an_assessment_of(a_piece(tomas))
    north.mastery_scale = [{"name": "No", "from": 0}, {"name": "Yes", "from": 50}]
    north.save()
    with in_community(north.pk):
        assert Assessment.objects.get(pk=made.pk).level_name == "Secure"


def test_a_rubric_gives_the_mean_of_its_criteria(client, north, tomas):
    with in_community(north.pk):
        criteria = RUBRIC["criteria"]
        levels = [step["name"] for step in north.mastery_scale]
        told = [{**one, "descriptions": ["a", "b", "c", "d"]} for one in criteria]
        rubric = write_rubric(None, by=None, content={**RUBRIC, "levels": levels, "criteria": told})
    piece = a_piece(tomas)
    address = f"/c/north/evidence/{piece.pk}/"
    assert "level-0" in text(as_(client, "teacher").get(f"{address}?rubric={rubric.pk}"))
    given = {f"level-{at}": str(2 + at) for at in range(len(criteria))}
    assert client.post(f"{address}assess/?rubric={rubric.pk}", given).status_code == 302
    with in_community(north.pk):
        one = Assessment.objects.get()
    chosen = [2 + at for at in range(len(criteria))]
    assert (one.rubric_levels, one.level) == (chosen, int(sum(chosen) / len(chosen) + 0.5))
    assert one.rubric["title"] == RUBRIC["title"]


def test_a_peer_who_is_asked_sees_the_piece_and_not_what_others_said(client, north, south, offering, tomas):
    bo = an_enrolment(tomas.offering, "bo", home=south)
    cy = an_enrolment(tomas.offering, "cy", home=south)
    stranger = an_enrolment(an_offering(north, version=offering.version), "dee", home=south)
    piece = a_piece(tomas)
    an_assessment_of(piece, 2)
    ask = f"/c/north/evidence/{piece.pk}/ask/"
    assert as_(client, "tomas").post(ask, {"peer": str(stranger.pk)}).status_code == 422
    assert client.post(ask, {"peer": str(bo.pk)}).status_code == 302
    assert as_(client, "cy").post(ask, {"peer": str(cy.pk)}).status_code == 404
    assert "My bridge" in text(as_(client, "bo").get("/me/evidence/"))
    page = text(client.get(f"/c/north/evidence/{piece.pk}/"))
    assert "It holds." in page
    assert "teacher (Teacher)" not in page
    assert client.post(f"/c/north/evidence/{piece.pk}/assess/", {"level": "3"}).status_code == 302
    assert as_(client, "cy").get(f"/c/north/evidence/{piece.pk}/").status_code == 404
    with in_community(north.pk):
        assert [one.role for one in Assessment.objects.order_by("at")] == ["teacher", "peer"]
        assert PeerAsk.objects.get().answered_at is not None
        assert Mark.objects.count() == 0


def test_what_waits_is_of_ones_own_groups_and_goes_once_assessed(client, north, tomas):
    piece = a_piece(tomas)
    for username, seen in (("teacher", True), ("other", False)):
        as_(client, username)
        assert ("My bridge" in text(client.get("/c/north/evidence/"))) == seen
        assert ('href="/c/north/evidence/"' in text(client.get("/c/north/"))) == seen
        told = client.get("/api/v1/c/north/evidence/").json()["results"]
        assert [one["title"] for one in told] == ["My bridge"] * seen
    assert as_(client, "other").post(f"/c/north/evidence/{piece.pk}/assess/", {"level": "3"}).status_code == 403
    an_assessment_of(piece)
    assert "My bridge" not in text(as_(client, "teacher").get("/c/north/evidence/"))


def test_what_nobody_assessed_may_be_taken_away_by_who_added_it(client, north, tomas):
    first, second = a_piece(tomas), a_piece(tomas, title="Second")
    an_assessment_of(second)
    for piece, username in ((first, "teacher"), (second, "tomas"), (first, "tomas")):
        as_(client, username).post(f"/c/north/evidence/{piece.pk}/delete/")
    assert stored(north) == [second]


def test_the_database_keeps_history_and_names(north, south, tomas):
    made = an_assessment_of(a_piece(tomas))
    with in_community(north.pk):
        for change in ({"level": 4}, {"words": "x"}):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                Assessment.objects.filter(pk=made.pk).update(**change)
        about = {"evidence": made.evidence, "by": made.by, "by_name": "x", "level": 1, "scale": ["a"]}
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.create(**about, person=a_person("bo"), role="teacher")  # not whose evidence it is
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.create(**about, person=tomas.person, role="self")  # by somebody else
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.create(**{**about, "level": 2}, person=tomas.person, role="teacher")  # above the scale
    with in_community(south.pk), pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(**about, person=tomas.person, role="teacher")  # from another community


def test_nobody_marks_their_own_work_as_a_teacher(north, tomas):
    a_member(north, "tomas", "teacher")
    piece = a_piece(tomas)
    with in_community(north.pk), pytest.raises(Exception, match="Nobody marks their own work"):
        assess(piece, by=tomas.person, role="teacher", level=3)


def test_queries_do_not_grow_with_the_pieces(client, north, tomas):
    a_member(north, "tomas", "learner")
    addresses = [
        "/me/evidence/", f"/c/north/offerings/learn/{tomas.pk}/evidence/", "/c/north/evidence/", "/c/north/",
    ]  # fmt: skip
    users = ["tomas", "tomas", "teacher", "teacher"]
    an_assessment_of(a_piece(tomas))
    a_piece(tomas)
    few = [queries(as_(client, user), one) for user, one in zip(users, addresses, strict=True)]
    for _each in range(29):
        an_assessment_of(a_piece(tomas))
        a_piece(tomas)
    assert [queries(as_(client, user), one) for user, one in zip(users, addresses, strict=True)] == few
    assert few[-1] <= 12


def test_a_program_adds_assesses_and_asks(client, north, south, tomas):
    bo = an_enrolment(tomas.offering, "bo", home=south)
    as_(client, "tomas")
    sent = {"kind": "photo", "title": "My bridge", "file": a_picture(), "activity_key": str(keys(tomas)[0])}
    made = client.post(f"/api/v1/c/north/learn/{tomas.pk}/evidence/", sent)
    assert (made.status_code, made.json()["media_type"]) == (201, "image/png")
    one = f"/api/v1/c/north/evidence/{made.json()['id']}/"
    json = {"content_type": "application/json"}
    assert client.post(f"{one}assessments/", {"level": 9}, **json).status_code == 409
    assert client.post(f"{one}assessments/", {"level": 2}, **json).json()["assessor"] == "self"
    assert client.post(f"{one}asks/", {"enrolment": str(bo.pk)}, **json).status_code == 201
    assert as_(client, "teacher").post(f"{one}assessments/", {"level": 3}, **json).json()["level"] == 3
    assert as_(client, "bo").get("/api/v1/me/evidence-asks/").json()["results"][0]["title"] == "My bridge"
    whole = as_(client, "tomas").get("/api/v1/me/evidence/").json()["results"]
    assert [[said["level"] for said in piece["assessments"]] for piece in whole] == [[2, 3]]
    assert client.delete(one).status_code == 409

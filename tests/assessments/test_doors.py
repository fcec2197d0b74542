"""Who may open what of an assessment, and what nobody learns too early."""

import pytest

from curriculum.actions import add_coauthor
from curriculum.assessments.actions import keep_question, make_bank
from curriculum.assessments.models import Attempt
from curriculum.commons.models import SharedVersion
from curriculum.models import Curriculum
from tenancy.scope import in_community
from tests.assessments.factories import an_assessment, an_attempt
from tests.assessments.pages import API, HERE, place_of, signed_in
from tests.assessments.written import written
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member, a_person
from tests.learners.counting import queries

pytestmark = pytest.mark.django_db
LADDER = ["nobody", "stranger", "bo", "ann", "tess"]  # and Ann's it is


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("{place}", [302, 404, 200, 200, 200]),
        ("attempts/{attempt}/", [302, 404, 404, 200, 403]),
        ("attempts/", [302, 404, 403, 403, 200]),
        ("attempts/{attempt}/mark/", [302, 404, 403, 403, 200]),
        ("curricula/{curriculum}/assessments/{key}/statistics/", [302, 404, 403, 403, 200]),
        ("curricula/{curriculum}/parts/{key}/questions/", [302, 404, 403, 403, 200]),
        ("curricula/{curriculum}/parts/{key}/questions/preview/", [302, 404, 403, 403, 200]),
        ("curricula/{curriculum}/parts/{key}/questions/{question}/", [302, 404, 403, 403, 200]),
        ("curricula/{curriculum}/parts/{key}/questions/bank/", [302, 404, 403, 403, 200]),
        ("banks/", [302, 404, 403, 403, 200]),
        ("rubrics/", [302, 404, 403, 403, 200]),
    ],
)
def test_who_may_see_what(client, assessment, path, expected):
    attempt = an_attempt(assessment, answers="right")
    names = {"place": place_of(assessment), "attempt": attempt.pk, "curriculum": assessment.version.curriculum_id,
             "key": assessment.key, "question": assessment.questions[0].key}  # fmt: skip
    told = []
    for who in LADDER:
        client.logout() if who == "nobody" else signed_in(client, who)
        told.append(client.get(HERE + path.format(**names)).status_code)
    assert told == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("{place}", [401, 404, 200, 200, 200]),
        ("{place}attempts/", [401, 404, 200, 200, 200]),
        ("attempts/{attempt}/", [401, 404, 404, 200, 200]),
        ("attempts/", [401, 404, 403, 403, 200]),
        ("curricula/{curriculum}/assessments/{key}/statistics/", [401, 404, 403, 403, 200]),
        ("curricula/{curriculum}/parts/", [401, 404, 403, 403, 200]),
        ("banks/", [401, 404, 403, 403, 200]),
        ("rubrics/", [401, 404, 403, 403, 200]),
    ],
)
def test_who_may_ask_for_what(client, assessment, path, expected):
    attempt = an_attempt(assessment, answers="right")
    names = {"place": place_of(assessment), "attempt": attempt.pk, "curriculum": assessment.version.curriculum_id,
             "key": assessment.key}  # fmt: skip
    told = []
    for who in LADDER:
        client.logout() if who == "nobody" else signed_in(client, who)
        told.append(client.get(API + path.format(**names)).status_code)
    assert told == expected


def test_nobody_hands_in_or_marks_for_another(client, assessment):
    attempt = an_attempt(assessment)
    for who, expected in (("stranger", 404), ("bo", 404), ("tess", 404)):
        signed_in(client, who)
        for path in ("answers/", "hand-in/"):
            sent = client.put(f"{API}attempts/{attempt.pk}/{path}", {"answers": []}, "application/json")
            assert sent.status_code == expected
    marks = client.put(f"{API}attempts/{attempt.pk}/marks/", {"marks": []}, "application/json")
    assert (marks.status_code, "not handed in" in marks.json()["detail"]) == (409, True)


SECRETS = ("steam-secret", "31.4159", "cloze-secret", "feedback-secret")
SECRET = (
    written("choice", options=[{"text": "a", "feedback": "feedback-secret"}, {"text": "b", "right": True}]),
    written("text", accepted=["steam-secret"], feedback="feedback-secret"),
    written("number", value="31.4159"),
    written("cloze", text="a {{cloze-secret}} b"),
)


def test_what_is_right_never_comes_before_it_may(client, north, south):
    assessment = an_assessment(north, SECRET, share=True, answers="last", attempts=2)
    signed_in(client, "ann")
    client.post(HERE + place_of(assessment))
    with in_community(north.pk):
        attempt = Attempt.objects.get(person=a_person("ann"))
    curriculum = assessment.version.curriculum_id
    seen = [
        HERE + place_of(assessment), f"{HERE}attempts/{attempt.pk}/", f"{HERE}curricula/{curriculum}/",
        f"{HERE}curricula/{curriculum}/versions/1/?open", f"{API}attempts/{attempt.pk}/", API + place_of(assessment),
        f"{API}curricula/{curriculum}/versions/1/", f"/me/attempts/{attempt.pk}/", f"/api/v1/me/attempts/{attempt.pk}/",
        "/commons/", "/api/v1/commons/",
    ]  # fmt: skip
    shared = client.get("/api/v1/commons/").json()["results"][0]["id"]
    seen += [f"/commons/{shared}/", f"/api/v1/commons/{shared}/"]
    for address in seen:
        page = client.get(address)
        assert page.status_code == 200, address
        assert not [one for one in SECRETS if one in page.content.decode()], address
    client.put(f"{API}attempts/{attempt.pk}/hand-in/")
    after = client.get(f"{API}attempts/{attempt.pk}/").content.decode()
    assert "feedback-secret" in after and "steam-secret" not in after
    last = client.post(f"{API}{place_of(assessment)}attempts/").json()["id"]
    client.put(f"{API}attempts/{last}/hand-in/")
    assert "steam-secret" in client.get(f"{API}attempts/{last}/").content.decode()
    assert client.post(f"{API}{place_of(assessment)}attempts/").status_code == 409


def test_hostile_text_is_shown_unharmed(client, north, south):
    nasty = "<script>alert(1)</script>\" onfocus='x' {{ 7*7 }}"
    assessment = an_assessment(north, [
        written("choice", prompt=nasty, options=[{"text": nasty, "right": True}, {"text": "b"}]),
        written("match", pairs=[{"left": nasty, "right": nasty}, {"left": "b", "right": "c"}], others=[]),
        written("essay", prompt=nasty, rubric={"title": nasty, "levels": ["a", "b"], "criteria": [{"title": nasty}]}),
    ])  # fmt: skip
    attempt = an_attempt(assessment, answers={"essay": nasty})
    for who, address in (("ann", f"attempts/{attempt.pk}/"), ("tess", f"attempts/{attempt.pk}/mark/"),
                         ("tess", f"curricula/{assessment.version.curriculum_id}/parts/{assessment.key}/questions/preview/")):  # fmt: skip
        page = signed_in(client, who).get(HERE + address).content.decode()
        assert "<script>alert" not in page and "{{ 7*7 }}" in page


def test_a_version_leads_to_its_assessments_where_its_reader_may_take_them(client, north):
    quiz = an_assessment(north, share=True)
    curriculum = quiz.version.curriculum_id
    page, link = (
        f"{HERE}curricula/{curriculum}/versions/1/",
        f"{HERE}curricula/{curriculum}/versions/1/assessments/{quiz.key}/",
    )
    assert link in signed_in(client, "ann").get(page).content.decode()
    assert client.get(link).status_code == 200
    guest = a_member(a_community("west"), "gus", "teacher").person
    with in_community(north.pk):
        add_coauthor(Curriculum.objects.get(pk=curriculum), person=guest)
    shared = SharedVersion.objects.get()
    for address in (page, f"/commons/{shared.pk}/"):
        told = signed_in(client, "gus").get(address)
        assert told.status_code == 200 and link not in told.content.decode()


@pytest.mark.parametrize("page", ["attempts/", "attempts/?all", "{place}", "banks/", "statistics", "mark"])
def test_the_number_of_queries_is_the_same_for_1_and_for_30(client, north, page):
    counts = []
    for number in (1, 30):
        questions = [written("choice") for _each in range(number - 1)] + [written("essay")]
        assessment = an_assessment(north, questions)
        for learner in range(number):
            an_attempt(assessment, f"learner{learner}", answers="right")
        with in_community(north.pk):
            by = a_teacher(north)
            for _each in range(number):
                keep_question(make_bank(by=by, title="Bank", language="en"), assessment.questions[0])
        address = page.format(place=place_of(assessment))
        if page == "statistics":
            address = f"curricula/{assessment.version.curriculum_id}/assessments/{assessment.key}/statistics/"
        if page == "mark":
            with in_community(north.pk):
                address = f"attempts/{Attempt.objects.filter(node_key=assessment.key).first().pk}/mark/"
        counts.append(queries(signed_in(client, "tess"), HERE + address))
    assert counts[0] == counts[1]

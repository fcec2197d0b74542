"""Marked by a teacher, read by the learner and the guardian; by page and by API."""

import pytest

from learners.models import AccessLog
from tenancy.scope import as_person
from tests.assessments.factories import an_assessment, an_attempt
from tests.assessments.pages import API, HERE, name, place_of, signed_in
from tests.assessments.written import written
from tests.factories import a_person
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db


def test_a_teacher_marks_by_the_rubric_and_the_learner_reads_it(client, assessment):
    attempt = an_attempt(assessment, answers="right")
    signed_in(client, "tess")
    essay, project = name(attempt, "essay"), name(attempt, "project")
    assert str(attempt.pk) in client.get(f"{HERE}attempts/").content.decode()
    assert str(attempt.pk) in client.get(HERE).content.decode()
    address = f"{HERE}attempts/{attempt.pk}/mark/"
    assert client.post(address, {f"{project}-points": "11"}).status_code == 422
    sent = {
        f"{essay}-level0": "4",
        f"{essay}-level1": "4",
        f"{essay}-comment": "Clear.",
        f"{project}-points": "5",
        "comment": "Bravo.",
    }
    assert client.post(address, sent).status_code == 302
    assert str(attempt.pk) not in client.get(f"{HERE}attempts/").content.decode()
    page = signed_in(client, "ann").get(f"/me/attempts/{attempt.pk}/").content.decode()
    assert all(text in page for text in ("Clear.", "Bravo.", "Teaches others", "79.17"))


def test_a_guardian_sees_what_the_child_sees_and_is_written_down(client, north, assessment):
    a_guardianship(north, "gail", "ann")
    attempt = an_attempt(assessment, answers="right")
    signed_in(client, "gail")
    child = a_person("ann").pk
    for base in ("/me/children/", "/api/v1/me/children/"):
        assert str(attempt.pk) in client.get(f"{base}{child}/attempts/").content.decode()
        assert client.get(f"{base}{child}/attempts/{attempt.pk}/").status_code == 200
        assert client.get(f"{base}{a_person('zoe').pk}/attempts/").status_code == 404
    assert client.get(f"/me/attempts/{attempt.pk}/").status_code == 404
    with as_person(child):
        assert AccessLog.objects.count() >= 1


def test_programs_take_mark_and_keep_as_pages_do(client, north, south):
    assessment = an_assessment(north, [written("choice"), written("essay")])
    choice, essay = assessment.questions
    signed_in(client, "ann")
    begun = client.post(f"{API}{place_of(assessment)}attempts/").json()
    assert begun["questions"][0]["question"]["options"] == choice.shown()["options"]
    address = f"{API}attempts/{begun['id']}/"
    answers = [{"key": str(choice.key), "answer": choice.solution}, {"key": str(essay.key), "answer": "The moon."}]
    saved = client.put(f"{address}answers/", {"answers": answers}, "application/json").json()
    assert [one["answer"] for one in saved["questions"]] == [choice.solution, "The moon."]
    wrong = client.put(f"{address}answers/", {"answers": [{"key": str(choice.key), "answer": 7}]}, "application/json")
    assert (wrong.status_code, str(choice.key) in wrong.json()["detail"]) == (409, True)
    handed = client.put(f"{address}hand-in/").json()
    assert [one["points"] for one in handed["results"]] == ["1.00", None]
    signed_in(client, "tess")
    marks = [{"key": str(essay.key), "levels": [4, 2], "comment": "Why?"}]
    marked = client.put(f"{address}marks/", {"marks": marks, "comment": "Good."}, "application/json").json()
    assert (marked["score"], marked["level"], marked["results"][1]["levels"]) == ("71.43", 3, [4, 2])
    bank = client.post(f"{API}banks/", {"title": "Moon", "language": "en"}, "application/json").json()["id"]
    questions = f"{API}banks/{bank}/questions/"
    kept = client.post(questions, {"question": written("text"), "tags": ["water"]}, "application/json").json()
    again = client.post(
        questions, {"question": {**kept["question"], "prompt": "Which?"}, "tags": []}, "application/json"
    )
    assert (again.json()["id"], again.json()["question"]["prompt"]) == (kept["id"], "Which?")
    criteria = [{"title": "Care", "descriptions": ["None"]}]
    rubric = client.post(f"{API}rubrics/", {"title": "Care", "criteria": criteria}, "application/json").json()
    worded = client.put(
        f"{API}rubrics/{rubric['id']}/", {"title": "Much care", "criteria": criteria}, "application/json"
    )
    assert worded.json()["title"] == "Much care"
    assert (
        client.put(f"{API}rubrics/{rubric['id']}/", {"title": "x", "criteria": []}, "application/json").status_code
        == 409
    )

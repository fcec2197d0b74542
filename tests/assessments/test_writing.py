"""Questions, banks and rubrics on the pages of those who write them."""

import re

import pytest

from tenancy.scope import in_community
from tests.assessments.factories import a_draft
from tests.assessments.pages import API, HERE, signed_in
from tests.assessments.written import written
from tests.curriculum.factories import a_version

pytestmark = pytest.mark.django_db


def test_an_assessment_is_added_by_its_page_and_leads_to_its_questions(client, north):
    curriculum = a_version(north).curriculum
    with in_community(north.pk):
        unit = curriculum.nodes.filter(kind="unit").first()
    signed_in(client, "tess")
    base = f"{HERE}curricula/{curriculum.pk}/parts/"
    assert (
        client.post(f"{base}new/?kind=assessment&in={unit.key}", {"title": "Test", "kind": "assessment"}).status_code
        == 302
    )
    with in_community(north.pk):
        node = curriculum.nodes.get(title="Test")
    assert node.kind == "assessment"
    assert f"{base}{node.key}/questions/" in client.get(f"{base}{node.key}/").content.decode()


def test_how_it_is_taken_is_said_on_the_page_of_its_questions(client, north):
    node = a_draft(north)
    signed_in(client, "tess")
    address = f"{HERE}curricula/{node.curriculum_id}/parts/{node.key}/questions/"
    refused = client.post(address, {"attempts": "", "answers": "last"})
    assert (refused.status_code, "none is the last" in refused.content.decode()) == (422, True)
    assert client.post(address, {"attempts": "3", "answers": "last"}).status_code == 302
    with in_community(north.pk):
        node.refresh_from_db()
    assert (node.attempts, node.answers) == (3, "last")


def test_a_question_is_written_kept_in_a_bank_and_taken_from_it(client, north, south):
    node = a_draft(north, ())
    base = f"{HERE}curricula/{node.curriculum_id}/parts/{node.key}/questions/"
    signed_in(client, "tess")
    for kind, said in {
        "choice": {"options": "One\n* Two // Yes."},
        "multiple": {"options": "* One\n* Two\nThree"},
        "text": {"accepted": "steam"},
        "number": {"value": "3,5", "tolerance": ""},
        "order": {"items": "a\nb"},
        "match": {"pairs": "a = b\nc = d", "others": ""},
        "cloze": {"text": "a {{b}} c"},
        "essay": {"rubric": ""},
        "project": {"rubric": ""},
    }.items():
        sent = client.post(f"{base}new/?type={kind}", {"prompt": f"What of {kind}?", "points": "2", **said})
        assert sent.status_code == 302, (kind, sent.content.decode())
    with in_community(north.pk):
        node.refresh_from_db()
    assert [one.type for one in node.questions] == [
        "choice",
        "multiple",
        "text",
        "number",
        "order",
        "match",
        "cloze",
        "essay",
        "project",
    ]
    first = node.questions[0]
    edited = client.post(f"{base}{first.key}/", {"prompt": "Which?", "points": "1", "options": "Eins\n* Two"})
    assert edited.status_code == 302
    with in_community(north.pk):
        node.refresh_from_db()
    assert [one.key for one in node.questions[0].options] == [one.key for one in first.options]
    wrong = client.post(f"{base}{first.key}/", {"prompt": "Which?", "points": "1", "options": "a\n \nb"})
    assert wrong.status_code == 422 and "Say which one of these is right." in wrong.content.decode()
    made = client.post(f"{HERE}banks/new/", {"title": "Measuring", "language": "English"})
    bank = made.headers["Location"]
    client.post(f"{base}{first.key}/keep/", {"bank": bank.rstrip("/").rpartition("/")[2]})
    assert "Which?" in client.get(f"{bank}?text=which").content.decode()
    assert "Which?" not in client.get(f"{bank}?text=that").content.decode()
    client.post(f"{base}{first.key}/delete/")
    picked = re.search(r'name="question" value="([^"]+)"', client.get(f"{base}bank/").content.decode())[1]
    client.post(f"{base}bank/", {"question": picked})
    with in_community(north.pk):
        node.refresh_from_db()
    assert node.questions[-1].key == first.key


def test_a_rubric_has_the_levels_of_the_community(client, north):
    signed_in(client, "tess")
    sent = client.post(f"{HERE}rubrics/new/", {"title": "A report", "criteria": "Care\nNone\n-\n–\nMuch\n\nWords"})
    assert sent.status_code == 302
    told = client.get(f"{API}rubrics/").json()["results"][0]
    assert told["levels"] == ["Beginning", "Practising", "Secure", "Mastered"]
    assert told["criteria"][0] == {"title": "Care", "descriptions": ["None", "", "", "Much"]}


def test_a_question_gone_wrong_is_refused_with_its_place_by_api(client, north):
    node = a_draft(north, ())
    signed_in(client, "tess")
    address = f"{API}curricula/{node.curriculum_id}/parts/{node.key}/"
    for given, why in (
        ([{"type": "choice", "prompt": "?"}], "questions[0].options: Give 2 to 20 of these."),
        ([written("essay"), {"type": "quiz"}], "questions[1].type"),
        ([written("text", accepted=[["a"]])], "questions[0].accepted[0]: This must be text."),
    ):
        told = client.patch(address, {"questions": given}, "application/json")
        assert told.status_code == 409 and why in told.json()["detail"]
    assert client.patch(address, {"questions": "all"}, "application/json").status_code == 400
    kept = client.patch(address, {"questions": [written("essay")], "attempts": 2}, "application/json").json()
    assert (kept["questions"][0]["prompt"], kept["attempts"]) == ("Why does the tide come in?", 2)

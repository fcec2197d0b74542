"""Assessments on their pages: taken without script, marked, and seen by whom they may be seen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.actions import add_coauthor
from curriculum.assessments.models import Answer, Attempt
from curriculum.commons.models import SharedVersion
from curriculum.models import Curriculum
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.assessments.factories import MACHINE, a_draft, an_assessment, an_attempt, of_type
from tests.assessments.written import written
from tests.curriculum.factories import a_teacher, a_version
from tests.factories import a_community, a_member, a_person
from tests.files.factories import a_pdf, a_picture, an_upload
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship, an_enrolment, an_offering

pytestmark = pytest.mark.django_db
HERE, API = "/c/north/", "/api/v1/c/north/"


@pytest.fixture
def north():
    place = a_community("north")
    a_member(place, "ann", "learner")
    a_member(place, "bo", "learner")
    a_teacher(place, "tess")
    return place


@pytest.fixture
def south():
    place = a_community("south")
    a_teacher(place, "stranger")
    an_attempt(an_assessment(place), "zoe", answers="right")
    return place


@pytest.fixture
def assessment(north, south):
    return an_assessment(north)


def signed_in(client, username):
    client.force_login(a_person(username))
    return client


def place_of(assessment):
    number, curriculum = assessment.version.number, assessment.version.curriculum_id
    return f"curricula/{curriculum}/versions/{number}/assessments/{assessment.key}/"


def filled_in(page, **more):
    """What a browser would send of a page's questions: its hidden fields, and what is given by name."""
    hidden = re.findall(r'<input type="hidden" name="(q-[^"]+)"[^>]*value="([^"]*)"', page.content.decode())
    return {**dict(hidden), **more}


def name(attempt, kind):
    return f"q-{of_type(attempt, kind).key}"


def begun(community, username):
    with in_community(community.pk):
        return Attempt.objects.get(person=a_person(username), handed_in_at__isnull=True).pk


def node_of(version, node):
    with in_community(version.community_id):
        return version.nodes.select_related("version").get(key=node.key)


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


def test_it_is_taken_without_script_saved_and_handed_in(client, assessment):
    signed_in(client, "ann")
    begun = client.post(HERE + place_of(assessment))
    address = begun.headers["Location"]
    with in_community(assessment.community_id):
        attempt = Attempt.objects.get(person=a_person("ann"))
    choice, order, match = (of_type(attempt, kind) for kind in ("choice", "order", "match"))
    given = {
        name(attempt, "choice"): choice.solution,
        name(attempt, "number"): "٣٫٥",
        name(attempt, "cloze") + "-0": "100",
    }
    given |= {f"{name(attempt, 'order')}-{key}": place for place, key in enumerate(order.solution, 1)}
    given |= {f"{name(attempt, 'match')}-{at}": key for at, key in enumerate(match.solution)}
    given |= {name(attempt, "project"): "A gauge", name(attempt, "project") + "-links": "https://example.org/a\n"}
    saved = client.post(address, filled_in(client.get(address), **given))
    assert saved.headers["Location"] == address
    look = client.post(address, filled_in(client.get(address), **given, look="1"))
    assert look.headers["Location"] == f"{address}?look"
    assert "Not answered" in client.get(look.headers["Location"]).content.decode()
    client.post(address, {"hand_in": "1"})
    with in_community(assessment.community_id):
        rows = {one.question_key: one for one in Answer.objects.all()}
    assert [rows[of_type(attempt, kind).key].share for kind in ("choice", "number", "order", "match", "text")] == [
        1,
        1,
        1,
        1,
        0,
    ]
    assert rows[of_type(attempt, "cloze").key].answer == ["100", ""]
    assert rows[of_type(attempt, "project").key].share is None
    assert "marked by a teacher" in client.get(address).content.decode()
    client.post(address, {"hand_in": "1"})
    with in_community(assessment.community_id):
        assert Attempt.objects.count() == 1


def test_two_windows_lose_nothing(client, assessment):
    attempt = an_attempt(assessment)
    signed_in(client, "ann")
    address = f"{HERE}attempts/{attempt.pk}/"
    first, second = client.get(address), client.get(address)
    client.post(address, filled_in(first, **{name(attempt, "text"): "steam", name(attempt, "essay"): "One."}))
    client.post(address, filled_in(second, **{name(attempt, "number"): "3.5", name(attempt, "essay"): "Two."}))
    shown = client.get(address).content.decode()
    assert all(text in shown for text in ("steam", "3.5", "Two.", "In another window you had answered", "One."))


def test_while_one_writes_it_is_saved_and_the_window_learns_so(client, assessment):
    attempt = an_attempt(assessment)
    signed_in(client, "ann")
    address, essay = f"{HERE}attempts/{attempt.pk}/", name(attempt, "essay")
    page = client.get(address)
    for text in ("O", "One", "One."):
        page = client.post(address, filled_in(page, **{essay: text}), headers={"HX-Request": "true"})
        assert page.status_code == 200
    with in_community(assessment.community_id):
        kept = Answer.objects.get(question_key=of_type(attempt, "essay").key)
    assert (kept.answer, kept.replaced) == ("One.", [])


def test_an_answer_that_is_none_is_shown_again_with_the_reason(client, assessment):
    attempt = an_attempt(assessment)
    signed_in(client, "ann")
    address = f"{HERE}attempts/{attempt.pk}/"
    links = {name(attempt, "project") + "-links": "javascript:alert(1)", name(attempt, "text"): "steam"}
    told = client.post(address, filled_in(client.get(address), **links))
    assert told.status_code == 422
    assert "javascript:alert(1)" in told.content.decode() and "Write an address that begins" in told.content.decode()
    again = client.post(address, filled_in(told, **{**links, name(attempt, "project") + "-links": "https://a.example"}))
    assert again.status_code == 302
    with in_community(assessment.community_id):
        assert Answer.objects.get(question_key=of_type(attempt, "text").key).answer == "steam"
    long = client.post(address, filled_in(client.get(address), **{name(attempt, "essay"): "a" * 1_000_000}))
    assert long.status_code == 422 and "longer than 50000" in long.content.decode()


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
    from learners.models import AccessLog
    from tenancy.scope import as_person

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


def test_whoever_is_enrolled_takes_it_member_or_not(client, north, south):
    from curriculum.actions import add_node, publish_version

    version, teacher = a_version(north), a_teacher(north)
    with in_community(north.pk):
        unit = version.curriculum.nodes.filter(kind="unit").first()
        node = add_node(
            version.curriculum, kind="assessment", title="Test", parent_key=unit.key, questions=list(MACHINE)
        )
        later = publish_version(version.curriculum, by=teacher)
    enrolment = an_enrolment(an_offering(north, version=later, open_to="network"), "zoe", home=south)
    address = f"{HERE}curricula/{version.curriculum_id}/versions/2/assessments/{node.key}/"
    activity = f"{HERE}offerings/learn/{enrolment.pk}/{node.key}/"
    signed_in(client, "zoe")
    assert address in client.get(activity).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    page = client.get(activity).content.decode()
    assert "Hand in" not in page
    client.put(f"{API}attempts/{begun(north, 'zoe')}/hand-in/")
    assert "Beginning" in client.get(activity).content.decode()
    an_attempt(node_of(later, node), "zoe", answers="right")
    an_attempt(node_of(later, node), "zoe", answers={})
    with in_community(north.pk):
        mark = Mark.objects.get(activity_key=node.key)
        assert (mark.level, mark.score, mark.changes.count()) == (4, 100, 2)
    assert signed_in(client, "stranger").get(address).status_code == 404


@pytest.mark.parametrize("page", ["attempts/", "attempts/?all", "{place}", "banks/", "statistics", "mark"])
def test_the_number_of_queries_is_the_same_for_1_and_for_30(client, north, page):
    from curriculum.assessments.actions import keep_question, make_bank

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


def test_a_project_is_shown_by_pictures_that_nobody_else_sees(client, north, south):
    assessment = an_assessment(north, [written("project")])
    attempt = an_attempt(assessment)
    signed_in(client, "ann")
    address, project = f"{HERE}attempts/{attempt.pk}/", name(attempt, "project")
    sent = client.post(address, {**filled_in(client.get(address)), f"{project}-file": [a_picture(), a_pdf()]})
    assert sent.status_code == 302
    files = re.findall(rf'href="({address}evidence/[^"]+)"', client.get(address).content.decode())
    assert [client.get(one).status_code for one in files] == [200, 200]
    wrong = client.post(
        address, {**filled_in(client.get(address)), f"{project}-file": [an_upload("run.exe", b"MZ\x00\x01")]}
    )
    assert (wrong.status_code, "kind of file is not taken" in wrong.content.decode()) == (422, True)
    remove = files[1].split("/")[-2]
    client.post(address, {**filled_in(client.get(address)), "remove": remove})
    assert client.get(files[1]).status_code == 404
    for who, told in (("bo", 404), ("tess", 404), ("stranger", 404)):
        assert signed_in(client, who).get(files[0]).status_code == told
    signed_in(client, "ann").post(address, {"hand_in": "1"})
    assert "Waits for a mark" in client.get(f"/me/attempts/{attempt.pk}/").content.decode()
    assert client.post(f"{API}attempts/{attempt.pk}/evidence/", {"question": "x"}).status_code == 400
    assert [signed_in(client, who).get(files[0]).status_code for who in ("bo", "tess", "stranger")] == [404, 200, 404]
    assert files[0] in signed_in(client, "tess").get(f"{address}mark/").content.decode()


def test_programs_add_evidence_and_take_it_away(client, north):
    attempt = an_attempt(an_assessment(north, [written("project"), written("text")]))
    signed_in(client, "ann")
    address = f"{API}attempts/{attempt.pk}/evidence/"
    made = client.post(address, {"question": of_type(attempt, "project").key, "file": a_picture()})
    assert made.status_code == 201
    assert [one["id"] for one in client.get(address).json()["results"]] == [made.json()["id"]]
    wrong = client.post(address, {"question": of_type(attempt, "text").key, "file": a_pdf()})
    assert (wrong.status_code, "belongs to a project" in wrong.json()["detail"]) == (409, True)
    assert signed_in(client, "bo").delete(f"{address}{made.json()['id']}/").status_code == 404
    assert signed_in(client, "ann").delete(f"{address}{made.json()['id']}/").status_code == 204


def test_saving_and_handing_in_ask_as_much_for_1_and_for_30_questions(client, north):
    counts = []
    for number in (1, 30):
        attempt = an_attempt(an_assessment(north, [written("text") for _each in range(number)]))
        signed_in(client, "ann")
        address = f"{API}attempts/{attempt.pk}/"
        answers = [{"key": str(one.key), "answer": "steam"} for one in attempt.questions]
        for path, given in (("answers/", {"answers": answers}), ("hand-in/", {})):
            with CaptureQueriesContext(connection) as captured:
                assert client.put(address + path, given, "application/json").status_code == 200
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def test_an_assessment_is_added_by_its_page_and_leads_to_its_questions(client, north):
    curriculum = a_version(north).curriculum
    with in_community(north.pk):
        unit = curriculum.nodes.filter(kind="unit").first()
    signed_in(client, "tess")
    base = f"{HERE}curricula/{curriculum.pk}/parts/"
    assert f"?kind=assessment&amp;in={unit.key}" in client.get(f"{base}new/?in={unit.key}").content.decode()
    assert (
        client.post(f"{base}new/?kind=assessment&in={unit.key}", {"title": "Test", "kind": "assessment"}).status_code
        == 302
    )
    with in_community(north.pk):
        node = curriculum.nodes.get(title="Test")
    assert node.kind == "assessment"
    assert f"{base}{node.key}/questions/" in client.get(f"{base}{node.key}/").content.decode()


def test_a_window_that_comes_too_late_is_told_so(client, assessment):
    attempt = an_attempt(assessment)
    signed_in(client, "ann")
    address = f"{HERE}attempts/{attempt.pk}/"
    page = client.get(address)
    client.post(address, {"hand_in": "1"})
    late = client.post(address, filled_in(page, **{name(attempt, "text"): "steam"}), follow=True)
    assert "handed in already" in late.content.decode()


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

"""An assessment taken on its page: without script, saved as it is written, handed in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.actions import add_node, publish_version
from curriculum.assessments.models import Answer, Attempt
from learners.progress.models import Mark
from tenancy.scope import in_community
from tests.assessments.factories import MACHINE, an_assessment, an_attempt, of_type
from tests.assessments.pages import API, HERE, filled_in, name, place_of, signed_in
from tests.assessments.written import written
from tests.curriculum.factories import a_teacher, a_version
from tests.factories import a_person
from tests.learners.factories import an_enrolment, an_offering

pytestmark = pytest.mark.django_db


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


def test_a_window_that_comes_too_late_is_told_so(client, assessment):
    attempt = an_attempt(assessment)
    signed_in(client, "ann")
    address = f"{HERE}attempts/{attempt.pk}/"
    page = client.get(address)
    client.post(address, {"hand_in": "1"})
    late = client.post(address, filled_in(page, **{name(attempt, "text"): "steam"}), follow=True)
    assert "handed in already" in late.content.decode()


def begun(community, username):
    with in_community(community.pk):
        return Attempt.objects.get(person=a_person(username), handed_in_at__isnull=True).pk


def node_of(version, node):
    with in_community(version.community_id):
        return version.nodes.select_related("version").get(key=node.key)


def test_whoever_is_enrolled_takes_it_member_or_not(client, north, south):
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

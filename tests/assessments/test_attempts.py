"""Attempts: begun, saved, handed in, marked; and who may see what of them."""

import threading
from decimal import Decimal

import pytest
from django.db import connection

from curriculum.actions import edit_node, publish_version
from curriculum.assessments.actions import Given, begin_attempt, hand_in, mark_attempt, save_answers
from curriculum.assessments.models import Answer, Attempt
from curriculum.assessments.queries import own_attempts
from curriculum.assessments.rules import digest
from curriculum.questions import Malformed, question_json
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.assessments.factories import MACHINE, a_draft, an_assessment, an_attempt, of_type
from tests.assessments.written import written
from tests.curriculum.factories import a_teacher
from tests.factories import a_community, a_member, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_community("north")


@pytest.fixture
def south():
    """Another, with an attempt that could be seen."""
    place = a_community("south")
    an_attempt(an_assessment(place), "zoe", answers="right")
    return place


def answers_of(attempt):
    return {one.question_key: one for one in Answer.objects.filter(attempt=attempt)}


def test_questions_travel_with_the_node_into_version_commons_and_adaptation(north, south):
    from curriculum.commons.actions import adopt_version
    from curriculum.commons.models import SharedVersion

    assessment = an_assessment(north, share=True)
    with in_community(south.pk):
        adopted = adopt_version(SharedVersion.objects.get(version=assessment.version_id), by=a_teacher(south))
        assert adopted.nodes.get(key=assessment.key).questions == assessment.questions


def test_only_an_assessment_holds_questions(north):
    node = a_draft(north)
    with in_community(north.pk), pytest.raises(Refused, match="Only an assessment holds questions"):
        edit_node(node, kind="activity")
    with in_community(north.pk), pytest.raises(Malformed, match=r"questions\[1\]\.options"):
        edit_node(node, questions=[written("essay"), written("choice", options=[])])


def test_what_the_machine_can_mark_is_marked_at_once(north, south):
    attempt = an_attempt(an_assessment(north, MACHINE), answers="right")
    assert (attempt.score, attempt.is_marked, attempt.marked_by_name) == (100, True, "")
    half = an_attempt(an_assessment(north, MACHINE), "bo", answers={"text": "steam", "number": "3,5"})
    assert half.score == Decimal("25.00")  # 2 of 8 points
    with in_community(north.pk):
        assert set(Attempt.objects.values_list("display_name", flat=True)) == {"ann", "bo"}


def test_it_goes_on_where_it_was_left_and_counts_each_attempt(north):
    assessment = an_assessment(north, MACHINE, attempts=2)
    first = an_attempt(assessment)
    assert an_attempt(assessment).pk == first.pk
    an_attempt(assessment, answers="right")
    assert an_attempt(assessment, answers={}).number == 2
    with pytest.raises(Refused, match="no attempt left"):
        an_attempt(assessment)
    assert an_attempt(assessment, "bo").number == 1


def test_handing_in_again_changes_nothing(north):
    attempt = an_attempt(an_assessment(north), answers="right")
    with in_community(north.pk):
        before = list(Answer.objects.order_by("pk").values())
        assert hand_in(attempt).handed_in_at == attempt.handed_in_at
        with pytest.raises(Refused, match="handed in already"):
            save_answers(attempt, {of_type(attempt, "text").key: "ice"})
        assert list(Answer.objects.order_by("pk").values()) == before


def test_two_windows_lose_nothing(north):
    attempt = an_attempt(an_assessment(north))
    text, number, essay = (of_type(attempt, kind).key for kind in ("text", "number", "essay"))
    nothing = dict.fromkeys((text, number, essay), digest(None))
    with in_community(north.pk):
        save_answers(attempt, {text: "steam", number: None, essay: "One."}, shown=nothing)
        save_answers(attempt, {text: None, number: "3.5", essay: "Two."}, shown=nothing)
        kept = answers_of(attempt)
        assert [kept[key].answer for key in (text, number, essay)] == ["steam", "3.5", "Two."]
        assert kept[essay].replaced == ["One."] and kept[text].replaced == []
        save_answers(attempt, {essay: "Three."}, shown={essay: digest("Two.")})
        assert answers_of(attempt)[essay].replaced == ["One."]


def test_one_wrong_answer_keeps_the_others_from_being_half_saved(north):
    attempt = an_attempt(an_assessment(north))
    with in_community(north.pk), pytest.raises(Malformed, match="longer than 50000"):
        save_answers(attempt, {of_type(attempt, "text").key: "x", of_type(attempt, "essay").key: "a" * 1_000_000})
    with in_community(north.pk):
        assert not answers_of(attempt)


def test_a_later_version_leaves_an_attempt_as_it_was_begun(north):
    assessment = an_assessment(north, MACHINE)
    attempt, teacher = an_attempt(assessment), a_teacher(north)
    with in_community(north.pk):
        node = assessment.version.curriculum.nodes.get(key=assessment.key)
        edit_node(node, questions=[written("essay")])
        later = publish_version(assessment.version.curriculum, by=teacher)
        assert begin_attempt(later, key=assessment.key, person=attempt.person, display_name="ann").pk == attempt.pk
        assert Attempt.objects.get().questions == assessment.questions


def test_an_essay_waits_for_a_teacher_who_marks_it_by_the_rubric(north):
    teacher, learner = a_teacher(north, "tess"), a_member(north, "ann", "learner")
    attempt = an_attempt(an_assessment(north, by=teacher), answers="right")
    assert attempt.waits and attempt.score is None
    with as_person(teacher.person_id):
        assert Notice.objects.get(kind="assessments.to_mark").params == {"title": attempt.title, "name": "ann"}
    essay, project = of_type(attempt, "essay"), of_type(attempt, "project")
    with in_community(north.pk):
        half = mark_attempt(attempt, marks={essay.key: Given(levels=[4, 3], comment="Clear.")}, by=teacher.person)
        assert half.waits
        done = mark_attempt(
            half, marks={project.key: Given(points=Decimal("7.5"))}, by=teacher.person, comment="Well measured."
        )
        assert answers_of(done)[essay.key].share == Decimal("0.83333")
        assert (done.score, done.marked_by_name) == (Decimal("85.42"), str(teacher.person))  # (8 + 5 + 7.5) of 24
    with as_person(learner.person_id):
        assert Notice.objects.get(kind="assessments.marked").path == f"/c/north/attempts/{attempt.pk}/"


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        (Given(levels=[1]), "Give a level for each of 2 criteria."),
        (Given(levels=[1, 9]), "A level is between 1 and 4."),
        (Given(points=Decimal("6.5")), "Points are between 0 and 6."),
        (Given(points=Decimal(-1)), "Points are between 0 and 6."),
    ],
)
def test_a_mark_that_is_none_is_refused(north, mark, why):
    attempt = an_attempt(an_assessment(north), answers="right")
    with in_community(north.pk), pytest.raises(Malformed) as refusal:
        mark_attempt(attempt, marks={of_type(attempt, "essay").key: mark}, by=a_teacher(north).person)
    assert refusal.value.why == why


def test_nobody_marks_their_own_and_nothing_before_it_is_handed_in(north):
    assessment = an_assessment(north)
    with in_community(north.pk):
        with pytest.raises(Refused, match="own work"):
            mark_attempt(an_attempt(assessment, answers="right"), marks={}, by=a_person("ann"))
        with pytest.raises(Refused, match="not handed in"):
            mark_attempt(an_attempt(assessment, "bo"), marks={}, by=a_person("ann"))


def test_a_person_finds_their_own_anywhere_and_nobody_elses(north, south):
    an_attempt(an_assessment(north), answers="right")
    with as_person(a_person("ann").pk):
        assert [one.community.slug for one in own_attempts()] == ["north"]
    with as_person(a_person("zoe").pk):
        assert [one.community.slug for one in own_attempts()] == ["south"]


@pytest.mark.parametrize(
    ("answers", "attempts", "seen"),
    [("", None, [True, True]), ("marked", 2, [True, True]), ("last", 2, [False, True]), ("never", 2, [False, False])],
)
def test_what_is_right_is_seen_when_the_assessment_says(north, answers, attempts, seen):
    assessment = an_assessment(north, MACHINE, answers=answers, attempts=attempts)
    made = [an_attempt(assessment, answers={}) for _each in seen]
    assert [one.shows_solutions for one in made] == seen
    assert not an_attempt(an_assessment(north), answers={}).waits  # blank: nothing for a teacher to mark


def test_beginning_twice_at_once_begins_one(transactional_db):
    north = a_community("north")
    assessment, begun = an_assessment(north, MACHINE), []
    a_person("ann")

    barrier = threading.Barrier(2)

    def begin():
        try:
            barrier.wait()
            begun.append(an_attempt(assessment).pk)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with in_community(north.pk):
        assert {one.pk for one in Attempt.objects.all()} == set(begun)


def test_the_database_refuses_an_answer_of_another_person(north):
    from django.db import IntegrityError

    attempt = an_attempt(an_assessment(north))
    with in_community(north.pk), pytest.raises(IntegrityError):
        Answer.objects.create(attempt=attempt, person=a_person("bo"), question_key=of_type(attempt, "text").key)


def test_a_question_reads_the_same_after_the_database(north):
    assessment = an_assessment(north)
    with in_community(north.pk):
        kept = type(assessment).objects.get(pk=assessment.pk).questions
    assert [question_json(one) for one in kept] == [question_json(one) for one in assessment.questions]


def test_writers_read_what_differs_between_questions_and_learners_do_not(client, north):
    teacher = a_teacher(north, "tess")
    assessment = an_assessment(north, [written("choice"), written("text")], by=teacher)
    a_member(north, "ann", "learner")
    with in_community(north.pk):
        node = assessment.version.curriculum.nodes.get(key=assessment.key)
        first, second = map(question_json, node.questions)
        first["options"][1]["text"] = "A gramme"
        edit_node(node, questions=[first, {**second, "accepted": ["vapour"]}])
        publish_version(assessment.version.curriculum, by=teacher)
    page = f"/c/north/curricula/{node.curriculum_id}/versions/1/to/2/"
    told = {}
    for who in ("tess", "ann"):
        client.force_login(a_person(who))
        told[who] = client.get(page).content.decode()
    assert "<del>kilogram</del>" in told["tess"] and "<ins>gramme</ins>" in told["tess"] and "vapour" in told["tess"]
    assert "Show what you know" in told["ann"] and "gramme" not in told["ann"] and "vapour" not in told["ann"]


def test_questions_are_merged_as_one_field_and_read_as_text(north, south):
    from curriculum.merging import changes, join
    from curriculum.nodes import data_of
    from curriculum.wording import said

    assessment = an_assessment(north, [written("choice")])
    with in_community(north.pk):
        base = [data_of(one) for one in assessment.version.nodes.all()]
        node = assessment.version.curriculum.nodes.get(key=assessment.key)
        edit_node(node, questions=[*map(question_json, node.questions), written("order")])
        theirs = [data_of(one) for one in assessment.version.curriculum.nodes.all()]
    (change,) = changes(base, theirs, base)
    assert (change.field, change.is_conflict) == ("questions", False)
    assert "1. millimetre" in said(change.theirs, "questions") and "✓ A kilogram" in said(change.ours, "questions")
    assert {one.questions for one in join(base, theirs, base).nodes} == {one.questions for one in theirs}

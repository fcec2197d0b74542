"""Assessments to test with; each works in its community's scope, whatever scope is open."""

from curriculum.actions import add_node, create_curriculum, publish_version
from curriculum.assessments.actions import begin_attempt, hand_in, save_answers
from curriculum.assessments.models import Attempt
from curriculum.models import Kind, Node, Version, VersionNode
from curriculum.questions import KINDS
from tenancy.scope import in_community
from tests.assessments.written import written
from tests.curriculum.factories import a_teacher
from tests.factories import a_person

EVERY = tuple(written(kind) for kind in KINDS)
MACHINE = tuple(written(kind) for kind in KINDS if not KINDS[kind].by_hand)


def a_draft(community, questions=EVERY, *, by=None, **said) -> Node:
    """An assessment “Show what you know” in a unit of a curriculum that is not published."""
    by = by or a_teacher(community)
    with in_community(community.pk):
        curriculum = create_curriculum(by=by, title="Measuring", language="en")
        unit = add_node(curriculum, kind=Kind.UNIT, title="How long, how heavy")
        return add_node(
            curriculum, kind=Kind.ASSESSMENT, title="Show what you know", parent_key=unit.key, body="Take your time.",
            questions=list(questions), **said,
        )  # fmt: skip


def an_assessment(community, questions=EVERY, *, by=None, share=False, **said) -> VersionNode:
    """The same, published; `version` is at hand."""
    by = by or a_teacher(community)
    node = a_draft(community, questions, by=by, **said)
    with in_community(community.pk):
        version: Version = publish_version(node.curriculum, by=by, share=share)
        found: VersionNode = version.nodes.select_related("version__curriculum").get(key=node.key)
    return found


def an_attempt(assessment, username="ann", *, answers=None) -> Attempt:
    """Begun by that person; with `answers` (by type of question; "right" for the solutions) handed in."""
    with in_community(assessment.community_id):
        person = a_person(username)
        made = begin_attempt(assessment.version, key=assessment.key, person=person, display_name=str(person))
        if answers is None:
            return made
        given = {one.key: _answer(one, answers) for one in made.questions}
        save_answers(made, {key: answer for key, answer in given.items() if answer is not None})
        return hand_in(made)


def _answer(question, answers):
    if answers == "right":
        return {"essay": "The moon pulls.", "project": {"text": "A gauge.", "links": []}}.get(
            question.type, question.solution
        )
    told = answers.get(question.type)
    return told(question) if callable(told) else told


def of_type(attempt, kind):
    return next(one for one in attempt.questions if one.type == kind)

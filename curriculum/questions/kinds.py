"""The kinds of question there are, and lists of them as JSON."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from curriculum.questions.base import FEEDBACK, MOST_POINTS, PROMPT, Question
from curriculum.questions.choosing import Choice, Multiple
from curriculum.questions.given import Given, Malformed
from curriculum.questions.making import Essay, Project
from curriculum.questions.placing import Cloze, Match, Order
from curriculum.questions.writing import Number, ShortText

MOST_QUESTIONS = 100  # of one assessment
KINDS: dict[str, type[Question]] = {
    kind.type: kind for kind in (Choice, Multiple, ShortText, Number, Order, Match, Cloze, Essay, Project)
}


def read_question(value: Any, where: str = "") -> Question:
    """Without a key it gets a new one; raises Malformed."""
    given = Given(value, where)
    kind = given.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise given.wrong("type", _("This is none of: %(kinds)s.") % {"kinds": ", ".join(KINDS)})
    told = {name: given.text(name, FEEDBACK, needed=False) for name in ("feedback", "feedback_right", "feedback_wrong")}
    key, points = _key(given), given.whole("points", 1, MOST_POINTS, 1)
    made = KINDS[kind].read(given, key=key, prompt=given.text("prompt", PROMPT), points=points, **told)
    given.done()
    return made


def read_questions(value: Any, where: str = "questions") -> tuple[Question, ...]:
    if not isinstance(value, list | tuple):
        raise Malformed(where, _("This must be a list."))
    if len(value) > MOST_QUESTIONS:
        raise Malformed(where, _("An assessment holds at most %(most)s questions.") % {"most": MOST_QUESTIONS})
    found: dict[UUID, Question] = {}
    for at, one in enumerate(value):
        question = read_question(one, f"{where}[{at}]")
        if question.key in found:
            raise Malformed(f"{where}[{at}].key", _("This is there twice."))
        found[question.key] = question
    return tuple(found.values())


def question_json(question: Question) -> dict[str, Any]:
    names = ("prompt", "points", "feedback", "feedback_right", "feedback_wrong")
    common = {name: getattr(question, name) for name in names}
    return {"key": str(question.key), "type": question.type, **common, **question.own_json()}


def shown_json(question: Question) -> dict[str, Any]:
    """What may be known before it is answered."""
    common = {"key": str(question.key), "type": question.type, "prompt": question.prompt, "points": question.points}
    return {**common, **question.shown()}


def as_json(questions: Iterable[Question]) -> list[dict[str, Any]]:
    return [question_json(question) for question in questions]


def _key(given: Given) -> UUID:
    value = given.get("key")
    if value in (None, ""):
        return uuid4()
    try:
        return value if isinstance(value, UUID) else UUID(value)
    except (ValueError, AttributeError, TypeError):
        raise given.wrong("key", _("This must be a UUID.")) from None

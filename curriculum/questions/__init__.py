"""Questions of an assessment, away from tables and pages: shapes, what is wrong with one, how an answer is marked."""

from curriculum.questions.base import MOST_POINTS, Question
from curriculum.questions.given import Malformed
from curriculum.questions.kinds import (
    KINDS,
    MOST_QUESTIONS,
    as_json,
    question_json,
    read_question,
    read_questions,
    shown_json,
)
from curriculum.questions.rubrics import Criterion, Rubric, read_rubric

__all__ = [
    "KINDS",
    "MOST_POINTS",
    "MOST_QUESTIONS",
    "Criterion",
    "Malformed",
    "Question",
    "Rubric",
    "as_json",
    "question_json",
    "read_question",
    "read_questions",
    "read_rubric",
    "shown_json",
]

"""Everything that writes attempts, the questions of drafts, banks and rubrics."""

from curriculum.assessments.actions.evidence import add_evidence, remove_evidence
from curriculum.assessments.actions.marking import Given, mark_attempt
from curriculum.assessments.actions.taking import ON_MARKED, begin_attempt, hand_in, save_answers
from curriculum.assessments.actions.writing import (
    edit_bank,
    forget_bank,
    forget_question,
    forget_rubric,
    keep_question,
    make_bank,
    move_question,
    put_question,
    take_question_out,
    write_rubric,
)

__all__ = [
    "ON_MARKED",
    "Given",
    "add_evidence",
    "begin_attempt",
    "edit_bank",
    "forget_bank",
    "forget_question",
    "forget_rubric",
    "hand_in",
    "keep_question",
    "make_bank",
    "mark_attempt",
    "move_question",
    "put_question",
    "remove_evidence",
    "save_answers",
    "take_question_out",
    "write_rubric",
]

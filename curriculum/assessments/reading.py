"""An attempt as its pages and programs show it."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from curriculum.assessments.controls import Control, results_of
from curriculum.assessments.models import Answer, Attempt, Evidence
from curriculum.assessments.rules import level_of


def result_context(pk: UUID, *, teacher: bool = False) -> dict[str, Any]:
    """What a result shows, in the scope of its person or of its community."""
    found = get_object_or_404(Attempt.objects.select_related("community"), pk=pk)
    rows = {one.question_key: one for one in found.given.all()}
    solutions = found.shows_solutions or teacher
    scale = found.community.mastery_scale
    level = level_of(found.score, scale) if found.score is not None and scale else 0
    shown = [] if found.is_open else evidence_of(found)
    return {
        "attempt": found,
        "results": [] if found.is_open else results_of(found, rows, solutions=solutions, evidence=shown),
        "level": level,
        "level_name": scale[level - 1]["name"] if level else "",
    }


def evidence_of(attempt: Attempt) -> list[Evidence]:
    return list(Evidence.objects.filter(attempt=attempt, community=attempt.community_id).order_by("added_at", "pk"))


def controls_of(own: Attempt) -> list[Control]:
    rows = {one.question_key: one for one in Answer.objects.filter(attempt=own, community=own.community_id)}
    shown = evidence_of(own)
    return [
        Control(
            question=question, number=number, answer=rows[question.key].answer if question.key in rows else None,
            replaced=rows[question.key].replaced if question.key in rows else [],
            evidence=[one for one in shown if one.question_key == question.key],
        )
        for number, question in enumerate(own.questions, 1)
    ]  # fmt: skip

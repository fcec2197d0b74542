"""How the questions of an assessment do, over everyone's first finished attempt in this community.

Difficulty is the mean share of the points (classical test theory calls it the item's p-value or facility).
Discrimination is the correlation (Pearson; point-biserial where an answer is right or wrong) of what a question earned
with what the rest of the same attempt earned: the item-total correlation corrected as S. Henrysson proposes in
Correction of item-total correlations in item analysis, Psychometrika 28 (1963)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from curriculum.questions import Question
from tenancy.statements import ask

FEWEST = 5  # attempts, below which a figure says more of the few than of the question
FIRST = """
    WITH first AS (
        SELECT id, questions FROM assessments_attempt
        WHERE community_id = %(here)s AND curriculum_id = %(curriculum)s AND node_key = %(key)s
            AND number = 1 AND marked_at IS NOT NULL
    )
"""
ITEMS = f"""{FIRST},
    points AS (
        SELECT first.id, (q ->> 'key')::uuid AS key, (q ->> 'points')::numeric AS points
        FROM first, jsonb_array_elements(first.questions) q
    ),
    earned AS (
        SELECT p.key, a.share, a.share * p.points AS own,
            sum(a.share * p.points) OVER (PARTITION BY p.id) - a.share * p.points AS rest
        FROM points p
        JOIN assessments_answer a ON a.community_id = %(here)s AND a.attempt_id = p.id AND a.question_key = p.key
    )
    SELECT key, count(*), avg(share)::float8, corr(own::float8, rest::float8) FROM earned GROUP BY key
"""  # noqa: S608
CHOSEN = f"""{FIRST}
    SELECT a.question_key, chosen, count(*)
    FROM first
    JOIN assessments_answer a ON a.community_id = %(here)s AND a.attempt_id = first.id
    CROSS JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(a.answer) WHEN 'array' THEN a.answer ELSE jsonb_build_array(a.answer) END) chosen
    WHERE a.question_key = ANY(%(keys)s) AND a.answer IS NOT NULL
    GROUP BY a.question_key, chosen
"""  # noqa: S608


class Option(NamedTuple):
    key: str
    text: str
    right: bool
    number: int  # who chose it


@dataclass(frozen=True, kw_only=True)
class Item:
    """Figures are None where there are fewer than FEWEST attempts, discrimination also where nobody differs."""

    question: Question
    n: int
    difficulty: float | None
    discrimination: float | None
    options: tuple[Option, ...]  # of a choice, in order


def items(curriculum: UUID, key: UUID, questions: Sequence[Question]) -> list[Item]:
    """Of these questions of an assessment, by their keys; two queries whatever there is."""
    asked: dict[str, Any] = {"curriculum": curriculum, "key": key}
    found = {row[0]: row[1:] for row in ask(ITEMS, **asked)}
    choices = [question.key for question in questions if hasattr(question, "options")]
    counts = {(row[0], row[1]): row[2] for row in ask(CHOSEN, keys=choices, **asked)}
    return [_item(question, found.get(question.key, (0, None, None)), counts) for question in questions]


def _item(question: Question, found: tuple[Any, ...], counts: Mapping[tuple[UUID, str], int]) -> Item:
    n, difficulty, discrimination = found
    enough = n >= FEWEST
    return Item(
        question=question,
        n=n,
        difficulty=difficulty if enough else None,
        discrimination=discrimination if enough else None,
        options=tuple(
            Option(one.key, one.text, one.right, counts.get((question.key, one.key), 0))
            for one in getattr(question, "options", ())
        ) if enough else (),
    )  # fmt: skip

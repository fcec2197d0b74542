"""Difficulty and discrimination against another computation."""

from statistics import correlation, mean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.assessments.statistics import items
from tenancy.scope import in_community
from tests.assessments.factories import an_assessment, an_attempt
from tests.assessments.written import written
from tests.factories import a_community

pytestmark = pytest.mark.django_db(transaction=False)
QUESTIONS = (written("text"), written("number", points=3), written("multiple"), written("order"))


def an_answer(sheet):
    """Of right (2), half (1) or nothing (0) for each kind."""
    text, number, multiple, order = sheet
    return {
        "text": "steam" if text == 2 else "ice" if text else None,
        "number": "3.5" if number == 2 else "9" if number else None,
        "multiple": lambda q: q.right[:multiple] if multiple else None,
        "order": lambda q: [q.solution, [*q.solution[1:], q.solution[0]]][order == 1] if order else None,
    }


def expected(attempts):
    """[(difficulty, discrimination)] of the questions, from the shares that were given."""
    points = [question.points for question in attempts[0].questions]
    sheets = [[float(row.share) for row in one] for one in ([*by_order(attempt)] for attempt in attempts)]
    told = []
    for at, weight in enumerate(points):
        own = [sheet[at] * weight for sheet in sheets]
        rest = [
            sum(s * p for s, p in zip(sheet, points, strict=True)) - one for sheet, one in zip(sheets, own, strict=True)
        ]
        varied = len(set(own)) > 1 and len({round(one, 9) for one in rest}) > 1
        told.append((mean(sheet[at] for sheet in sheets), correlation(own, rest) if varied else None))
    return told


def by_order(attempt):
    rows = {row.question_key: row for row in attempt.given.all()}
    return (rows[question.key] for question in attempt.questions)


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 4), min_size=5, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_they_agree_with_another_computation(sheets):
    north = a_community()
    an_attempt(an_assessment(a_community(), QUESTIONS), "stranger", answers="right")
    assessment = an_assessment(north, QUESTIONS)
    attempts = [an_attempt(assessment, f"p{at}", answers=an_answer(sheet)) for at, sheet in enumerate(sheets)]
    an_attempt(assessment, "p0", answers="right")  # a second attempt does not count
    an_attempt(assessment, "unfinished")
    with in_community(north.pk):
        found = items(assessment.version.curriculum_id, assessment.key, assessment.questions)
        wanted = expected(attempts)
    assert [one.n for one in found] == [len(sheets)] * 4
    for one, (difficulty, discrimination) in zip(found, wanted, strict=True):
        assert one.difficulty == pytest.approx(difficulty)
        assert one.discrimination == (None if discrimination is None else pytest.approx(discrimination, abs=1e-6))
    assert [option.number for option in found[2].options] == [
        sum(sheet[2] > 0 for sheet in sheets), sum(sheet[2] == 2 for sheet in sheets), 0,
    ]  # fmt: skip


def test_few_attempts_give_no_figures():
    north = a_community()
    assessment = an_assessment(north, QUESTIONS)
    for at in range(4):
        an_attempt(assessment, f"p{at}", answers="right")
    with in_community(north.pk):
        found = items(assessment.version.curriculum_id, assessment.key, assessment.questions)
    assert [(one.n, one.difficulty, one.discrimination, one.options) for one in found] == [(4, None, None, ())] * 4

"""Mark what a person made: by the rubric, or in points."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from curriculum.assessments.actions.taking import ON_MARKED, locked
from curriculum.assessments.models import Answer, Attempt
from curriculum.assessments.news import tell_taker
from curriculum.assessments.rules import SHARE, rounded, score_of
from curriculum.questions import Malformed, Question
from tenancy.refusal import Refused


class Given(NamedTuple):
    """A mark for one question: a level for each criterion of its rubric, or points."""

    levels: list[int] | None = None
    points: Decimal | None = None
    comment: str = ""


@transaction.atomic
def mark_attempt(attempt: Attempt, *, marks: Mapping[UUID, Given], by: Person, comment: str = "") -> Attempt:
    """Mark any of its questions, also those the machine has marked; told once everything is. Raises Malformed."""
    attempt = locked(attempt)
    if attempt.is_open:
        raise Refused(_("This attempt is not handed in yet."))
    if attempt.person_id == by.pk:
        raise Refused(_("Nobody marks their own work."))
    rows, questions = {one.question_key: one for one in attempt.given.all()}, {q.key: q for q in attempt.questions}
    for key, mark in marks.items():
        if key not in questions:
            raise Malformed(str(key), _("There is no such question."))
        _mark(rows[key], questions[key], mark)
    attempt.comment, was_marked = comment, attempt.is_marked
    if all(row.share is not None for row in rows.values()):
        shares = {key: row.share for key, row in rows.items()}
        attempt.score, attempt.marked_at, attempt.marked_by_name = (
            score_of(attempt.questions, shares), timezone.now(), str(by)
        )  # fmt: skip
    attempt.save()
    if attempt.is_marked:
        for do in ON_MARKED:
            do(attempt, by)
        if not was_marked:
            tell_taker(attempt, by=by.pk)
    return attempt


def _mark(row: Answer, question: Question, mark: Given) -> None:
    rubric = getattr(question, "rubric", None)
    if mark.levels is not None:
        if rubric is None:
            raise Malformed(f"{question.key}.levels", _("This question has no rubric."))
        row.levels = rubric.checked(mark.levels, f"{question.key}.levels")
        row.share = rounded(rubric.share(row.levels), SHARE)
    elif mark.points is not None:
        if not 0 <= mark.points <= question.points:
            told = {"most": question.points}
            raise Malformed(f"{question.key}.points", _("Points are between 0 and %(most)s.") % told)
        row.levels, row.share = [], rounded(Fraction(mark.points) / question.points, SHARE)
    row.comment = mark.comment
    row.save()

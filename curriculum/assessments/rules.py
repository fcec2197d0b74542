"""Who may take an assessment, and what scores and shares come to."""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from hashlib import blake2s
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from curriculum.models import Version
from curriculum.questions import Question

ALSO_TAKE: list[Callable[[Any, Version], bool]] = []  # apps above: whether somebody may take a version's assessments

SHARE, SCORE = Decimal("0.00001"), Decimal("0.01")


def refuse_to_take(access: Any, version: Version) -> None:
    """Unless they may: members who read curricula, and whom an app above lets in. A stranger finds nothing."""
    if access.membership is not None and access.can("curriculum.read"):
        return
    if any(may(access, version) for may in ALSO_TAKE):
        return
    raise PermissionDenied if access.membership else Http404()


def rounded(number: Fraction, to: Decimal) -> Decimal:
    """Half away from zero."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(to, ROUND_HALF_UP)


def score_of(questions: Sequence[Question], shares: Mapping[UUID, Decimal | None]) -> Decimal:
    """Per cent of all points; a question without a share earns nothing."""
    points = sum(question.points for question in questions)
    earned = sum((question.points * Fraction(shares.get(question.key) or 0) for question in questions), Fraction(0))
    return rounded(100 * earned / points, SCORE)


def level_of(score: Decimal, scale: Sequence[Mapping[str, Any]]) -> int:
    """The highest level whose `from` (per cent) the score reaches; 1 is the lowest, whatever its `from`."""
    reached = [level for level, step in enumerate(scale, 1) if score >= Decimal(str(step["from"]))]
    return max(reached, default=1)


def digest(answer: Any) -> str:
    """By which a page says what it had shown of an answer."""
    return blake2s(json.dumps(answer, sort_keys=True).encode(), digest_size=6).hexdigest()

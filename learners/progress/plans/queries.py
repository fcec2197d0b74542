"""A learner's plan, and what is known of them that suggestions are made by."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from communities.models import Community, Membership
from learners.distance import starting_points
from learners.models import Enrolment, OfferingCard, State
from learners.models.enrolments import PASSED
from learners.progress.plans.models import Goal, Overrule
from learners.progress.standing import Standing
from learners.times.fitting import age_of, languages_of


class Known(NamedTuple):
    """What a suggestion goes by: parts and competencies by their keys."""

    parts: frozenset[UUID]
    competencies: frozenset[UUID]
    offerings: frozenset[UUID]  # that they have a place in, wait for, or completed
    learning: frozenset[UUID]  # parts of what they learn or wait for now
    languages: tuple[str, ...]  # the likeliest first
    age: int | None  # years
    communities: tuple[UUID, ...]  # that they belong to
    busy: tuple[int, ...]  # as OfferingCard.busy
    until: date | None  # when the last of what they do ends; None: no day is said
    doing: tuple[OfferingCard, ...]  # what they have a place in now, with times
    homes: tuple[Community, ...]  # from where ways are measured
    needs: tuple[str, ...]  # which of Support


def goals() -> QuerySet[Goal]:
    """In a learner's scope: open ones first, by their day; then the latest that ended."""
    return Goal.objects.select_related("card__community").defer("card__words").order_by(
        "-state", "-ended_on", "target_on", "made_at"
    )  # fmt: skip


def overrules() -> QuerySet[Overrule]:
    return Overrule.objects.select_related("card__community").defer("card__words").order_by("-at")


def known_of(
    standings: Sequence[Standing], memberships: Iterable[Membership], *, language: str, needs: Iterable[str] = ()
) -> Known:
    """By what they have shown anywhere, and what they said they need; `language` is that of their pages."""
    here = list(memberships)
    live = [one for one in standings if one.enrolment.state != Enrolment.State.WITHDRAWN]
    passed = [one.enrolment.card for one in live if one.enrolment.outcome in PASSED]
    shown = [activity for one in standings for activity in one.activities if activity.is_shown]
    units = [unit.key for one in standings for unit in one.units if unit.key and unit.is_shown]
    parts = {UUID(key) for key in [*(one.key for one in shown), *units]}.union(*(card.covers for card in passed))
    competencies = {UUID(key) for one in shown for key in one.teaches}.union(*(card.teaches for card in passed))
    spoken = dict.fromkeys([language, *(one.enrolment.card.language for one in live), *languages_of(here)])
    doing = tuple(one.enrolment.card for one in live if _is_met(one.enrolment))
    ends = [one.ends_on for one in doing if one.ends_on]
    busy = sorted({tick for one in doing for tick in one.busy})
    return Known(
        frozenset(parts), frozenset(competencies), frozenset(one.offering_id for one in live),
        frozenset().union(*(one.enrolment.card.covers for one in live if one.enrolment.is_here)),
        tuple(one for one in spoken if one), age_of(here), tuple(UUID(str(one.community_id)) for one in here),
        tuple(busy), max(ends) if ends and len(ends) == len(doing) else None, doing,
        tuple(starting_points(here)), tuple(needs),
    )  # fmt: skip


def _is_met(enrolment: Enrolment) -> bool:
    card = enrolment.card
    return enrolment.state == Enrolment.State.ENROLLED and card.state != State.ENDED and bool(card.times)

"""How far learners have come, and what waits for their teachers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, F, Max, Q, QuerySet
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from curriculum.models import VersionNode
from learners.models import Enrolment, Offering
from learners.progress.models import Mark, MarkChange
from learners.progress.standing import Standing, standing_of
from learners.queries import learners_of, own_enrolments

QUIET = timedelta(days=14)  # without anything handed in or marked, a learner counts as not seen


def own_standings(enrolments: Iterable[Enrolment] | None = None, *, left_too: bool = False) -> list[Standing]:
    """In a person's scope: where they stand in these offerings, or all (that they did not leave), in two queries."""
    if enrolments is None:
        enrolments = own_enrolments() if left_too else own_enrolments().exclude(state=Enrolment.State.WITHDRAWN)
    marks = _by_enrolment(Mark.objects.defer("work"))
    return [_with_card(enrolment, marks[enrolment.pk]) for enrolment in enrolments]


def own_standing(enrolment: Enrolment) -> Standing:
    """In a person's scope."""
    return _with_card(enrolment, marks_of(enrolment))


def standings_in(
    enrolments: Sequence[Enrolment],
    *,
    outline: list[Any],
    scale: list[Any],
    others: bool = True,
    with_work: bool = False,
) -> list[Standing]:
    """Where these learners of one offering stand, in one query; `others`: with what the outline does not name."""
    found = Mark.objects.filter(enrolment__in=[one.pk for one in enrolments])
    marks = _by_enrolment(found if with_work else found.defer("work"))
    return [standing_of(one, marks[one.pk], outline=outline, scale=scale, others=others) for one in enrolments]


def marks_of(enrolment: Enrolment) -> QuerySet[Mark]:
    """In the community's scope, or its learner's."""
    return Mark.objects.filter(enrolment=enrolment, community=enrolment.community_id)


def part_of(version_id: UUID, key: UUID) -> VersionNode | None:
    """What an activity says, with its version."""
    return VersionNode.objects.filter(version=version_id, key=key).select_related("version").first()


def body_of(version_id: UUID, key: UUID) -> str:
    """As Markdown."""
    part = part_of(version_id, key)
    return part.body if part else ""


def handed_in(offering: Offering | None = None) -> QuerySet[Mark]:
    """What waits to be marked, oldest first: of an offering, or of all."""
    waiting = Mark.objects.filter(level__isnull=True, enrolment__state=Enrolment.State.ENROLLED)
    if offering:
        waiting = waiting.filter(enrolment__offering=offering)
    return waiting.select_related("enrolment__offering").order_by("submitted_on", "id")


def quiet_in(offering: Offering, *, total: int, today: date | None = None) -> QuerySet[Enrolment]:
    """Learners with something left to do, nothing waiting for a mark and no sign for a while; the longest first."""
    quiet = learners_of(offering).filter(state=Enrolment.State.ENROLLED)
    unmarked = Count("marks", filter=Q(marks__id__isnull=False, marks__level__isnull=True))
    quiet = quiet.annotate(done=Count("marks"), unmarked=unmarked, last=last_sign())
    quiet = quiet.filter(done__lt=total, unmarked=0, last__lt=quiet_since(today))
    return quiet.order_by("last", "id")


def quiet_since(today: date | None = None) -> date:
    """Whose last sign is older counts as not seen."""
    return (today or timezone.localdate()) - QUIET


def last_sign() -> Any:
    """The day of the latest sign of life; GREATEST passes over what is missing."""
    marked = Cast(Max("marks__marked_at"), DateField())
    return Greatest(F("enrolled_on"), F("offering__starts_on"), Max("marks__submitted_on"), marked)


def changes_in(enrolment: Enrolment) -> QuerySet[MarkChange]:
    """Every change of the enrolment's marks, latest first."""
    return MarkChange.objects.filter(mark__enrolment=enrolment).select_related("mark").order_by("-at", "-id")


def _with_card(enrolment: Enrolment, marks: Iterable[Mark]) -> Standing:
    card = enrolment.card
    return standing_of(enrolment, marks, outline=card.outline, scale=card.community.mastery_scale)


def _by_enrolment(marks: Iterable[Mark]) -> dict[UUID, list[Mark]]:
    by_enrolment: dict[UUID, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_enrolment[mark.enrolment_id].append(mark)
    return by_enrolment

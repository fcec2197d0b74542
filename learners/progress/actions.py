"""Hand in and mark an activity; each change of a mark leaves a row behind."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from curriculum.assessments.rules import level_of
from learners.models import Enrolment
from learners.progress.changed import level_changed
from learners.progress.models import Mark, MarkChange
from tenancy.refusal import Refused
from tenancy.scope import current_community


@transaction.atomic
def submit_activity(enrolment: Enrolment, *, activity_key: UUID, by: Person, work: str = "") -> Mark:
    """Say that an activity is done, with what was made of it; open again until it is marked."""
    if by.pk != enrolment.person_id:
        raise Refused(_("Only the learner hands in."))
    enrolment = _locked(enrolment)
    if enrolment.state != Enrolment.State.ENROLLED:
        raise Refused(_("Only an enrolled learner hands in."))
    mark = _mark_of(enrolment, activity_key)
    if mark.is_marked:
        raise Refused(_("This activity is marked already."))
    mark.work, mark.submitted_on = work, timezone.localdate()
    mark.save()
    return mark


@transaction.atomic
def mark_activity(
    enrolment: Enrolment,
    *,
    activity_key: UUID,
    by: Person,
    level: int | None = None,
    score: Decimal | None = None,
    comment: str = "",
) -> Mark:
    """Mark by a level of the community's mastery scale, or by a score in per cent that the scale turns into a level."""
    if by.pk == enrolment.person_id:
        raise Refused(_("Nobody marks their own work."))
    enrolment = _locked(enrolment)
    if not enrolment.is_live:
        raise Refused(_("Only an enrolled learner is marked."))
    scale = Community.objects.get(pk=current_community()).mastery_scale
    level = _level(level, score, scale)
    mark = _mark_of(enrolment, activity_key)
    was = {"was_level": mark.level, "was_score": mark.score}
    mark.level, mark.score, mark.comment = level, score, comment
    mark.marked_by_name, mark.marked_at = str(by), timezone.now()
    mark.save()
    if (was["was_level"], was["was_score"]) != (level, score):
        MarkChange.objects.create(
            mark=mark, person_id=mark.person_id, by=by, by_name=str(by), level=level, score=score, **was
        )
        level_changed(mark.person_id)
    return mark


def _locked(enrolment: Enrolment) -> Enrolment:
    """One change of a learner's marks at a time."""
    locked: Enrolment = Enrolment.objects.select_for_update(of=["self"]).select_related("card").get(pk=enrolment.pk)
    return locked


def _level(level: int | None, score: Decimal | None, scale: list[dict[str, Any]]) -> int:
    if score is not None:
        if not 0 <= score <= 100:
            raise Refused(_("A score is between 0 and 100 per cent."))
        return level_of(score, scale)
    if level is None or not 1 <= level <= len(scale):
        raise Refused(_("A level is between 1 and %(top)s.") % {"top": len(scale)})
    return level


def _mark_of(enrolment: Enrolment, activity_key: UUID) -> Mark:
    """The mark of an activity of the offering, or a new one, unsaved."""
    title = _title_of(enrolment, activity_key)
    mark = Mark.objects.filter(enrolment=enrolment, activity_key=activity_key).first()
    return mark or Mark(
        enrolment=enrolment, person_id=enrolment.person_id, activity_key=activity_key, activity_title=title
    )


def _title_of(enrolment: Enrolment, activity_key: UUID) -> str:
    title: str | None = enrolment.card.title_of(activity_key)
    if title is None:
        raise Refused(_("There is no such activity in this offering."))
    return title

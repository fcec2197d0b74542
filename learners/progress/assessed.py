"""A marked attempt at an assessment counts in the offerings whose activity it is."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from curriculum.assessments.models import Attempt
from curriculum.assessments.rules import level_of
from learners.models import Enrolment
from learners.progress.changed import level_changed
from learners.progress.models import Mark, MarkChange
from tenancy.scope import current_community


def record(attempt: Attempt, by: Person) -> None:
    """The better of what is there and what the attempt earned; each change leaves a row."""
    live = Enrolment.objects.filter(
        person=attempt.person_id, offering__version=attempt.version_id, state=Enrolment.State.ENROLLED
    )
    for enrolment in live.select_for_update(of=["self"]).select_related("card"):
        title = enrolment.card.title_of(attempt.node_key)
        if title is not None:
            _record(attempt, enrolment, title, by)


def _record(attempt: Attempt, enrolment: Enrolment, title: str, by: Person) -> None:
    assert attempt.score is not None
    scale = Community.objects.get(pk=current_community()).mastery_scale
    level, score = level_of(attempt.score, scale), attempt.score
    known = Mark.objects.filter(enrolment=enrolment, activity_key=attempt.node_key).first()
    mark = known or Mark(
        enrolment=enrolment, person_id=enrolment.person_id, activity_key=attempt.node_key, activity_title=title
    )
    was = {"was_level": mark.level, "was_score": mark.score}
    if mark.level is not None and (mark.level, mark.score or 0) >= (level, score):
        return
    name = attempt.marked_by_name or _("the assessment")
    mark.level, mark.score, mark.comment, mark.marked_by_name = level, score, attempt.comment, name
    mark.marked_at, mark.submitted_on = timezone.now(), timezone.localdate(attempt.handed_in_at)
    mark.save()
    MarkChange.objects.create(mark=mark, person_id=mark.person_id, by=by, by_name=name, level=level, score=score, **was)
    level_changed(mark.person_id)

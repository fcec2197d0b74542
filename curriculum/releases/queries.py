"""Read what was handed in, and what is in use."""

from django.db.models import QuerySet

from curriculum.models import Curriculum, Version
from curriculum.releases.models import Submission, Use


def submissions(curriculum: Curriculum | None = None) -> QuerySet[Submission]:
    """The latest first."""
    found: QuerySet[Submission] = Submission.objects.select_related("curriculum").order_by("-at", "-id")
    return found.filter(curriculum=curriculum) if curriculum else found


def open_submissions() -> QuerySet[Submission]:
    """Those that wait, the oldest first."""
    return submissions().filter(closed_at__isnull=True).order_by("at", "id")


def last_version(submission: Submission) -> Version | None:
    """The one that it follows."""
    if submission.follows is None:
        return None
    found: Version = Version.objects.get(curriculum=submission.curriculum_id, number=submission.follows)
    return found


def uses_of(curriculum: Curriculum) -> QuerySet[Use]:
    """The latest first."""
    found: QuerySet[Use] = Use.objects.filter(curriculum=curriculum).select_related("version", "decision")
    return found.order_by("-decision__number")

"""Read what was handed in, and what is in use."""

from django.db.models import QuerySet

from communities.governance.models import Proposal
from communities.governance.proposals.queries import open_proposals
from communities.models import Membership
from curriculum.models import Curriculum, Version
from curriculum.releases.models import Submission, Use


def submissions(curriculum: Curriculum | None = None) -> QuerySet[Submission]:
    """The latest first."""
    found: QuerySet[Submission] = Submission.objects.select_related("curriculum").order_by("-at", "-id")
    return found.filter(curriculum=curriculum) if curriculum else found


def open_submissions() -> QuerySet[Submission]:
    """Those that wait, the oldest first."""
    return submissions().filter(closed_at__isnull=True).order_by("at", "id")


def proposal_on(submission: Submission, member: Membership) -> Proposal | None:
    """An open one to publish it, that the member may read."""
    found = open_proposals(member).filter(effect="publish_curriculum", payload__submission=str(submission.pk))
    return found.first()


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

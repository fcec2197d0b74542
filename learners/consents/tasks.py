"""Every night, at the community's own four o'clock; and when what was copied changed."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from communities.models import Community
from jobs.outbox import job
from learners.actions.guardians import end_at_majority
from learners.consents.counting import forget_expired
from learners.consents.models import SharedRecord
from learners.consents.news import tell_expiring
from learners.consents.sharing import refresh_copies
from tenancy.scope import as_person, in_community, sweeping

AHEAD = timedelta(days=14)


@job("consents.daily")
def daily(community_id: UUID) -> None:
    """Delete what expired, end guardianships of those who come of age, and tell people what is about to end."""
    community, now = Community.objects.get(pk=community_id), timezone.now()
    with in_community(community_id):
        with sweeping():
            SharedRecord.objects.filter(expires_at__lte=now).delete()
        forget_expired()
        end_at_majority()
        for record in SharedRecord.objects.filter(expires_at__lte=now + AHEAD):
            tell_expiring(record, community)


@job("consents.refresh")
def refresh(learner: UUID, field: str) -> None:
    """Make the copies of a field anew, in every community that has one by a consent that holds."""
    with as_person(learner):
        refresh_copies(field)

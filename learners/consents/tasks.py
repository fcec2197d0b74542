"""Every night, at the community's own four o'clock."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from communities.models import Community
from jobs.outbox import job
from learners.actions.guardians import end_at_majority
from learners.consents.models import SharedRecord
from learners.consents.news import tell_expiring
from tenancy.scope import in_community, sweeping

AHEAD = timedelta(days=14)


@job("consents.daily")
def daily(community_id: UUID) -> None:
    """Delete what expired, end guardianships of those who come of age, and tell people what is about to end."""
    community, now = Community.objects.get(pk=community_id), timezone.now()
    with in_community(community_id):
        with sweeping():
            SharedRecord.objects.filter(expires_at__lte=now).delete()
        end_at_majority()
        for record in SharedRecord.objects.filter(expires_at__lte=now + AHEAD):
            tell_expiring(record, community)

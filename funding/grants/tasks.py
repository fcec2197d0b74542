"""Every morning, at the community's own six o'clock."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from communities.queries import time_zone_of
from funding.grants.actions import tell_due
from jobs.outbox import job
from tenancy.scope import in_community


@job("grants.due")
def due(community_id: UUID) -> None:
    today = timezone.localdate(timezone=ZoneInfo(time_zone_of(community_id)))
    with in_community(community_id):
        tell_due(today=today)

"""Every night, at the community's own four o'clock."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from communities.queries import time_zone_of
from funding.budgets.actions import tell_of_lines
from jobs.outbox import job
from tenancy.scope import in_community


@job("budgets.alert")
def alert(community_id: UUID) -> None:
    today = timezone.localdate(timezone=ZoneInfo(time_zone_of(community_id)))
    with in_community(community_id):
        tell_of_lines(today=today)

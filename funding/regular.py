"""When regular work on the books is due."""

from datetime import datetime, timedelta
from uuid import UUID

from communities.models import Community
from jobs.due import daily, register_due


def register() -> None:
    register_due("funding.verify", task="funding.verify", next_at=at_three)
    register_due("funding.sweep", task="funding.sweep", next_at=each_minute, of_network=True)


def at_three(community: UUID, after: datetime) -> datetime:
    """The community's own three in the morning."""
    zone = Community.objects.values_list("time_zone", flat=True).get(pk=community)
    return daily(3, lambda _community: zone)(community, after)


def each_minute(_network: None, after: datetime) -> datetime:
    return after + timedelta(minutes=1)

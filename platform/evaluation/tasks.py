"""Regular work: each community's week at its own local time, then the network's."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from communities.models import Community
from evaluation.actions import end_round, note_visit, start_round, write_report
from evaluation.models import Round
from evaluation.periods import week_ended
from jobs.outbox import job
from tenancy.scope import in_community

MORNING = 6  # o'clock on Monday, when communities write their reports
LAST_ZONE = "Etc/GMT+12"  # twelve hours behind UTC


@job("evaluation.weekly")
def weekly(community_id: UUID) -> None:
    """The week that has just ended by the community's clocks."""
    community = Community.objects.get(pk=community_id)
    with in_community(community_id):
        write_report(community, period=week_ended(timezone.now(), community.time_zone))


@job("evaluation.network")
def network() -> None:
    """The last week whose Monday morning after it has come everywhere, however late this runs."""
    start_round(week_ended(timezone.now() - timedelta(hours=MORNING), LAST_ZONE))


@job("evaluation.visit")
def visit(round_id: int, community_id: UUID) -> None:
    community = Community.objects.get(pk=community_id)
    period = Round.objects.get(pk=round_id).when
    with in_community(community_id):
        write_report(community, period=period)
    note_visit(round_id, community)


@job("evaluation.publish")
def publish(round_id: int) -> None:
    end_round(round_id)

"""Regular work: each community's reports at its own local time, then the network's."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from communities.models import Community
from evaluation.actions import end_round, note_visit, roll_up, start_round, write_report
from evaluation.models import Round
from evaluation.periods import week_ended
from evaluation.refreshing import refresh
from evaluation.scheduling import due_here, way_of
from jobs.outbox import job
from tenancy.scope import in_community

MORNING = 6  # o'clock, when communities write their reports
LAST_ZONE = "Etc/GMT+12"  # twelve hours behind UTC


@job("evaluation.reports")
def reports(community_id: UUID) -> None:
    """What came late, then what is due by the community's own schedule and clocks, each in a transaction of its own."""
    community = Community.objects.get(pk=community_id)
    with in_community(community_id):
        refresh(community)
    with in_community(community_id):
        due = due_here(community, timezone.now())
    for period, way in due:
        with in_community(community_id):
            write_report(community, period=period, way=way)


@job("evaluation.network")
def network() -> None:
    """The last week whose Monday morning after it has come everywhere, however late this runs."""
    start_round(week_ended(timezone.now() - timedelta(hours=MORNING), LAST_ZONE))


@job("evaluation.visit")
def visit(round_id: int, community_id: UUID) -> None:
    community = Community.objects.get(pk=community_id)
    period = Round.objects.get(pk=round_id).when
    with in_community(community_id):
        if way := way_of(period.kind):
            write_report(community, period=period, way=way)
        else:
            roll_up(community, period=period)
    note_visit(round_id, community)


@job("evaluation.publish")
def publish(round_id: int) -> None:
    end_round(round_id)

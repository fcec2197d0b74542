from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from communities.models import Community
from funding.income.actions.hardship import forget_old_requests
from funding.income.actions.paying import follow_reversals
from funding.income.models import ChargeRun, PledgeState
from funding.income.news import tell_charged, tell_gift_due
from funding.income.queries import expected, pledges
from jobs.outbox import job
from tenancy.scope import in_community

BEFORE = timedelta(days=3)
KEPT = timedelta(days=365)  # how long a decided request keeps its words


@job("income.daily")
def daily(community: UUID) -> None:
    """Every morning: what was reversed in the books pays no fee; old requests lose their words; donors who wish it hear
    of a gift that is due within three days."""
    here = Community.objects.get(pk=community)
    with in_community(community), timezone.override(here.time_zone):
        today = timezone.localdate()
        follow_reversals()
        forget_old_requests(before=today - KEPT)
        found = pledges().filter(state=PledgeState.ACTIVE, donor__person__isnull=False, donor__wants_reminders=True)
        for row in expected(found, today=today):
            if today <= row.due_on <= today + BEFORE:
                tell_gift_due(row.pledge, row.due_on, here)


@job("income.tell_charged")
def tell_who_was_charged(community: UUID, run: UUID) -> None:
    with in_community(community):
        tell_charged(ChargeRun.objects.get(pk=run))

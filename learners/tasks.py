"""Every night, at the community's own three o'clock."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from communities.queries import time_zone_of
from jobs.outbox import job
from learners.actions import withdraw
from learners.models import BELONGING, Enrolment
from learners.news import tell_trial
from tenancy.scope import in_community

AHEAD = timedelta(days=3)


@job("learners.daily")
def daily(community_id: UUID) -> None:
    """End the trials whose last day is over, and tell those whose end is near."""
    today = timezone.localdate(timezone=ZoneInfo(time_zone_of(community_id)))
    with in_community(community_id):
        trials = Enrolment.objects.filter(kind=Enrolment.Kind.TRIAL, state__in=BELONGING)
        for enrolment in trials.filter(trial_until__lte=today + AHEAD).select_related("offering"):
            if enrolment.trial_until and enrolment.trial_until < today:
                withdraw(enrolment, by=None)
                tell_trial(enrolment, "trial_ended")
            else:
                tell_trial(enrolment, "trial_ends")

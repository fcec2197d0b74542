"""Evaluate now: every community's report of a period, then the network's, through the worker; or count all anew."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from communities.models import Community
from evaluation.actions import start_round
from evaluation.models import Round
from evaluation.periods import Period, parse_period, to_date
from evaluation.refreshing import rebuild as rebuild_all
from jobs import queue
from tenancy.scope import in_community

PAUSE = 0.25  # seconds between two looks


class Command(BaseCommand):
    help = "Have every community rolled up and reported on, then the network's report published, by the worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--period", default="all", help="all (everything to date, the default) or a week: 2026-W10")
        parser.add_argument("--wait", type=float, default=0, metavar="SECONDS", help="how long to wait for the worker")
        parser.add_argument(
            "--rebuild", action="store_true", help="count all that was ever counted anew from the facts, here and now"
        )

    def handle(self, *, period: str, wait: float, rebuild: bool, **_options: Any) -> None:
        if rebuild:
            self._rebuild()
            return
        one_round = start_round(_period(period))
        self.stdout.write(f"{one_round.communities} communities, {one_round.when.span}")
        if wait:
            self._wait(one_round, wait)

    def _rebuild(self) -> None:
        """One community after the other, each in a transaction of its own; written reports stay as they are."""
        for community in Community.objects.order_by("slug").iterator():
            with in_community(community.pk):
                periods = rebuild_all(community)
            self.stdout.write(f"{community.slug}: {len(periods)} periods")

    def _wait(self, one_round: Round, seconds: float) -> None:
        deadline, told = time.monotonic() + seconds, -1
        while one_round.ended_at is None:
            visited = one_round.communities - len(one_round.awaited)
            if visited != told:
                told = visited
                self.stdout.write(f"{visited} of {one_round.communities} rolled up")
            if time.monotonic() >= deadline:
                reason = "the queue cannot be reached." if queue.is_down() else "is a worker running?"
                raise CommandError(f"Not done after {seconds:g} s: {reason} What is left is done when one runs.")
            time.sleep(PAUSE)
            one_round.refresh_from_db()
        self.stdout.write("The network's report is published.")


def _period(given: str) -> Period:
    if given == "all":
        return to_date(timezone.now().date())
    try:
        return parse_period(given)
    except ValueError as error:
        raise CommandError(f"{given} is no period: give all, or a week such as 2026-W10.") from error

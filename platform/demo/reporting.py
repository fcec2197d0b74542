"""What the communities and the network reported in the weeks before today."""

from datetime import timedelta

from communities.models import Membership
from demo.planting import Garden
from evaluation.actions import publish_network_report, write_report
from evaluation.defining import define_indicator
from evaluation.periods import week_of
from tenancy.scope import in_community

WEEKS = 8


def report(garden: Garden) -> None:
    """Week by week, as the worker would have done it."""
    _define(garden)
    for back in range(WEEKS, 0, -1):
        period = week_of(garden.today - timedelta(weeks=back))
        for home in garden.homes.values():
            with in_community(home.community.pk):
                write_report(home.community, period=period)
        publish_network_report(period)


def _define(garden: Garden) -> None:
    """Alder Bridge looks at something of its own besides."""
    with in_community(garden.homes["alder-bridge"].community.pk):
        define_indicator(
            label="Work for each new enrolment", why="Whether newcomers find into the work.", made="rate",
            measure="handed_in", of="joined", by=Membership.objects.filter(roles__contains=["administrator"]).first(),
        )  # fmt: skip

"""What the communities and the network reported in the weeks before today."""

from datetime import timedelta

from communities.calendar import terms_of
from communities.governance.queries import rule_in_force
from communities.models import Community, Membership
from demo.planting import Garden
from demo.words import say
from evaluation.actions import publish_network_report, write_report
from evaluation.defining import define_indicator
from evaluation.periods import Kind, ended, week_of
from evaluation.publishing import MATTER, publish_report, say_first
from evaluation.saved.actions import save_view
from evaluation.scheduling import Way
from tenancy.scope import as_person, in_community

WEEKS = 104
SAID = {
    Kind.TERMLY: "Mornings outdoors worked: more was handed in, and sooner. Marks still take too long.",
    Kind.YEARLY: "A year of beginning. Next year we look at who does not find the way here.",
}


def report(garden: Garden) -> None:
    """Week by week, as the worker would have done it."""
    _define(garden)
    for back in range(WEEKS, 0, -1):
        period = week_of(garden.today - timedelta(weeks=back))
        for home in garden.homes.values():
            with in_community(home.community.pk):
                write_report(home.community, period=period)
        publish_network_report(period)
    _terms_and_years(garden)
    with as_person(garden.people["ines"].pk):
        save_view("Circles side by side", query="by=circle")
        save_view("Schools by region", query="by=region&kind=school")


def _terms_and_years(garden: Garden) -> None:
    """The last of each that is over: looked over and published, but the draft of Alder Bridge's term, which waits."""
    for slug, home in garden.homes.items():
        community = Community.objects.get(pk=home.community.pk)
        for kind in (Kind.YEARLY, Kind.TERMLY):
            period = ended(kind, garden.today, terms=terms_of(community))
            if period is None:
                continue
            with in_community(community.pk):
                report = write_report(community, period=period, way=Way.REVIEWED)
                by = Membership.objects.filter(roles__contains=["administrator"]).first()
                say_first(report, words=say(home.place, SAID[kind]), by=by)
                if (slug, kind) != ("alder-bridge", Kind.TERMLY) and rule_in_force(MATTER).is_entrusted:
                    publish_report(report, by=home.administrator, reason=say(home.place, "Looked over by two of us."))


def _define(garden: Garden) -> None:
    """Alder Bridge looks at something of its own besides."""
    with in_community(garden.homes["alder-bridge"].community.pk):
        define_indicator(
            label="Work for each new enrolment", why="Whether newcomers find into the work.", made="rate",
            measure="handed_in", of="joined", by=Membership.objects.filter(roles__contains=["administrator"]).first(),
        )  # fmt: skip

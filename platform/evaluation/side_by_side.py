"""What the observatory compares, as its page shows it: lines in the order of their names, and charts."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Community
from evaluation.comparing import BINS, Choice, Compared, Group, Place, distribution, share_in, shares_then
from evaluation.models import NetworkReport
from evaluation.periods import Kind, parse_period
from evaluation.queries import places_over_time, sums_over_time
from evaluation.regions import region_of
from web.amounts import country_name, write_day, write_number, write_share
from web.charts import Chart, bar_chart, line_chart

LEFT_TO_RIGHT = "\u200e"
MOST = 4  # lines in a chart


class Line(NamedTuple):
    """One row: a share, and how far from all others, each with a 95 % interval."""

    label: str
    slug: str  # of a community
    note: str
    group: Group
    is_chosen: bool

    @property
    def has_others(self) -> bool:
        return self.group.gap.others_ended > 0

    @property
    def share(self) -> str:
        return write_share(self.group.gap.share.value)

    @property
    def share_range(self) -> str:
        low, _value, high = self.group.gap.share
        return _("%(low)s to %(high)s") % {"low": write_share(low), "high": write_share(high)}

    @property
    def difference(self) -> str:
        return _signed(self.group.gap.difference.value)

    @property
    def difference_range(self) -> str:
        low, _value, high = self.group.gap.difference
        return _("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)}

    @property
    def plotted(self) -> list[float]:
        """The difference as a place between -1 (at 0) and 1 (at 2): low, value, high."""
        return [1 + one for one in self.group.gap.difference]


def heading(by: str) -> str:
    return {
        "community": _("Community"), "country": _("Country"), "region": _("Region"), "circle": _("Circle"),
        "kind": _("Kind"),
    }[by]  # fmt: skip


def kind_name(kind: str) -> str:
    return str(dict(Community.Kind.choices).get(kind, ""))


def region_name(region: str) -> str:
    return country_name(region) if region else ""


def lines(found: Compared, by: str, near: str) -> list[Line]:
    made = [_line(one, by, near) for one in found.groups]
    return sorted(made, key=lambda one: one.label)


def unseen(found: Compared, by: str) -> list[str]:
    """What groups are called of which nothing is shown."""
    return sorted(_name_of(key, places[0], by) for key, places in found.unseen.items())


def _line(group: Group, by: str, near: str) -> Line:
    place = group.places[0]
    if by == "community":
        note = ", ".join(filter(None, [kind_name(place.kind), place.country and country_name(place.country)]))
        return Line(place.name, place.slug, note, group, place.slug == near)
    return Line(_label(group, by), "", _names(group), group, False)


def _label(group: Group, by: str) -> str:
    return _name_of(group.key, group.places[0], by)


def _name_of(key: str, place: Place, by: str) -> str:
    said = {
        "community": place.name, "country": place.country and country_name(place.country),
        "region": region_name(region_of(place.country)), "circle": dict(place.circles).get(key, ""),
        "kind": kind_name(place.kind),
    }[by]  # fmt: skip
    return said or (_("No circle named") if by == "circle" else _("Not said"))


def _names(group: Group) -> str:
    names = ", ".join(one.name for one in group.places)
    if not group.hidden:
        return names
    told = {"names": names, "n": write_number(group.hidden)}
    return (
        ngettext("%(names)s, and %(n)s that is not shown", "%(names)s, and %(n)s that are not shown", group.hidden)
        % told
    )


def _signed(difference: float) -> str:
    """In points of per cent; the mark keeps the sign before the number, also from right to left."""
    points = round(100 * difference)
    return f"{LEFT_TO_RIGHT}{'+' if points > 0 else ''}{write_number(points)}"


def spread_of(found: Compared) -> Chart:
    counts = distribution(found.groups)
    return bar_chart(
        title=_("How the communities are spread"),
        summary=_("How many communities have which share of enrolments that end with a pass."),
        subtitle=_("Number of communities, by share of passes"),
        labels=[
            _("%(low)s to %(high)s") % {"low": write_share(n / BINS), "high": write_share((n + 1) / BINS)}
            for n in range(BINS)
        ],
        series={_("Communities"): [float(count) for count in counts]},
        heading=_("Share with a pass"),
    )


def over_time(report: NetworkReport, found: Compared, choice: Choice) -> Chart | None:
    """Up to that report: what was chosen, each by itself, if it is four at most; else the whole network."""
    if not choice.is_everything and 0 < len(found.groups) <= MOST:
        return _groups_over_time(report, found, choice)
    told: list[tuple[str, Any]] = [(period, share_in(cells)) for period, cells in sums_over_time(report)]
    shares = [(period, {"": share[0] / share[1]}) for period, share in told if share]
    return _lines_over_time(
        shares, {"": _("Passed")}, title=_("The network over time"),
        subtitle=_("Share of the enrolments that ended, all communities that share their figures"),
    )  # fmt: skip


def _groups_over_time(report: NetworkReport, found: Compared, choice: Choice) -> Chart | None:
    told = [(period, shares_then(content, choice)) for period, content in places_over_time(report)]
    labels = dict(sorted(((one.key, _label(one, choice.by)) for one in found.groups), key=lambda one: one[1]))
    return _lines_over_time(
        [(period, shares) for period, shares in told if labels.keys() & shares.keys()], labels,
        title=_("What is compared, over time"),
        subtitle=_("Share of the enrolments that ended, of the communities that each publication shows"),
    )  # fmt: skip


def _lines_over_time(
    told: Sequence[tuple[str, Mapping[str, float]]], labels: Mapping[str, str], *, title: str, subtitle: str
) -> Chart | None:
    """Nothing where there is but one publication."""
    if len(told) < 2:
        return None
    return line_chart(
        title=title,
        summary=_("The share of enrolments that end with a pass, in each publication; the table holds every figure."),
        subtitle=subtitle,
        labels=[_short(period) for period, _shares in told],
        series={label: [shares.get(key) for _period, shares in told] for key, label in labels.items()},
        heading=_("Publication"),
        write=write_share,
    )


def _short(key: str) -> str:
    """Week and year, or the day: for the foot of a chart."""
    period = parse_period(key)
    if period.kind != Kind.WEEKLY:
        return write_day(period.ends)
    year, week, _day = period.ends.isocalendar()
    return f"{week}/{year}"


def choices_of(places: Sequence[Place]) -> dict[str, list[tuple[str, Any]]]:
    """What of a publication can be chosen, by field: what is not shown cannot."""
    regions = {region_of(one.country) for one in places} - {""}
    return {
        "near": [(one.slug, one.name) for one in places if one.passed is not None],
        "country": sorted({one.country: country_name(one.country) for one in places if one.country}.items()),
        "region": sorted(((one, region_name(one)) for one in regions), key=lambda one: one[1]),
        "circle": sorted(dict(pair for one in places for pair in one.circles).items(), key=lambda one: one[1]),
    }

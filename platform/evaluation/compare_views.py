"""The observatory's page that compares; all that was chosen stands in its address."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.models import Community
from evaluation.comparing import (
    BINS,
    Compared,
    Group,
    Place,
    alike,
    compare,
    distribution,
    narrowed,
    places_in,
    share_in,
)
from evaluation.forms import CompareForm
from evaluation.models import NetworkReport
from evaluation.periods import Kind, parse_period
from evaluation.queries import network_reports, sums_over_time
from web.amounts import country_name, write_day, write_number, write_share
from web.charts import Chart, bar_chart, line_chart

ENOUGH = 5  # for a distribution to be one
LEFT_TO_RIGHT = "\u200e"


class Line(NamedTuple):
    """One row: a share, and how far from all others, each with a 95 % interval."""

    label: str
    slug: str  # of a community
    note: str
    group: Group
    is_chosen: bool
    has_others: bool

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


@require_GET
def observatory_compare(request: HttpRequest) -> HttpResponse:
    report = _report(request.GET.get("period", ""))
    if report is None:
        return render(request, "evaluation/no_network_report.html")
    places = places_in(report.content)
    form = CompareForm(
        request.GET, communities=[(one.slug, one.name) for one in places if one.passed is not None],
        countries=sorted({one.country: country_name(one.country) for one in places if one.country}.items()),
        periods=[(period, str(parse_period(period))) for period in _periods()],
    )  # fmt: skip
    by, near = form.chosen("by") or "community", form.chosen("near")
    chosen = narrowed(places, kind=form.chosen("kind"), country=form.chosen("country"))
    found = compare(alike(chosen, near) if near else chosen, by)
    hidden = len(chosen) - len(alike(chosen, near)) if near else found.hidden
    context = {
        "report": report, "form": form, "by": by, "near": dict(form.communities).get(near, ""),
        "lines": _lines(found, by, near), "hidden": hidden, "heading": _heading(by),
        "distribution": _distribution(found) if by == "community" and len(found.groups) >= ENOUGH else None,
        "over_time": _over_time(),
        "narrowed": any(map(form.chosen, ("kind", "country", "near", "period"))),
    }  # fmt: skip
    return render(request, "evaluation/compare.html", context)


def _report(period: str) -> NetworkReport | None:
    """That of the period, else the latest."""
    return (network_reports().filter(period=period).first() if period else None) or network_reports().first()


def _periods() -> list[str]:
    return list(network_reports().values_list("period", flat=True)[:60])


def _heading(by: str) -> str:
    return {"community": _("Community"), "country": _("Country"), "kind": _("Kind")}[by]


def _lines(found: Compared, by: str, near: str) -> list[Line]:
    lines = [_line(one, by, near, alone=len(found.groups) < 2) for one in found.groups]
    return sorted(lines, key=lambda one: one.label)


def _line(group: Group, by: str, near: str, *, alone: bool) -> Line:
    place = group.places[0]
    if by == "community":
        note = ", ".join(filter(None, [_kind(place), place.country and country_name(place.country)]))
        return Line(place.name, place.slug, note, group, place.slug == near, not alone)
    label = _kind(place) if by == "kind" else country_name(place.country)
    return Line(label or _("Not said"), "", _names(group), group, False, not alone)


def _names(group: Group) -> str:
    return ", ".join(one.name for one in group.places)


def _kind(place: Place) -> str:
    return str(dict(Community.Kind.choices).get(place.kind, ""))


def _signed(difference: float) -> str:
    """In points of per cent; the mark keeps the sign before the number, also from right to left."""
    points = round(100 * difference)
    return f"{LEFT_TO_RIGHT}{'+' if points > 0 else ''}{write_number(points)}"


def _distribution(found: Compared) -> Chart:
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


def _over_time() -> Chart | None:
    """The whole network, publication by publication."""
    found: list[tuple[str, Any]] = [(period, share_in(cells)) for period, cells in sums_over_time()]
    told = [(period, share[0] / share[1]) for period, share in found if share]
    if len(told) < 2:
        return None
    return line_chart(
        title=_("The network over time"),
        summary=_("The share of enrolments that end with a pass, in each publication; the table holds every figure."),
        subtitle=_("Share of the enrolments that ended, all communities that share their figures"),
        labels=[_short(period) for period, _share in told],
        series={_("Passed"): [share for _period, share in told]},
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

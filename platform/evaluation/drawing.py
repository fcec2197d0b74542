"""A community's report in pictures and tables: its weeks side by side, and outcomes by group."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from evaluation.counting import outcomes_by_attribute
from evaluation.gaps import Gap, gaps
from evaluation.measures import MEASURES
from evaluation.models import Report
from evaluation.periods import Kind, Period
from evaluation.reading import figures_of
from evaluation.scheduling import REGULAR
from evaluation.words import PASSED, attribute_name, outcome_name, outcomes_in_order, value_name, values_in_order
from web.amounts import write_day, write_number, write_share
from web.charts import Chart, bar_chart, line_chart


class Group(NamedTuple):
    """Outcomes by one attribute: a row of figures for each value."""

    label: str
    columns: list[str]
    rows: list[tuple[str, list[str]]]


class GapRow(NamedTuple):
    """A group beside all others: shares of what has ended, with 95 % intervals."""

    label: str
    share: str
    difference: str
    ratio: str
    is_clear: bool
    is_less: bool

    @property
    def says(self) -> str:
        if not self.is_clear:
            return _("May be chance")
        return _("Less often") if self.is_less else _("More often")


def chart_of(reports: Sequence[Report], content: dict[str, Any]) -> Chart | None:
    """Those of a kind side by side; a report that stands alone shows its own figures, if there are any."""
    if len(reports) > 1 and reports[-1].kind in REGULAR:
        return _over_time(reports)
    figures = figures_of(content)
    keys = [key for key in ("handed_in", "marked", "to_mark") if (key, "") in figures]
    if not any(figures[key, ""] for key in keys):
        return None
    return bar_chart(
        title=_("What happened to the work"),
        summary=_("Activities handed in, marked, and waiting to be marked."),
        subtitle=_("Number of activities"),
        labels=[MEASURES[key].label for key in keys],
        series={_("Activities"): [float(figures[key, ""]) for key in keys]},
        heading=_("Activities"),
    )


def _over_time(reports: Sequence[Report]) -> Chart:
    found = [figures_of(report.content) for report in reports]
    series = {
        str(MEASURES[key].label): [float(figures.get((key, ""), 0)) for figures in found]
        for key in ("handed_in", "marked")
    }
    return line_chart(
        title=_("Work handed in and marked"),
        summary=_("Activities handed in and marked each time; the table holds every figure."),
        subtitle=_("Number of activities"),
        labels=[short_of(report.when) for report in reports],
        series=series,
        heading=str(Kind(reports[-1].kind).label),
    )


def short_of(period: Period) -> str:
    """Of a week its number, of anything else its last day."""
    if period.kind == Kind.WEEKLY:
        return f"{period.ends.isocalendar().week}/{period.ends.isocalendar().year}"
    return write_day(period.ends)


def groups(content: dict[str, Any]) -> list[Group]:
    """How enrolments ended, for everybody and by each attribute recorded."""
    tables = outcomes_by_attribute(
        (one["dims"], one["value"]) for one in content["figures"] if one["indicator"] == "outcomes"
    )
    if not tables:
        return []
    everybody = tables.pop("")[""]
    outcomes = outcomes_in_order(everybody)
    columns = [*map(outcome_name, outcomes), _("In all")]
    made = [Group(_("Everybody"), columns, [(_("All enrolments"), _written(everybody, outcomes))])]
    for attribute, values in sorted(tables.items()):
        rows = [(value_name(value), _written(values[value], outcomes)) for value in values_in_order(values)]
        made.append(Group(attribute_name(attribute), columns, rows))
    return made


def _written(row: dict[str, int], outcomes: Sequence[str]) -> list[str]:
    return [write_number(row.get(one, 0)) for one in outcomes] + [write_number(sum(row.values()))]


def gaps_of(content: dict[str, Any]) -> list[tuple[str, list[GapRow]]]:
    """Who passes less often, by each attribute recorded of which two groups at least have ended something."""
    tables = outcomes_by_attribute(
        (one["dims"], one["value"]) for one in content["figures"] if one["indicator"] == "outcomes"
    )
    found = []
    for attribute, table in sorted(tables.items()):
        rows = {one.value: _gap_row(one) for one in gaps(table, reached=PASSED)}
        if rows:
            found.append((attribute_name(attribute), [rows[value] for value in values_in_order(rows)]))
    return found


def _gap_row(gap: Gap) -> GapRow:
    ratio = gap.ratio
    told = {"share": write_share(gap.share.value, 1), "reached": write_number(gap.reached)}
    told["ended"] = write_number(gap.ended)
    return GapRow(
        label=value_name(gap.value),
        share=_("%(share)s, %(reached)s of %(ended)s") % told,
        difference=_between(*(_points(one) for one in gap.difference)),
        ratio="–" if ratio is None else _between(*(write_number(one, 2) for one in ratio)),
        is_clear=gap.is_clear,
        is_less=gap.difference.value < 0,
    )


def _between(low: str, value: str, high: str) -> str:
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, "low": low, "high": high}


def _points(difference: float) -> str:
    return write_number(100 * difference, 1)

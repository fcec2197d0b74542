"""The network's report as its page shows it: the news, a table by community and one for each attribute."""

from collections.abc import Mapping
from math import sqrt
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.suppression import TOTAL
from evaluation.network import COMMUNITY
from evaluation.periods import parse_period
from evaluation.words import PASSED, attribute_name, outcome_name, shows_share, value_name, values_in_order
from web.amounts import write_number, write_share
from web.charts import Chart, bar_chart

Z = 1.96  # two standard errors: 95 of 100 such ranges hold the true share
Cells = Mapping[str, int | None]


class Share(NamedTuple):
    """Of the enrolments that ended, those with a pass; and Wilson's range."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return write_share(self.value)

    @property
    def range(self) -> str:
        return _("%(low)s to %(high)s") % {"low": write_share(self.low), "high": write_share(self.high)}


class Shown(NamedTuple):
    """A figure; of one not renewed the former, and the period it is of; nothing where none was ever shown."""

    text: str
    of: str


class Line(NamedTuple):
    label: str
    slug: str  # of the community; "" in tables by group
    share: Share | None
    figures: list[Shown]
    is_blank: bool  # nothing of it is shown


class Table(NamedTuple):
    key: str  # of the attribute, for the page's anchors; "" of the table by community
    title: str
    heading: str
    as_of: str  # "" where it is of the report's own period
    columns: list[str]
    lines: list[Line]

    @property
    def has_shares(self) -> bool:
        return any(line.share for line in self.lines)


def share_of(cells: Cells) -> Share | None:
    """None where a figure that it needs is not shown, or nothing has ended."""
    n = sum(value or 0 for outcome, value in cells.items() if outcome not in ("", TOTAL))
    if not n or not shows_share(cells):
        return None
    p = sum(cells.get(outcome) or 0 for outcome in PASSED) / n
    middle, spread = p + Z**2 / (2 * n), Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return Share(p, (middle - spread) / (1 + Z**2 / n), (middle + spread) / (1 + Z**2 / n))


def headline(content: Mapping[str, Any]) -> str:
    """The news in one sentence."""
    if not content["sums"]:
        return _("Too few learners yet to show anything")
    share = share_of(content["sums"]["cells"])
    if share is None:
        count = content["sums"]["cells"][TOTAL]
        told = {"n": write_number(count)}
        if content["outcomes"] != [""]:
            return ngettext("%(n)s enrolment", "%(n)s enrolments", count) % told
        return ngettext("%(n)s enrolment, under way", "%(n)s enrolments, all under way", count) % told
    return _("%(share)s of enrolments end with a pass") % {"share": share}


def lead(content: Mapping[str, Any]) -> str:
    if not content["sums"]:
        return _("Figures are shown once they count ten learners or more.")
    cells = content["sums"]["cells"]
    told = {
        "enrolments": ngettext("%(n)s enrolment", "%(n)s enrolments", cells[TOTAL]) % {"n": write_number(cells[TOTAL])},
        "communities": ngettext("%(n)s community", "%(n)s communities", content["communities"])
        % {"n": write_number(content["communities"])},
    }
    return _("%(enrolments)s in %(communities)s that share their figures.") % told


def chart_of(content: Mapping[str, Any]) -> Chart:
    cells = content["sums"]["cells"]
    whole = cells[TOTAL]
    return bar_chart(
        title=_("Enrolments by outcome"),
        summary=_("Enrolments by outcome, over the whole network."),
        subtitle=_("Number, and share of all"),
        labels=[outcome_name(outcome) for outcome in content["outcomes"]],
        series={_("Enrolments"): [float(cells[outcome]) for outcome in content["outcomes"]]},
        heading=_("Outcome"),
        write=lambda value: f"{write_number(value)} · {write_share(value / whole)}",
    )


def tables(content: Mapping[str, Any], period: str) -> list[Table]:
    return [_table(one, period) for one in content["tables"]]


def _table(table: Mapping[str, Any], period: str) -> Table:
    outcomes = table["outcomes"]
    by_community = table["name"] == COMMUNITY
    named = (lambda row: row["label"]) if by_community else (lambda row: value_name(row["label"]))
    rows = {row["key"]: row for row in table["rows"]}
    shown = [
        _line(named(row), row["key"] if by_community else "", row["cells"], row["former"], outcomes)
        for row in (rows.values() if by_community else map(rows.__getitem__, values_in_order(rows)))
    ]
    if table["together"] and any(value is not None for value in table["together"]["cells"].values()):
        count = table["together"]["rows"]
        label = ngettext("%(n)s more, not shown alone", "%(n)s more, together", count) % {"n": count}
        shown.append(_line(label, "", table["together"]["cells"], {}, outcomes))
    return Table(
        key="" if by_community else f"by-{table['attribute']}",
        title=_("By community") if by_community else attribute_name(table["attribute"]),
        heading=_("Community") if by_community else _("Group"),
        as_of="" if table["as_of"] == period else str(parse_period(table["as_of"])),
        columns=[*map(outcome_name, outcomes), _("In all")],
        lines=shown,
    )


def _line(label: str, slug: str, cells: Cells, former: Mapping[str, Any], outcomes: list[str]) -> Line:
    figures = []
    for outcome in [*outcomes, TOTAL]:
        value, of = cells.get(outcome), ""
        if value is None and outcome in former:
            value, of = former[outcome][0], str(parse_period(former[outcome][1]))
        figures.append(Shown("" if value is None else write_number(value), of))
    return Line(label, slug, share_of(cells), figures, not any(figure.text for figure in figures))

"""The tables of a network report's open data, each with what its columns mean. Frictionless Table Schema names them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from communities.suppression import TOTAL
from evaluation.consent import PUBLIC
from evaluation.measures import MEASURES
from evaluation.models import NetworkReport
from evaluation.network import COMMUNITY
from evaluation.own_names import figures_for
from evaluation.words import PASSED, attribute_name, outcome_name

BLANK = "not recorded"  # the group of those of whom the attribute was not recorded
STATUSES = ("shown", "former", "not shown")
Words = str | Promise
Row = list[Any]


class Column(NamedTuple):
    name: str
    type: str
    about: Words
    rules: Mapping[str, Any] = {}
    of: str = ""  # the table that its values are keys of


class Sheet(NamedTuple):
    name: str
    about: Words
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: list[Row]


HAS = {"required": True}
OUTCOME = Column("outcome", "string", _("How enrolments ended; “all” is every one of them"), HAS, of="outcomes")
ENROLMENTS = Column("enrolments", "integer", _("How many; empty where it is not shown"), {"minimum": 0})
STATUS = Column(
    "status",
    "string",
    _("“shown” of the table’s own period, “former” where an older figure stands, or “not shown”"),
    {**HAS, "enum": list(STATUSES)},
)
AS_OF = Column("as_of", "string", _("The period that the figure is of: an ISO week, or the last day"))


def sheets_of(report: NetworkReport) -> list[Sheet]:
    """The keys first, then figures, then how they were made."""
    return [
        _communities(report), _circles(report), _outcomes(report), _attributes(report), _network(report),
        _by_community(report), _by_group(report), _together(report), _measures(report), _own(report), _method(report),
    ]  # fmt: skip


def _communities(report: NetworkReport) -> Sheet:
    rows = {row["key"]: row["label"] for table in _tables(report, by_group=False) for row in table["rows"]}
    rows |= {one["community"]: one["name"] for one in figures_for(report, {PUBLIC})}
    told = {one["slug"]: [one["kind"], one["country"]] for one in report.content.get("places", [])}
    return Sheet(
        "communities",
        _("The communities that share their figures and that anyone may see"),
        (
            Column("community", "string", _("Its key"), HAS),
            Column("name", "string", _("What it is called"), HAS),
            Column("kind", "string", _("“school”, “learning” or “circle”")),
            Column("country", "string", _("Where it is: a code of ISO 3166-1")),
        ),
        ("community",),
        [[slug, name, *told.get(slug, ["", ""])] for slug, name in sorted(rows.items())],
    )


def _circles(report: NetworkReport) -> Sheet:
    listed = {row["key"] for table in _tables(report, by_group=False) for row in table["rows"]}
    rows = [
        [one["slug"], slug, name] for one in report.content.get("places", []) if one["slug"] in listed
        for slug, name in sorted(one.get("circles", {}).items())
    ]  # fmt: skip
    columns = (
        Column("community", "string", _("The community"), HAS, of="communities"),
        Column("circle", "string", _("The circle’s key"), HAS),
        Column("name", "string", _("What the circle is called"), HAS),
    )
    about = _("Which circles communities belong to, where they let everyone know")
    return Sheet("circles", about, columns, ("community", "circle"), rows)


def _outcomes(report: NetworkReport) -> Sheet:
    found = dict.fromkeys(report.content["outcomes"])
    for table in report.content["tables"]:
        found |= dict.fromkeys(table["outcomes"])
    with override("en"):
        rows = [[_named(one), outcome_name(one), _flag(one in PASSED), _flag(one != "")] for one in found]
    columns = (
        Column("outcome", "string", _("Its key"), HAS),
        Column("label", "string", _("What it is called"), HAS),
        Column("is_pass", "boolean", _("Whether it counts as passed")),
        Column("has_ended", "boolean", _("Whether the enrolment is over")),
    )
    about = _("How enrolments end, as the tables of figures name it")
    return Sheet("outcomes", about, columns, ("outcome",), [*rows, ["all", "All", "", ""]])


def _attributes(report: NetworkReport) -> Sheet:
    with override("en"):
        rows = [[table["attribute"], attribute_name(table["attribute"])] for table in _tables(report, by_group=True)]
    columns = (
        Column("attribute", "string", _("Its key"), HAS), Column("label", "string", _("What it is called"), HAS),
    )  # fmt: skip
    return Sheet("attributes", _("What learners are grouped by"), columns, ("attribute",), rows)


def _network(report: NetworkReport) -> Sheet:
    sums = report.content["sums"]
    rows = [
        [_named(one), sums["cells"][one], sums["as_of"]] for one in [*report.content["outcomes"], TOTAL] if sums
    ]  # fmt: skip
    about = _("Enrolments of all communities that share their figures, together")
    return Sheet("network", about, (OUTCOME, ENROLMENTS, AS_OF), ("outcome",), rows)


def _by_community(report: NetworkReport) -> Sheet:
    who = Column("community", "string", _("The community"), HAS, of="communities")
    rows = [
        [row["key"], *figure] for table in _tables(report, by_group=False) for row in table["rows"]
        for figure in _figures(table, row)
    ]  # fmt: skip
    about = _("Enrolments by community and by how they ended")
    return Sheet("by-community", about, (who, OUTCOME, ENROLMENTS, STATUS, AS_OF), ("community", "outcome"), rows)


def _by_group(report: NetworkReport) -> Sheet:
    columns = (
        Column("attribute", "string", _("What learners are grouped by"), HAS, of="attributes"),
        Column("group", "string", _("The group, as recorded at enrolment, or “not recorded”"), HAS),
    )
    rows = [
        [table["attribute"], row["key"] or BLANK, *figure] for table in _tables(report, by_group=True)
        for row in table["rows"] for figure in _figures(table, row)
    ]  # fmt: skip
    about = _("Enrolments of the whole network by group and by how they ended")
    key = ("attribute", "group", "outcome")
    return Sheet("by-group", about, (*columns, OUTCOME, ENROLMENTS, STATUS, AS_OF), key, rows)


def _together(report: NetworkReport) -> Sheet:
    columns = (
        Column("table", "string", _("“community”, or the attribute"), HAS),
        Column("rows", "integer", _("How many communities or groups are added up"), {**HAS, "minimum": 1}),
    )
    rows = [
        [table["attribute"] or COMMUNITY, table["together"]["rows"], *figure]
        for table in report.content["tables"] if table["together"]
        for figure in _figures(table, {**table["together"], "former": {}})
    ]  # fmt: skip
    about = _("Communities and groups that are not shown alone, added up")
    return Sheet("together", about, (*columns, OUTCOME, ENROLMENTS, STATUS, AS_OF), ("table", "outcome"), rows)


def _method(report: NetworkReport) -> Sheet:
    columns = (
        Column("term", "string", _("What it is about"), HAS), Column("words", "string", _("How it is done"), HAS),
    )  # fmt: skip
    about = _("How the figures were counted, and what is kept from showing")
    return Sheet("method", about, columns, ("term",), [list(row) for row in report.content["method"]])


def _measures(report: NetworkReport) -> Sheet:
    columns = (
        Column("measure", "string", _("Its key"), HAS),
        Column("label", "string", _("What it is called"), HAS),
        Column("unit", "string", _("What one of it is"), HAS),
        Column("counted", "string", _("How it is counted"), HAS),
    )
    keys = sorted({one["measure"] for one in figures_for(report, {PUBLIC})})
    with override("en"):
        rows = [[k, str(MEASURES[k].label), str(MEASURES[k].unit.label), str(MEASURES[k].counted)] for k in keys]
    return Sheet("measures", _("What the communities’ own figures count"), columns, ("measure",), rows)


def _own(report: NetworkReport) -> Sheet:
    columns = (
        Column("community", "string", _("The community"), HAS, of="communities"),
        Column("measure", "string", _("What is counted"), HAS, of="measures"),
        Column("value", "integer", _("How many"), {**HAS, "minimum": 0}),
        Column("as_of", "string", AS_OF.about, HAS),
    )
    rows = [[one["community"], one["measure"], one["value"], one["of"]] for one in figures_for(report, {PUBLIC})]
    about = _("Figures that communities let everyone read under their own names")
    return Sheet("own-figures", about, columns, ("community", "measure"), rows)


def _tables(report: NetworkReport, *, by_group: bool) -> list[dict[str, Any]]:
    return [table for table in report.content["tables"] if bool(table["attribute"]) == by_group]


def _figures(table: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[Row]:
    """Outcome, enrolments, status and period of each figure of a row."""
    for outcome in [*table["outcomes"], TOTAL]:
        value, former = row["cells"].get(outcome), row["former"].get(outcome)
        if value is not None:
            yield [_named(outcome), value, "shown", table["as_of"]]
        elif former:
            yield [_named(outcome), former[0], "former", former[1]]
        else:
            yield [_named(outcome), "", "not shown", ""]


def _named(outcome: str) -> str:
    return {TOTAL: "all", "": "under way"}.get(outcome, outcome)


def _flag(value: bool) -> str:
    return "true" if value else "false"

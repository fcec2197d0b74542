"""The network's report as a table for spreadsheets, and as open data."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from api.etags import conditional
from communities.suppression import TOTAL
from evaluation.models import NetworkReport
from evaluation.package import package_of
from web.exports import csv_file

COLUMNS = ["period", "as_of", "table", "group", "outcome", "enrolments", "note"]
Row = list[str | int]


def network_csv(report: NetworkReport) -> FileResponse:
    """What the page shows, keys as recorded; `enrolments` is empty where a figure is not shown."""
    return csv_file(f"observatory-{report.period}.csv", COLUMNS, _rows(report))


def network_package(request: Any, report: NetworkReport) -> HttpResponseBase:
    """The zip, or 304 to whoever has it."""
    package = package_of(report)
    answer = HttpResponse(package.body, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{package.name}"'
    return conditional(request, answer)


def _rows(report: NetworkReport) -> Iterator[Row]:
    content = report.content
    if content["sums"]:
        for outcome in [*content["outcomes"], TOTAL]:
            value = content["sums"]["cells"][outcome]
            yield [report.period, content["sums"]["as_of"], "network", "", _named(outcome), value, ""]
    for table in content["tables"]:
        outcomes = [*table["outcomes"], TOTAL]
        start: Row = [report.period, table["as_of"], table["attribute"] or "community"]
        for row in table["rows"]:
            for outcome in outcomes:
                yield [*start, row["key"], _named(outcome), *_cell(row, outcome)]
        if table["together"]:
            for outcome in outcomes:
                group = _("%(n)s together") % {"n": table["together"]["rows"]}
                yield [*start, group, _named(outcome), *_cell({**table["together"], "former": {}}, outcome)]


def _cell(row: dict[str, Any], outcome: str) -> Row:
    value = row["cells"].get(outcome)
    if value is not None:
        return [value, ""]
    if outcome in row["former"]:
        former, period = row["former"][outcome]
        return [former, _("not renewed since %(period)s") % {"period": period}]
    return ["", _("not shown")]


def _named(outcome: str) -> str:
    return {TOTAL: "all", "": "under way"}.get(outcome, outcome)

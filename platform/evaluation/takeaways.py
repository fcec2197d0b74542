"""A community's report to take away, as its page shows it to one reader: CSV, workbook, tagged PDF and JSON."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.translation import gettext as _

from evaluation import drawing, reading
from evaluation.audiences import LAYOUTS, Audience, laid_out, news_of
from evaluation.corrections import Read, as_record, groups_of, lines_of
from files.exports import FORMATS
from web.amounts import as_decimal, write_moment
from web.exports import Part, Table

JSON = "json"
ENDINGS = (*FORMATS, JSON)
DIMS = {"attribute": "attribute", "group": "value", "outcome": "outcome", "currency": "currency"}  # columns of a figure
COLUMNS = ["period", "table", "figure", *DIMS, "value", "before", "corrected", "note"]
Row = list[Any]


def report_table(read: Read, community: Any, format: str, audience: Audience) -> Table:
    """CSV has every figure, by the keys as recorded; sheets and paper what the page says to that audience, sheets the
    same lines as CSV besides."""
    report, rows = read.report, list(_rows(read))
    told = _("%(community)s, %(span)s. Written %(at)s, never changed since. SHA-256: %(hash)s") % {
        "community": community.name, "span": report.when.span, "at": write_moment(report.written_at),
        "hash": report.hash,
    }  # fmt: skip
    parts = [*_words(report), *_news(read, community, audience), _figures(read, community, audience)]
    parts += [*_by_group(read, audience), _method(read)]
    return Table(
        name=f"report-{report.period}.{format}",
        title=f"{report}: {reading.headline(read.content)}",
        told=told,
        heading=COLUMNS,
        lines=rows,
        count=len(rows),
        parts=[*parts, Part(_("As data"), list(COLUMNS), rows)] if format == "xlsx" else parts,
    )


def report_json(read: Read) -> HttpResponse:
    """The same as by the API; the hash can be computed from it."""
    said = json.dumps(as_record(read), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    answer = HttpResponse(said, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="report-{read.report.period}.json"'
    return answer


def _rows(read: Read) -> Iterator[Row]:
    """Figures, then the method and what signs the report, in the column `note`."""
    content, period = read.content, read.report.period
    former = {_key(one): one["value"] for one in content["before"]["figures"]} if content["before"] else {}
    nothing = 0 if content["before"] else None
    corrected = {(one.indicator, *_dims(one.dims)): one.counted for one in read.corrections}
    for one in content["figures"]:
        key = _key(one)
        values = (one["value"], former.get(key, nothing), corrected.get(key))
        money = one["dims"].get("currency")
        told = [value if value is None or not money else as_decimal(value, money) for value in values]
        yield [period, "figures", *key, *told, ""]
    for label, words in reading.definitions(content):
        yield [period, "method", label, *[""] * 7, "; ".join(words)]
    for name in ("hash", "inputs_hash", "id"):
        yield [period, "report", name, *[""] * 7, str(getattr(read.report, name))]


def _key(figure: Any) -> tuple[str, ...]:
    return (figure["indicator"], *_dims(figure["dims"]))


def _dims(dims: dict[str, str]) -> tuple[str, ...]:
    """A blank group is one as well: an attribute stands before it."""
    return tuple(dims.get(name, "") for name in DIMS.values())


def _words(report: Any) -> list[Part]:
    """What those who looked it over say first."""
    return [Part(_("First of all"), [report.words_by], [[report.words]])] if report.words else []


def _news(read: Read, community: Any, audience: Audience) -> list[Part]:
    """What changed, by the same choice as on the page."""
    lines = news_of(laid_out((line for line, _corrected in lines_of(read, community)), audience))
    ways = {"better": _("Better"), "worse": _("Less good")}
    rows = [[line.label, line.value, line.note, ways[line.trend]] for line in lines]
    heading = [_("Figure"), str(read.report), _("Difference"), _("What it says")]
    return [Part(_("What changed"), heading, rows)] if rows else []


def _by_group(read: Read, audience: Audience) -> Iterator[Part]:
    layout = LAYOUTS[audience]
    yield from _groups(read) if layout.groups else ()
    yield from _gaps(read) if layout.gaps else ()


def _gaps(read: Read) -> Iterator[Part]:
    for label, rows in drawing.gaps_of(read.content):
        heading = [_("Group"), _("Passed"), _("Difference"), _("Ratio"), _("What it says")]
        lines = [[one.label, one.share, one.difference, one.ratio, one.says] for one in rows]
        yield Part(_("%(groups)s: each beside all others") % {"groups": label}, heading, lines)


def _figures(read: Read, community: Any, audience: Audience) -> Part:
    corrected = dict(lines_of(read, community))
    rows = [(line, corrected[line]) for line in laid_out(corrected, audience)]
    columns = [str(read.report), *([_("Before"), _("Difference")] if read.content["before"] else [])]
    lines = [
        [line.label, line.value, *([line.last, line.note] if read.content["before"] else []), corrected]
        for line, corrected in rows
    ]
    if any(line[-1] for line in lines):
        return Part(_("Every figure"), [_("Figure"), *columns, _("Corrected since")], lines)
    return Part(_("Every figure"), [_("Figure"), *columns], [line[:-1] for line in lines])


def _groups(read: Read) -> Iterator[Part]:
    for group in groups_of(read):
        lines = [[label, *(_corrected(*cell) for cell in cells)] for label, cells in group["rows"]]
        yield Part(group["label"], [_("Group"), *group["columns"]], lines)


def _corrected(figure: str, corrected: str) -> str:
    return _("%(figure)s, since %(corrected)s") % {"figure": figure, "corrected": corrected} if corrected else figure


def _method(read: Read) -> Part:
    told = [[label, "; ".join(words)] for label, words in reading.definitions(read.content)]
    return Part(_("Method"), [_("Figure"), _("How it was counted")], told)

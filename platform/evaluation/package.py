"""A network report as open data: a zip of tables and of what describes them (Frictionless Data Package 1.0).

The same report gives the same bytes, whoever asks and in whichever language: nothing is compressed, times are those of
the publication, and the package is read in every language of the installation."""

import csv
import json
from datetime import UTC
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from evaluation.citing import VERSION, Cited, address_of, in_words, title_of
from evaluation.models import NetworkReport
from evaluation.sheets import Sheet, sheets_of
from web.citing import on_one_line
from web.exports import harmless

CC_BY = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


class Package(NamedTuple):
    name: str
    body: bytes

    @property
    def sha256(self) -> str:
        """Hex."""
        return sha256(self.body).hexdigest()


def package_of(report: NetworkReport) -> Package:
    """English is the language of its data; what it says of them stands in all languages."""
    with override("en"):
        sheets = sheets_of(report)
        tables = {f"data/{sheet.name}.csv": _as_csv(sheet) for sheet in sheets}
        said = json.dumps(_described(report, sheets, tables), ensure_ascii=False, indent=2)
    files = {"datapackage.json": said.encode(), **{name: text.encode() for name, text in _readings(report, sheets)}}
    return Package(f"observatory-{report.period}.zip", _zipped(report, {**files, **tables}))


def _as_csv(sheet: Sheet) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([harmless(cell) for cell in row] for row in sheet.rows)
    return file.getvalue().encode()


def _described(report: NetworkReport, sheets: list[Sheet], tables: dict[str, bytes]) -> dict[str, Any]:
    network = on_one_line(settings.NETWORK_NAME)
    return {
        "profile": "tabular-data-package",
        "name": f"observatory-{report.period.lower()}",
        "id": address_of(report, ".zip"),
        "title": title_of(report),
        "description": str(_about()),
        "version": VERSION,
        "created": report.published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "homepage": address_of(report),
        "licenses": [CC_BY],
        "contributors": [{"title": network, "role": "publisher"}],
        "sources": [{"title": title_of(report), "path": address_of(report)}],
        "resources": [_resource(sheet, f"data/{sheet.name}.csv", tables[f"data/{sheet.name}.csv"]) for sheet in sheets],
    }


def _resource(sheet: Sheet, path: str, body: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": path,
        "description": str(sheet.about),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{sha256(body).hexdigest()}",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": column.type,
                    "description": str(column.about),
                    **({"constraints": dict(column.rules)} if column.rules else {}),
                }
                for column in sheet.columns
            ],
            "missingValues": [""],
            "primaryKey": list(sheet.key),
            "foreignKeys": [
                {"fields": column.name, "reference": {"resource": column.of, "fields": column.name}}
                for column in sheet.columns
                if column.of
            ],
        },
    }


def _readings(report: NetworkReport, sheets: list[Sheet]) -> list[tuple[str, str]]:
    """README.md in English, README.es.md and so on."""
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(("README.md" if code == "en" else f"README.{code}.md", _reading(report, sheets)))
    return found


def _about() -> str:
    return _(
        "How enrolments end in the communities that share their figures. Figures of fewer than ten learners, and those"
        " that would give one away, are not in it."
    )


def _reading(report: NetworkReport, sheets: list[Sheet]) -> str:
    files = [f"- `data/{sheet.name}.csv`: {sheet.about}" for sheet in sheets]
    columns = [
        line for sheet in sheets
        for line in (f"\n### {sheet.name}\n", *(f"- `{column.name}`: {column.about}" for column in sheet.columns))
    ]  # fmt: skip
    how = _(
        "Tables are CSV (RFC 4180) in UTF-8, an empty cell is a figure that is not shown; datapackage.json says their"
        " types and keys for programs (Frictionless Data Package). Text that a spreadsheet would take for a formula"
        " begins with an apostrophe."
    )
    parts = [
        f"# {title_of(report)}", _about(), f"## {_('Files')}", "\n".join(files), how, f"## {_('Method')}",
        "\n".join(f"- **{_(term)}**: {_(words)}" for term, words in report.content["method"]),
        f"## {_('Columns')}", "\n".join(columns).strip(),
        f"## {_('Licence')}", f"[{CC_BY['title']}]({CC_BY['path']})", f"## {_('To cite')}", in_words(Cited(report)),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _zipped(report: NetworkReport, files: dict[str, bytes]) -> bytes:
    at = report.published_at.astimezone(UTC)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, body in files.items():
            told = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
            told.create_system, told.external_attr = 3, 0o644 << 16  # as on Unix, readable by everyone
            archive.writestr(told, body)
    return made.getvalue()

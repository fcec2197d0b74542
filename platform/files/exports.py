"""Which tables people take away, and as what; a big one is made by a job, which shows how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from tenancy.refusal import Refused
from web.exports import CSV, Table, write_csv
from web.paper import PDF, write_pdf
from web.sheets import XLSX, write_xlsx

Asked = Mapping[str, Any]  # what of it: the query of the page, as JSON holds it


class Kind(NamedTuple):
    permission: str
    table: Callable[[Asked], Table | None]  # in the community's scope; None: there is no such thing
    at_once: int  # up to so many lines it is made while one waits: about a second


class Format(NamedTuple):
    media_type: str
    write: Callable[[Any, Table], None]  # into a file of bytes
    most: int | None = None  # lines, where there is an end


def _write_csv(file: Any, table: Table) -> None:
    write_csv(file, table.heading, table.lines)


def _write_text(file: Any, table: Table) -> None:
    file.writelines(f"{line}\n".encode() for (line,) in table.lines)


TEXT = "text/plain; charset=utf-8"
FORMATS = {  # by the end of the file's name; the first is what nobody had to ask for
    "csv": Format(CSV, _write_csv),
    "xlsx": Format(XLSX, write_xlsx, 1_000_000),
    "pdf": Format(PDF, write_pdf, 5_000),
}
PLAIN = {"beancount": Format(TEXT, _write_text), "journal": Format(TEXT, _write_text)}  # tables of text come so alone
KINDS: dict[str, Kind] = {}


def table_of(kind: str, asked: Asked) -> Table | None:
    """It, with the end of its name that `asked["format"]` wants; refused where so many lines do not fit."""
    table = KINDS[kind].table(asked)
    if table is None or table.name.rpartition(".")[2] in PLAIN:
        return table
    format = asked.get("format", "csv")
    if format not in FORMATS:
        return None
    most = FORMATS[format].most
    if most is not None and table.count > most:
        told = {"format": format.upper(), "most": most}
        raise Refused(_("%(format)s has room for %(most)s lines: narrow it down, or take it as CSV.") % told)
    return replace(table, name=f"{table.name.rpartition('.')[0]}.{format}")


def format_of(name: str) -> Format:
    ending = name.rpartition(".")[2]
    return FORMATS.get(ending) or PLAIN.get(ending) or FORMATS["csv"]


def register_export(key: str, *, permission: str, table: Callable[[Asked], Table | None], at_once: int = 1000) -> None:
    KINDS[key] = Kind(permission, table, at_once)

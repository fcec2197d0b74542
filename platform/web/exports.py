"""Lists as files: written while the scope is open, sent afterwards; CSV that is harmless in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import Any, NamedTuple

from django.http import FileResponse

IN_MEMORY = 1 << 20  # bytes; more goes to disk
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV = "text/csv; charset=utf-8"
JSON_LINES = "application/jsonl"


class Strong(list[Any]):
    """A line that heads others or adds them up."""


class Part(NamedTuple):
    caption: str
    heading: list[Any]
    lines: Iterable[list[Any]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """What is taken away: as CSV its lines; on sheets and on paper its parts, where it has any."""

    name: str  # of the file
    heading: Iterable[Any]
    lines: Iterable[Iterable[Any]]
    count: int  # of what is gone through, about
    title: str = ""
    told: str = ""  # below the title: of whom and when
    parts: Sequence[Part] = ()
    paper: Sequence[int] = ()  # which columns stand on paper, where all would not fit

    @property
    def all_parts(self) -> Sequence[Part]:
        return self.parts or [Part("", list(self.heading), (list(line) for line in self.lines))]


def csv_file(name: str, heading: Iterable[Any], lines: Iterable[Iterable[Any]]) -> FileResponse:
    """A download in UTF-8 with a mark that spreadsheets look for (RFC 4180). Text that would be a formula is quoted."""
    file = spool()
    write_csv(file, heading, lines)
    return download(file, name, CSV)


def json_lines_file(name: str, lines: Iterable[str]) -> FileResponse:
    """A download with one JSON value a line (jsonlines.org)."""
    file = spool()
    file.writelines(f"{line}\n".encode() for line in lines)
    return download(file, name, JSON_LINES)


def spool() -> Any:
    return SpooledTemporaryFile(max_size=IN_MEMORY)


def download(file: Any, name: str, content_type: str) -> FileResponse:
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def write_csv(file: Any, heading: Iterable[Any], lines: Iterable[Iterable[Any]]) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([str(cell) for cell in heading])
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    text.detach()


def harmless(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula, quoted."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell

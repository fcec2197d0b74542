"""Lists as CSV: written while the scope is open, sent afterwards, and harmless in a spreadsheet."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse

IN_MEMORY = 1 << 20  # bytes; more goes to disk
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Table:
    name: str  # of the file
    heading: Iterable[Any]
    lines: Iterable[Iterable[Any]]
    count: int  # of what is gone through, about


def csv_file(name: str, heading: Iterable[Any], lines: Iterable[Iterable[Any]]) -> FileResponse:
    """A download in UTF-8 with a mark that spreadsheets look for (RFC 4180). Text that would be a formula is quoted."""
    file: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    write_csv(file, heading, lines)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=CSV)


def write_csv(file: Any, heading: Iterable[Any], lines: Iterable[Iterable[Any]]) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([str(cell) for cell in heading])
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    text.detach()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell

"""Reads comma-separated files row by row, and collects what is wrong with them instead of stopping at the first."""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar, cast

Value = TypeVar("Value")
DAYS = 3650  # a day further from the start of a presentation than this is none


class BadRow(NamedTuple):
    file: str
    line: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.column or 'whole row'}: {self.why}"


class Unusable(ValueError):
    """A value is not what its column holds; says the column and the reason."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


@dataclass
class Source:
    """A folder of `<name>.csv` or `<name>.csv.gz`, and the bad rows found so far."""

    folder: Path
    bad: list[BadRow] = field(default_factory=list)
    unreadable: bool = False  # a file lacks columns or cannot be read at all: there is nothing to skip to

    def rows(self, name: str, columns: list[str], take: Callable[[list[str]], Value]) -> Iterator[Value]:
        """What `take` makes of each row's values, in the order of `columns`; Unusable rows are noted and left out."""
        path = self._find(name)
        if path is None:
            self._give_up(f"{name}.csv", "", "the file is missing")
            return
        try:
            with _open(path) as file:
                yield from self._rows(path.name, file, columns, take)
        except (OSError, EOFError, zlib.error) as problem:
            self._give_up(path.name, "", f"cannot be read: {problem}")

    def _find(self, name: str) -> Path | None:
        candidates = [self.folder / f"{name}.csv", self.folder / f"{name}.csv.gz"]
        return next((path for path in candidates if path.is_file()), None)

    def _rows(
        self, file: str, lines: BinaryIO, columns: list[str], take: Callable[[list[str]], Value]
    ) -> Iterator[Value]:
        reader = csv.reader(self._decoded(file, lines))
        header = [title.strip() for title in next(reader, [])]
        for missing in (column for column in columns if column not in header):
            self._give_up(file, missing, "the column is missing")
        if self.unreadable:
            return
        places = [header.index(column) for column in columns]
        for row in reader:
            if not row:
                continue
            try:
                if len(row) != len(header):
                    raise Unusable("", f"has {len(row)} values, the header names {len(header)}")
                yield take([row[place] for place in places])
            except Unusable as problem:
                self.bad.append(BadRow(file, reader.line_num, problem.column, str(problem)))

    def _decoded(self, file: str, lines: BinaryIO) -> Iterator[str]:
        for number, line in enumerate(lines, 1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                self.bad.append(BadRow(file, number, "", "is not UTF-8"))
                yield "\n"

    def _give_up(self, file: str, column: str, why: str) -> None:
        self.unreadable = True
        self.bad.append(BadRow(file, 1, column, why))


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def whole(column: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise Unusable(column, f"“{value}” is no whole number") from None


def day(column: str, value: str) -> int | None:
    """Days from the start of the presentation, or None where it is blank."""
    if value in ("", "?"):
        return None
    days = whole(column, value)
    if abs(days) > DAYS:
        raise Unusable(column, f"“{value}” is no day of a presentation")
    return days


def per_cent(column: str, value: str) -> Decimal | None:
    if value in ("", "?"):
        return None
    try:
        score = Decimal(value)
    except InvalidOperation:
        raise Unusable(column, f"“{value}” is no number") from None
    if not (score.is_finite() and 0 <= score <= 100):
        raise Unusable(column, f"“{value}” is not between 0 and 100")
    return score


def yes_or_no(column: str, value: str) -> bool:
    try:
        return {"True": True, "1": True, "Y": True, "False": False, "0": False, "N": False}[value]
    except KeyError:
        raise Unusable(column, f"“{value}” is neither True nor False") from None


def one_of(column: str, value: str, known: Any, what: str) -> str:
    if value not in known:
        raise Unusable(column, f"“{value}” is no {what}")
    return value


STARTS = {"B": 2, "J": 10}  # February and October


def first_day(column: str, presentation: str) -> date:
    """The first day of a presentation such as 2013J."""
    year, letter = presentation[:4], presentation[4:]
    if not (year.isdigit() and letter in STARTS):
        raise Unusable(column, f"“{presentation}” is no presentation such as 2013J")
    return date(int(year), STARTS[letter], 1)


def after(start: date, days: int | None) -> date:
    return start + timedelta(days=days or 0)

"""The file itself: `index.html` for people, `data.json` for programs, a CSV for each table, and files."""

import json
import zipfile
from collections.abc import Iterable
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from jobs import progress
from learners.mydata.parts import Part, account_parts, own_parts, written_parts
from learners.mydata.reading import Reader, Row
from web.exports import write_csv

FORMAT = "rhizome-my-data/1"
MOST = 1 << 30  # bytes of files; those beyond are named in the index and stay where they are
BLOCK = 1 << 16
IN_MEMORY = 4 << 20


class Table(NamedTuple):
    label: str
    name: str  # of its file
    entries: int


class Packed(NamedTuple):
    """What went in."""

    tables: list[Table]
    files: list[str]
    beyond: list[str]  # files for which there was no room

    @property
    def rows(self) -> int:
        return sum(one.entries for one in self.tables)


def steps() -> int:
    return len([*account_parts(), *own_parts(), *written_parts()])


def pack(file: IO[bytes], person: Any, *, guardian: bool = False, most: int = MOST) -> Packed:
    """In the person's scope, in the language that is active; for a guardian without what is for the person alone."""
    reader = Reader(person.pk, guardian=guardian)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _spooled() as data:
        packed = Packed(_tables(archive, data, reader), [], [])
        _files(archive, reader, packed, most)
        data.seek(0)
        with archive.open("data.json", "w", force_zip64=True) as target:
            _pour(data, target)
        archive.writestr("index.html", _index(person, packed))
    return packed


def _tables(archive: zipfile.ZipFile, data: IO[bytes], reader: Reader) -> list[Table]:
    """JSON is written beside the tables, a row at a time: no part is ever held whole."""
    found = []
    head = {"format": FORMAT, "made_at": timezone.now().isoformat(), "person": str(reader.person)}
    data.write(json.dumps(head)[:-1].encode() + b', "parts": {')
    for number, (part, rows) in enumerate(reader.parts()):
        progress.tell(number, total=steps())
        data.write(f"{', ' if number else ''}{json.dumps(part.key)}: [".encode())
        count = _table(archive, data, part, rows)
        data.write(b"]")
        if count:
            found.append(Table(part.label, f"{part.key}.csv", count))
    data.write(b"}}")
    return found


def _table(archive: zipfile.ZipFile, data: IO[bytes], part: Part, rows: Iterable[Row]) -> int:
    rows = iter(rows)
    first, count = next(rows, None), 0
    if first is None:
        return 0

    def lines() -> Iterable[list[Any]]:
        nonlocal count
        for row in chain([first], rows):
            data.write((b", " if count else b"") + json.dumps(row, ensure_ascii=False).encode())
            count += 1
            yield [_cell(value) for value in row.values()]

    with archive.open(f"{part.key}.csv", "w", force_zip64=True) as target:
        write_csv(target, first.keys(), lines())
    return count


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _files(archive: zipfile.ZipFile, reader: Reader, packed: Packed, most: int) -> None:
    room = most
    for place, stored in reader.stored():
        name = f"files/{place}/{str(stored.pk)[-12:]}-{stored.name}"
        if stored.size > room or not default_storage.exists(stored.path):
            packed.beyond.append(name)
            continue
        room -= stored.size
        with default_storage.open(stored.path) as source, archive.open(name, "w", force_zip64=True) as target:
            _pour(source, target)
        packed.files.append(name)


def _index(person: Any, packed: Packed) -> str:
    return render_to_string(
        "mydata/index.html",
        {
            "person": person, "packed": packed, "made_at": timezone.now(), "language": get_language(),
            "direction": "rtl" if get_language_bidi() else "ltr",
        },
    )  # fmt: skip


def _spooled() -> Any:
    return SpooledTemporaryFile(max_size=IN_MEMORY)


def _pour(source: Any, target: Any) -> None:
    while block := source.read(BLOCK):
        target.write(block)

"""Uploads and files as sources: unpacked within limits, and read as the text they must be."""

import gzip
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path, PurePosixPath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from curriculum.interchange.importers import Importer, Source
from tenancy.refusal import Refused

MOST_FILES = 40
LARGEST = 30 * 1024 * 1024  # bytes, unpacked, of all files together
BLOCK = 1024 * 1024


def sources_of(files: Iterable[tuple[str, bytes]]) -> list[Source]:
    """Refused as soon as they grow too large together."""
    kept: list[Source] = []
    for name, content in files:
        kept.append(source_of(name, content, room=LARGEST - sum(len(one.content) for one in kept)))
    return kept


def source_of(name: str, content: bytes, *, room: int = LARGEST) -> Source:
    """Unpacked where it is gzipped; refused where it grows too large."""
    name = PurePosixPath(name.replace("\\", "/")).name
    if content[:2] == b"\x1f\x8b":
        content, name = _unpacked(name, content, room), name.removesuffix(".gz")
    if len(content) > room:
        raise Refused(_too_large(name))
    return Source(name, content)


def in_folder(folder: Path, importer: Importer) -> list[Source]:
    """The files there that the importer reads, by name."""
    found = [path for path in sorted(folder.iterdir()) if path.is_file() and _fits(path.name, importer)]
    return checked(sources_of((path.name, path.read_bytes()) for path in found), importer)


def checked(sources: Iterable[Source], importer: Importer) -> list[Source]:
    kept = list(sources)
    if not kept:
        told = {"endings": ", ".join(importer.endings)}
        raise Refused(_("There is no file to read here; it ends in one of: %(endings)s.") % told)
    if len(kept) > (MOST_FILES if importer.is_many else 1):
        raise Refused(_("These are too many files at once."))
    for source in kept:
        if not _fits(source.name, importer):
            told = {"name": source.name, "endings": ", ".join(importer.endings)}
            raise Refused(_("%(name)s: this is not read here; a file ends in one of: %(endings)s.") % told)
    return kept


def text_of(source: Source) -> str:
    """UTF-8, with or without its mark; refused where it is anything else, saying where."""
    try:
        text = source.content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        told = {"name": source.name, "place": wrong.start}
        raise Refused(_("%(name)s: this is not UTF-8 text (byte %(place)s).") % told) from None
    if "\x00" in text:
        raise Refused(_("%(name)s: there is a NUL character in it.") % {"name": source.name})
    return text


def _unpacked(name: str, content: bytes, room: int) -> bytes:
    whole = bytearray()
    try:
        with gzip.open(BytesIO(content)) as file:
            while block := file.read(BLOCK):
                whole += block
                if len(whole) > room:
                    raise Refused(_too_large(name))
    except (OSError, EOFError, zlib.error):
        raise Refused(_("%(name)s: it cannot be unpacked.") % {"name": name}) from None
    return bytes(whole)


def _too_large(name: str) -> str:
    told = {"name": name, "limit": filesizeformat(LARGEST)}
    return _("%(name)s: unpacked it has more than %(limit)s.") % told


def _fits(name: str, importer: Importer) -> bool:
    return name.lower().removesuffix(".gz").endswith(importer.endings)

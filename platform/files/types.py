"""What a file is, found out from its bytes; a name or a header may say anything."""

import re
import zipfile
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenancy.refusal import Refused

HEAD = 4096  # bytes looked at
ZIP_ENTRIES = 10_000
CONTENT_TYPES = 1_000_000  # bytes of an office file's list of parts


class Type(NamedTuple):
    media_type: str
    endings: tuple[str, ...]  # of the name; the first is added where there is none
    label: Any


PNG = Type("image/png", (".png",), "PNG")
JPEG = Type("image/jpeg", (".jpg", ".jpeg"), "JPEG")
GIF = Type("image/gif", (".gif",), "GIF")
WEBP = Type("image/webp", (".webp",), "WebP")
PDF = Type("application/pdf", (".pdf",), "PDF")
MP3 = Type("audio/mpeg", (".mp3",), "MP3")
OGG = Type("audio/ogg", (".ogg", ".oga", ".opus"), "Ogg")
WAV = Type("audio/wav", (".wav",), "WAV")
M4A = Type("audio/mp4", (".m4a",), "M4A")
MP4 = Type("video/mp4", (".mp4", ".m4v"), "MP4")
WEBM = Type("video/webm", (".webm",), "WebM")
VTT = Type("text/vtt", (".vtt",), "WebVTT")
TEXT = Type("text/plain", (".txt", ".md"), gettext_lazy("text"))
CSV = Type("text/csv", (".csv",), "CSV")
OPEN_XML, OPEN_DOCUMENT = "application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument"
ZIPPED = {
    media_type: Type(media_type, (ending,), label)
    for media_type, ending, label in (
        (f"{OPEN_XML}.wordprocessingml.document", ".docx", "Word"),
        (f"{OPEN_XML}.spreadsheetml.sheet", ".xlsx", "Excel"),
        (f"{OPEN_XML}.presentationml.presentation", ".pptx", "PowerPoint"),
        (f"{OPEN_DOCUMENT}.text", ".odt", "OpenDocument"),
        (f"{OPEN_DOCUMENT}.spreadsheet", ".ods", "OpenDocument"),
        (f"{OPEN_DOCUMENT}.presentation", ".odp", "OpenDocument"),
        ("application/epub+zip", ".epub", "EPUB"),
    )
}
PICTURES = (PNG, JPEG, GIF, WEBP)
ALL = (*PICTURES, PDF, MP3, OGG, WAV, M4A, MP4, WEBM, VTT, TEXT, CSV, *ZIPPED.values())

# (type, where, bytes): the signature at its place says what a file is
SIGNATURES = (
    (PNG, 0, rb"\x89PNG\r\n\x1a\n"),
    (JPEG, 0, rb"\xff\xd8\xff"),
    (GIF, 0, rb"GIF8[79]a"),
    (WEBP, 0, rb"RIFF....WEBP"),
    (PDF, 0, rb"%PDF-"),
    (MP3, 0, rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa\xfb]"),
    (OGG, 0, rb"OggS"),
    (WAV, 0, rb"RIFF....WAVE"),
    (M4A, 4, rb"ftypM4A"),
    (MP4, 4, rb"ftyp(?:isom|iso[2-9]|mp4[12]|avc1|M4V|dash)"),
    (VTT, 0, rb"(?:\xef\xbb\xbf)?WEBVTT(?:\s|$)"),
    (WEBM, 0, rb"\x1a\x45\xdf\xa3.{0,60}webm"),
)
# What a browser or a reader would take for something else, were it asked to
OTHER_FACE = re.compile(rb"<(?:!doctype|html|script|svg|iframe|\?php|body)|%PDF-", re.IGNORECASE)


def label_of(media_type: str) -> str:
    return next((str(one.label) for one in ALL if one.media_type == media_type), media_type)


def type_of(content: IO[bytes]) -> Type | None:
    """The type that the bytes show, or None for what is not taken. Refused when they show more than one."""
    content.seek(0)
    head = content.read(HEAD)
    content.seek(0)
    is_zip = zipfile.is_zipfile(content)
    content.seek(0)
    found = next((t for t, at, mark in SIGNATURES if re.compile(mark, re.DOTALL).match(head, at)), None)
    if found is None:
        return _zipped(content) if is_zip and head.startswith(b"PK\x03\x04") else _text(content)
    if found not in PICTURES and (is_zip or OTHER_FACE.search(head, 1)):
        raise Refused(_("This file is two kinds of file at once, which is not safe to pass on."))
    return found  # a picture is written anew from its pixels, which leaves any other face behind


def _zipped(content: IO[bytes]) -> Type | None:
    with zipfile.ZipFile(content) as archive:
        names = archive.namelist()
        if len(names) > ZIP_ENTRIES:
            raise Refused(_("This file holds too many parts."))
        if any("vbaproject" in name.lower() or name.startswith("Scripts/") for name in names):
            raise Refused(_("This file holds macros. Save it without them and try again."))
        part = "mimetype" if names[:1] == ["mimetype"] else "[Content_Types].xml"
        if part not in names or archive.getinfo(part).file_size > CONTENT_TYPES:
            return None
        told = archive.read(part).decode(errors="replace")
    content.seek(0)
    if part == "mimetype":
        return ZIPPED.get(told.strip())
    return next((kind for media_type, kind in ZIPPED.items() if f"{media_type}.main+xml" in told), None)


def _text(content: IO[bytes]) -> Type | None:
    try:
        text = content.read().decode()
    except UnicodeDecodeError:
        return None
    finally:
        content.seek(0)
    return None if re.search(r"[\x00-\x08\x0e-\x1f]", text) or OTHER_FACE.search(text[:HEAD].encode()) else TEXT

"""Uploads of every kind, made here; none is a real document."""

import struct
import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from web.links import url_at

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def an_upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture_bytes(form: str = "PNG", size: tuple[int, int] = (40, 30), color: str = "teal", **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, color).save(out, form, **options)
    return out.getvalue()


def a_picture(name: str = "puddle.png", form: str = "PNG", **options) -> SimpleUploadedFile:
    return an_upload(name, picture_bytes(form, **options))


def a_pdf(name: str = "worksheet.pdf", more: bytes = b"") -> SimpleUploadedFile:
    return an_upload(name, PDF + more)


def zip_bytes(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def word_bytes(**more: str) -> bytes:
    return zip_bytes(**{"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<w/>", **more})


def open_document_bytes(kind: str = "text") -> bytes:
    return zip_bytes(mimetype=f"application/vnd.oasis.opendocument.{kind}", **{"content.xml": "<c/>"})


def wav_bytes() -> bytes:
    return b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + bytes(32)


def address(stored, community):
    return url_at(community, "files-file", stored.pk, stored.name)

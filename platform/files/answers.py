"""A stored file as an answer: opened within the scope, sent after it without a query."""

import re
from collections.abc import Iterator
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.utils import timezone

from files.exports import KINDS, format_of
from files.models import Export, StoredFile
from files.types import PDF

BLOCK = 64 * 1024
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
IN_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"  # a sandbox would keep the viewer out
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")


def file_answer(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """The bytes, for whoever may have them; the caller has checked that."""
    etag = f'"{stored.sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _dressed(HttpResponseNotModified(), stored, etag)
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # compressed already, and a part must arrive as it is
    part = _part(request, stored, etag)
    if part is None:
        return _dressed(_whole(stored), stored, etag)
    if part.start >= part.stop:
        nothing = HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
        return _dressed(nothing, stored, etag)
    content = _read(default_storage.open(stored.path), part)
    answer = StreamingHttpResponse(content, status=206, content_type=stored.media_type)
    answer["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{stored.size}"
    answer["Content-Length"] = str(len(part))
    return _dressed(answer, stored, etag)


def export_answer(access: Any, pk: UUID) -> FileResponse:
    """An export that is made, for the person who asked, while they may see what it holds."""
    since = timezone.now() - Export.KEPT
    export = get_object_or_404(Export, pk=pk, person=access.person, size__isnull=False, asked_at__gt=since)
    if not access.can(KINDS[export.kind].permission):
        raise PermissionDenied
    content, media_type = default_storage.open(export.path), format_of(export.name).media_type
    answer = FileResponse(content, as_attachment=True, filename=export.name, content_type=media_type)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _whole(stored: StoredFile) -> FileResponse:
    shown = stored.media_type == PDF.media_type or stored.media_type.split("/")[0] in ("image", "audio", "video")
    content = default_storage.open(stored.path)
    return FileResponse(content, as_attachment=not shown, filename=stored.name, content_type=stored.media_type)


def _dressed(answer: HttpResponseBase, stored: StoredFile, etag: str) -> HttpResponseBase:
    answer["ETag"] = etag
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = IN_VIEWER if stored.media_type == PDF.media_type else SANDBOX
    public = stored.audience == StoredFile.Audience.PUBLIC
    answer["Cache-Control"] = "public, max-age=86400" if public else "private, max-age=3600"
    return answer


def _part(request: HttpRequest, stored: StoredFile, etag: str) -> range | None:
    """What `Range` asks for (RFC 9110, 14.2): one part; anything else gets the whole."""
    asked = RANGE.match(request.headers.get("Range", ""))
    if not asked or request.headers.get("If-Range", etag) != etag or asked[0] == "bytes=-":
        return None
    if not asked[1]:
        return range(max(stored.size - int(asked[2]), 0), stored.size)
    return range(int(asked[1]), min(int(asked[2]) + 1, stored.size) if asked[2] else stored.size)


def _read(content: IO[bytes], part: range) -> Iterator[bytes]:
    with content:
        content.seek(part.start)
        left = len(part)
        while left and (block := content.read(min(BLOCK, left))):
            left -= len(block)
            yield block

"""Take a file in: typed by its bytes, limited, kept once in its community."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from files.models import StoredFile
from files.pictures import cleaned
from files.types import ALL, CSV, PICTURES, TEXT, Type, type_of
from tenancy.refusal import Refused

WIDER = (StoredFile.Audience.PRIVATE, StoredFile.Audience.MEMBERS, StoredFile.Audience.PUBLIC)


@transaction.atomic
def store_file(
    upload: "File[bytes]",
    *,
    allowed: Iterable[Type] = ALL,
    audience: str = StoredFile.Audience.MEMBERS,
    limit: int | None = None,
) -> StoredFile:
    """Keep an uploaded file in the open scope's community; the same content again is the same file.

    `allowed` are types of files.types, `limit` is in bytes. Pictures lose their metadata and are scaled to 2000 pixels.
    Refused: too large, empty, of another type than its name or its use allows, or no room left."""
    limit = min(limit or settings.UPLOAD_LIMIT, settings.UPLOAD_LIMIT)
    size = upload.size or 0
    if not size:
        raise Refused(_("This file is empty."))
    if size > limit:
        raise Refused(
            _("This file has %(size)s; the most is %(limit)s.")
            % {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        )
    kind = _checked_type(upload, tuple(allowed))
    facts: dict[str, Any] = {
        "name": _name(upload.name or "", kind),
        "media_type": kind.media_type,
        "audience": audience,
    }
    content: Any = upload.file
    if kind in PICTURES:
        content, facts["width"], facts["height"] = cleaned(content, kind)
    return _keep(content, facts)


def _keep(content: Any, facts: dict[str, Any]) -> StoredFile:
    sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    size = content.seek(0, 2)
    content.seek(0)
    known = StoredFile.objects.filter(sha256=sha256).first()
    if known is None:
        taken = StoredFile.objects.aggregate(sum=Sum("size"))["sum"] or 0
        if taken + size > settings.COMMUNITY_FILES_LIMIT:
            raise Refused(_("The community's room for files is full."))
    stored, made = StoredFile.objects.get_or_create(sha256=sha256, defaults={**facts, "size": size})
    if not made:
        return widen(stored, audience=facts["audience"])
    _write(content, stored)
    return stored


def _write(content: Any, stored: StoredFile) -> None:
    """Bytes written by what then failed serve the next, if they are whole."""
    if default_storage.exists(stored.path):
        if default_storage.size(stored.path) == stored.size:
            return
        default_storage.delete(stored.path)
    written = default_storage.save(stored.path, File(content))
    if written != stored.path:
        default_storage.delete(written)


@transaction.atomic
def widen(stored: StoredFile, *, audience: str) -> StoredFile:
    """Let more people see a file; never fewer, since it may be shown elsewhere."""
    if WIDER.index(audience) > WIDER.index(stored.audience):
        stored.audience = audience
        stored.save(update_fields=["audience"])
    return stored


def _checked_type(upload: "File[bytes]", allowed: tuple[Type, ...]) -> Type:
    ending = PurePosixPath(upload.name or "").suffix.lower()
    if ending in (".svg", ".svgz"):
        raise Refused(_("An SVG drawing can carry a program. Save it as PNG and try again."))
    content: Any = upload.file
    kind = type_of(content)
    if kind is TEXT and ending == ".csv":
        kind = CSV
    if kind is None or kind not in allowed:
        takes = ", ".join(dict.fromkeys(str(one.label) for one in allowed))
        raise Refused(_("This kind of file is not taken here. These are: %(kinds)s.") % {"kinds": takes})
    if ending and ending not in kind.endings:
        raise Refused(
            _("The name says “%(ending)s”, but the file is %(kind)s.") % {"ending": ending, "kind": kind.label}
        )
    return kind


def _name(name: str, kind: Type) -> str:
    """Safe in an address and on any disk, with its ending."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = re.sub(r"[^\w-]+", "_", path.stem).strip("_-")[:120] or "file"
    return f"{stem}{path.suffix.lower() or kind.endings[0]}"

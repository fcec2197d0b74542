"""Put files into a part of a draft, and say in words what is heard in them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from curriculum.actions import edit_node, locked
from curriculum.media.captions import check_captions
from curriculum.models import Node
from curriculum.values import Captions, Medium
from files.actions import store_file
from files.types import M4A, MP3, MP4, OGG, PDF, VTT, WAV, WEBM, ZIPPED
from tenancy.refusal import Refused
from web.links import url_at

TYPES = (MP3, OGG, WAV, M4A, MP4, WEBM, PDF, *ZIPPED.values())
MOST = 20  # files of a part, and captions of a file
MOST_CAPTIONS = 1_000_000  # bytes


@transaction.atomic
def add_medium(node: Node, *, file: "File[bytes]", **said: Any) -> Medium:
    """Store it and put it last; `said`: title, language, transcript. The same file twice is refused."""
    current = _current(node)
    stored = store_file(file, allowed=TYPES)
    url = url_at(current.community, "files-file", stored.pk, stored.name)
    made = Medium(url=url, media_type=stored.media_type, size=stored.size, **said)
    if any(one.file == made.file for one in current.media):
        raise Refused(_("This file is here already."))
    _keep(current, [*current.media, made])
    return made


@transaction.atomic
def edit_medium(node: Node, file: UUID, *, seen: datetime | None = None, **said: Any) -> Medium:
    """Title, language and transcript; refused when somebody else has changed the part since `seen`."""
    return _change(node, file, lambda one: one._replace(**said), seen=seen)


@transaction.atomic
def remove_medium(node: Node, file: UUID) -> None:
    """Out of the draft; published versions keep it."""
    current = _current(node)
    _keep(current, [one for one in current.media if one.file != file])


@transaction.atomic
def keep_captions(node: Node, medium: UUID, *, language: str, file: "File[bytes]") -> Medium:
    """In this language, instead of what is there; refused where they are no WebVTT, with the line."""
    content = file.read(MOST_CAPTIONS + 1)
    file.seek(0)
    if len(content) <= MOST_CAPTIONS:
        check_captions(content)
    stored = store_file(file, allowed=(VTT,), limit=MOST_CAPTIONS)
    made = Captions(language, url_at(node.community, "files-file", stored.pk, stored.name))
    return _change(node, medium, lambda one: _captioned(one, [*_but(one, language), made]))


@transaction.atomic
def drop_captions(node: Node, medium: UUID, *, language: str) -> Medium:
    return _change(node, medium, lambda one: _captioned(one, _but(one, language)))


def _but(medium: Medium, language: str) -> list[Captions]:
    return [one for one in medium.captions if one.language != language]


def _captioned(medium: Medium, captions: Iterable[Captions]) -> Medium:
    if medium.kind == "application":
        raise Refused(_("Only what is heard has captions."))
    return medium._replace(captions=tuple(sorted(captions)))


def _change(node: Node, file: UUID, change: Callable[[Medium], Medium], seen: datetime | None = None) -> Medium:
    current = _current(node)
    known = next((one for one in current.media if one.file == file), None)
    if known is None:
        raise Refused(_("This file is no longer here."))
    made = change(known)
    if len(made.captions) > MOST:
        raise Refused(_("Name at most %(most)s.") % {"most": MOST})
    _keep(current, [made if one is known else one for one in current.media], seen=seen)
    return made


def _current(node: Node) -> Node:
    """As it is now; its curriculum is held until the transaction ends."""
    current: Node = locked(node.curriculum).nodes.select_related("curriculum", "community").get(pk=node.pk)
    return current


def _keep(node: Node, media: list[Medium], seen: datetime | None = None) -> None:
    if len(media) > MOST:
        raise Refused(_("A part holds at most %(most)s files.") % {"most": MOST})
    edit_node(node, seen=seen, media=media)

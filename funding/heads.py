"""Heads: the end of a chain, published each time it grows, so that whoever cuts or rewrites it is seen."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from funding.models import BooksHead


def publish_head(community: UUID, *, seq: int, after: int, hash: bytes) -> None:
    at = timezone.now()
    key = key_of(community=community, seq=seq, after=after, hash=hash, at=at)
    BooksHead.objects.create(pk=key, community_id=community, seq=seq, after=after, hash=hash, at=at)


def heads_of(community: UUID) -> QuerySet[BooksHead]:
    return BooksHead.objects.filter(community=community).order_by("seq")


def key_of(*, community: UUID, seq: int, after: int, hash: bytes, at: datetime) -> UUID:
    """A head's id: a version 8 UUID of what is in it."""
    said = f"{community} {seq} {after} {hash.hex()} {at.timestamp():.6f}"
    digest = bytearray(hashlib.sha256(said.encode()).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
    return UUID(bytes=bytes(digest))


def is_whole(head: BooksHead, **instead: Any) -> bool:
    """Whether it says what it said when it was published; with `instead`, whether it would with these values."""
    said = {"community": head.community_id, "seq": head.seq, "after": head.after, "hash": bytes(head.hash)}
    return key_of(**{**said, "at": head.at, **instead}) == head.pk

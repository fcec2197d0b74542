"""Tell people something, from a community's scope; and what a person does with it, in their own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jobs.outbox import enqueue
from notices.kinds import KINDS
from notices.models import Notice
from notices.posting import FRESH, wake
from notices.queries import unread
from tenancy.scope import current_community

BATCH = 2000  # notices written by one statement


@transaction.atomic
def notify(
    people: Iterable[UUID],
    kind: str,
    *,
    key: str,
    path: str,
    params: Mapping[str, Any] | None = None,
    by: UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Tell people of the open scope's community; whoever calls vouches that they are of it.

    `key` names what happened: someone who was told of it is not told again. `by` did it and is not told. `params`
    hold what JSON holds; `path` is the page it is about. What happened (`at`) too long ago is not mailed, and counts as
    read."""
    if kind not in KINDS:
        raise LookupError(f"No kind of notice is called {kind}.")
    here, created_at = current_community(), at or timezone.now()
    read_at = created_at if created_at < timezone.now() - FRESH else None
    same = {"community_id": here, "kind": kind, "key": key, "path": path, "params": dict(params or {})}
    told = (one for one in people if one != by)
    while batch := list(islice(told, BATCH)):
        rows = [Notice(person_id=one, created_at=created_at, read_at=read_at, **same) for one in batch]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)  # nothing is read: the database would refuse to
        if read_at is None:
            wake(batch, KINDS[kind].topic)
    if read_at is None:
        enqueue("notices.hand_out")


@transaction.atomic
def mark_read(notice: Notice) -> Notice:
    if notice.is_unread:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, until: datetime | None = None) -> int:
    """Those that were there at a moment (the page that was looked at), or all; says how many."""
    now = timezone.now()
    return unread().filter(created_at__lte=until or now).update(read_at=now)

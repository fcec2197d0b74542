"""How far long work is: written by the job as it goes, outside its transaction, read by the person who started it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models import Job

_now: ContextVar[UUID | None] = ContextVar("job", default=None)
KEPT = 24 * 3600  # seconds


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Under way")
    FAILED = "failed", _("It did not work this time; it is tried again by itself")
    DONE = "done", _("Done")


@dataclass(frozen=True, kw_only=True)
class Progress:
    person: UUID
    label: str
    then: str  # where the result is
    total: int = 0  # steps; 0 while nobody knows
    done: int = 0
    state: State = State.WAITING

    @property
    def lasts(self) -> bool:
        return self.state != State.DONE

    @property
    def shown(self) -> int | None:
        """The value of its bar; None while nobody knows."""
        if self.lasts:
            return self.done if self.total else None
        return self.total or 1


def start(job_id: UUID, total: int = 0, *, person_id: UUID, label: str = "", then: str = "") -> None:
    """Let this person follow the job; `then` is the address of what it makes."""
    _keep(job_id, Progress(person=person_id, label=label, then=then, total=total))


def advance(job_id: UUID, done: int, *, total: int | None = None) -> None:
    """Say how many steps are done; jobs of many small steps say so every hundred or so."""
    _change(job_id, state=State.RUNNING, done=done, **({} if total is None else {"total": total}))


@contextmanager
def under_way(job_id: UUID) -> Iterator[None]:
    """While this job runs here, tell() is about it."""
    token = _now.set(job_id)
    try:
        yield
    finally:
        _now.reset(token)


def tell(done: int, *, total: int | None = None) -> None:
    """Say how far the job is that runs here now; where none does, or nobody follows it, nothing happens."""
    if job_id := _now.get():
        advance(job_id, done, total=total)


def fail(job_id: UUID) -> None:
    _change(job_id, state=State.FAILED)


def read(job_id: UUID, *, person_id: UUID) -> Progress | None:
    """None when this person started no such job, or a day ago."""
    kept: Progress | None = cache.get(_key(job_id))
    if kept is None or kept.person != person_id:
        return None
    if Job.objects.filter(pk=job_id).exists():
        return kept
    return replace(kept, state=State.DONE, done=kept.total)


def _change(job_id: UUID, **changes: Any) -> None:
    kept: Progress | None = cache.get(_key(job_id))
    if kept:
        _keep(job_id, replace(kept, **changes))


def _keep(job_id: UUID, progress: Progress) -> None:
    cache.set(_key(job_id), progress, KEPT)


def _key(job_id: UUID) -> str:
    return f"job-progress-{job_id}"

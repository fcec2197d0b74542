"""Jobs commit with the change that causes them, and end in the transaction that does their work."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from celery import shared_task
from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from jobs import progress, queue
from jobs.models import Job

log = structlog.get_logger()
TASKS: dict[str, Callable[..., Any]] = {}
LONGEST_PAUSE = timedelta(hours=1)


def job(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register `app.task`. Its arguments come from the outbox; the message to the worker names the row alone."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        TASKS[name] = function
        shared_task(name=name)(_run_by_id)
        return function

    return register


def enqueue(task: str, *args: Any, not_before: datetime | None = None) -> UUID:
    """Have a task run once this transaction has committed; `args` are what JSON holds, and UUIDs."""
    if task not in TASKS:
        raise LookupError(f"No task is called {task}.")
    row = Job.objects.create(task=task, args=args, not_before=not_before)
    if not_before is None:
        transaction.on_commit(lambda: queue.hand_over([(task, row.pk)]) and None)
    return row.pk


def enqueue_many(task: str, many: Iterable[tuple[Any, ...]]) -> None:
    """The same task with each of these arguments, written by one statement."""
    if task not in TASKS:
        raise LookupError(f"No task is called {task}.")
    rows = Job.objects.bulk_create(Job(task=task, args=list(args)) for args in many)
    transaction.on_commit(lambda: queue.hand_over([(task, row.pk) for row in rows]) and None)


def run(job_id: UUID) -> bool:
    """Do a job and take it out of the outbox in one transaction; do nothing if it is done, elsewhere or not yet due."""
    try:
        with transaction.atomic():
            row = waiting().select_for_update(skip_locked=True).filter(pk=job_id).first()
            if row is None:
                return False
            with progress.under_way(job_id):
                TASKS[row.task](*row.args)
            row.delete()
    except Exception as problem:
        log.exception("job_failed", job=str(job_id))
        _note_failure(job_id, problem)
        progress.fail(job_id)
        return False
    return True


def run_waiting(limit: int = 1000) -> int:
    """Do what waits here and now, also what these jobs enqueue; says how many were done."""
    done = 0
    while done < limit and (job_id := waiting().order_by("id").values_list("pk", flat=True).first()) and run(job_id):
        done += 1
    return done


def hand_over_waiting(limit: int = 1000) -> bool:
    """Send the oldest jobs that wait, as many as the queue lacks of `limit`: those lost on their way are among them.

    One sent twice is done once."""
    try:
        room = limit - queue.length()
    except queue.errors():
        room = limit
    idle = waiting().order_by("id").select_for_update(skip_locked=True).values_list("task", "pk")
    with transaction.atomic():
        found = [(task, pk) for task, pk in idle[: max(room, 0)] if task in TASKS]
    return queue.hand_over(found)


def waiting() -> QuerySet[Job]:
    """Jobs whose time has come."""
    return Job.objects.filter(Q(not_before__isnull=True) | Q(not_before__lte=timezone.now()))


def _run_by_id(job_id: str) -> None:
    run(UUID(job_id))


def _note_failure(job_id: UUID, problem: Exception) -> None:
    """It is tried again after 10 s, 20 s, 40 s …"""
    try:
        with transaction.atomic():
            row = Job.objects.select_for_update().filter(pk=job_id).first()
            if row is None:
                return
            pause = min(timedelta(seconds=10 * 2 ** min(row.attempts, 10)), LONGEST_PAUSE)
            first_line = next(iter(f"{type(problem).__name__}: {problem}".splitlines()))
            Job.objects.filter(pk=job_id).update(
                attempts=F("attempts") + 1, problem=first_line[:500], not_before=timezone.now() + pause
            )
    except DatabaseError:
        log.warning("job_failure_not_noted", job=str(job_id))  # it waits as it was

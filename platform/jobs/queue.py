"""The way to Celery's broker: tried quickly, and not again for some seconds after it failed."""

import os
from collections.abc import Iterable
from functools import cache
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from celery import current_app
from kombu.exceptions import LimitExceeded, OperationalError
from kombu.pools import ProducerPool

log = structlog.get_logger()
PATIENCE = 0.15  # seconds for the broker to accept a connection, and again to take a message
PAUSE = 5.0  # seconds for which a broker that failed, or answered, is taken to be as it was
_last: dict[str, Any] = {"looked_at": -PAUSE, "down": False}


def hand_over(jobs: Iterable[tuple[str, UUID]]) -> bool:
    """Send (task, job's id) pairs to the workers. A dead broker is logged, never raised: the tick tries again."""
    if _is_known_to_be_down():
        return False
    try:
        with _producers(os.getpid()).acquire(block=True, timeout=PATIENCE) as producer:
            for task, job_id in jobs:
                current_app.tasks[task].apply_async((str(job_id),), producer=producer, retry=False, queue=_name())
    except errors() as problem:
        log.warning("queue_unreachable", problem=str(problem))
        _note(down=True)
        return False
    _note(down=False)
    return True


def length() -> int:
    """How many messages wait for a worker. Raises what the broker's transport raises."""
    with _producers(os.getpid()).acquire(block=True, timeout=PATIENCE) as producer:
        return int(producer.channel._size(_name()))


def is_down() -> bool:
    """Whether jobs only wait now, as seen at most some seconds ago."""
    if monotonic() - _last["looked_at"] >= PAUSE:
        try:
            length()
            _note(down=False)
        except errors():
            _note(down=True)
    return bool(_last["down"])


def _name() -> str:
    return str(current_app.conf.task_default_queue)


def _is_known_to_be_down() -> bool:
    return bool(_last["down"]) and monotonic() - _last["looked_at"] < PAUSE


def _note(*, down: bool) -> None:
    _last.update(looked_at=monotonic(), down=down)


@cache
def _producers(process: int) -> Any:
    """A pool for each process, as sockets do not survive a fork; its timeouts would be too short for a worker."""
    short = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "max_retries": 0, "interval_start": 0}
    connection = current_app.connection_for_write(transport_options=short)
    return ProducerPool(connections=connection.Pool(limit=64), limit=64)


@cache
def errors() -> tuple[type[Exception], ...]:
    """How a broker that cannot be reached shows."""
    transport = current_app.connection_for_write().transport
    theirs: set[Any] = {*transport.connection_errors, *transport.channel_errors}
    return (OperationalError, LimitExceeded, OSError, *(theirs - {KeyError}))  # which would hide faults of ours

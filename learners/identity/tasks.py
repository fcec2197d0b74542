"""After two were joined, and again later."""

from uuid import UUID

from jobs.outbox import job
from learners.identity import undoing


@job("identity.settle")
def settle(main: UUID, join: UUID) -> None:
    undoing.settle(main, join)

"""What happens on the day by itself."""

from uuid import UUID

from jobs.outbox import job
from learners.moves.turning import turn as turn_now


@job("moves.turn")
def turn(person_id: UUID, move_id: UUID) -> None:
    """Enters each scope that a move is about in turn."""
    turn_now(person_id, move_id)

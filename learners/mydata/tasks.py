"""Work that somebody asked for about their data; each enters one scope."""

from uuid import UUID

from jobs.outbox import job
from learners.mydata.actions import clear_copies, make_copy
from tenancy.scope import as_person


@job("mydata.copy")
def copy(person_id: UUID, pk: UUID) -> None:
    with as_person(person_id):
        make_copy(pk)


@job("mydata.clear")
def clear(person_id: UUID) -> None:
    """Some days after each was asked for."""
    with as_person(person_id):
        clear_copies()

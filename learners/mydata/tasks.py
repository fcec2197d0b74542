"""Work that somebody asked for about their data; each enters one scope."""

from uuid import UUID

from communities.models import Community
from jobs.outbox import job
from learners.mydata import closing
from learners.mydata.actions import clear_copies, make_copy
from learners.mydata.clearing import clear_past
from tenancy.scope import as_person, in_community


@job("mydata.copy")
def copy(person_id: UUID, pk: UUID) -> None:
    with as_person(person_id):
        make_copy(pk)


@job("mydata.clear")
def clear(person_id: UUID) -> None:
    """Some days after each was asked for."""
    with as_person(person_id):
        clear_copies()


@job("mydata.close")
def close(person_id: UUID, pk: UUID) -> None:
    """When the days of grace are over."""
    with as_person(person_id):
        closing.begin(pk)


@job("mydata.erase_next")
def erase_next(person_id: UUID, pk: UUID) -> None:
    """One community a job: what is done stays done, whatever befalls the next."""
    with as_person(person_id):
        closing.erase_next(pk)


@job("mydata.retention")
def retention(community_id: UUID) -> None:
    """Every night, at the community's own two o'clock."""
    with in_community(community_id):
        clear_past(Community.objects.get(pk=community_id))

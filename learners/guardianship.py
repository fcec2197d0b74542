"""The guardian's door to a child's rows: a live guardianship, and every look written down where the child sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import Person
from learners.models import AccessLog, Guardianship, in_force
from learners.queries import children, guardians, own_guardianships
from tenancy.refusal import Refused
from tenancy.scope import as_person
from web.sentences import Wording


class NotGuardian(Refused):
    """No live guardianship joins the two."""


@contextmanager
def as_guardian(child_id: UUID, guardian: Person, *, what: Wording, did: bool = False) -> Iterator[Guardianship]:
    """Open a child's scope for their guardian, who looks at `what`, or `did` what it says.

    Yields the guardian's side of the guardianship."""
    guardianship = live_guardianship(guardian, child_id)
    if guardianship is None:
        raise NotGuardian(_("You are not this person's guardian."))
    with as_person(child_id):
        AccessLog.note(child_id, who=guardian, what=what, did=did)
        yield guardianship


@contextmanager
def looking(child_id: UUID, guardian: Person, *, what: Wording) -> Iterator[Guardianship]:
    """The same for a page: to whom is no guardian, there is nothing (404)."""
    try:
        with as_guardian(child_id, guardian, what=what) as guardianship:
            yield guardianship
    except NotGuardian as stranger:
        raise Http404 from stranger


def children_of(guardian: Person) -> list[Guardianship]:
    """Whom a person looks after now, each once, by name, whatever scope is open."""
    if guardian.young:
        return []
    with as_person(guardian.pk):
        return list(children())


def guardians_of(child_id: UUID) -> set[UUID]:
    """Who looks after somebody now, whatever scope is open: whom the product itself tells what happens to them."""
    with as_person(child_id):
        return {one.other_id for one in guardians()}


class Family(NamedTuple):
    """Whom somebody looks after now, and who looks after them."""

    children: frozenset[UUID] = frozenset()
    guardians: frozenset[UUID] = frozenset()


def family_of(person: Person) -> Family:
    """Both sides in one query, whatever scope is open."""
    with as_person(person.pk):
        rows = list(own_guardianships())
    mine, theirs = (
        frozenset(one.other_id for one in rows if one.side == side)
        for side in (Guardianship.Side.GUARDIAN, Guardianship.Side.CHILD)
    )
    return Family(frozenset() if person.young else mine, theirs)


def live_guardianship(guardian: Person, child_id: UUID) -> Guardianship | None:
    if guardian.young:
        return None
    with as_person(guardian.pk):
        mine = Guardianship.objects.filter(in_force(), side=Guardianship.Side.GUARDIAN)
        return mine.filter(other_id=child_id).first()

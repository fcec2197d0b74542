"""Each side of a guardianship names the other: when one of them is joined, the other's row names who they are now."""

from uuid import UUID

from django.db import IntegrityError, transaction

from learners.models import Guardianship
from tenancy.scope import as_person

Turned = list[tuple[str, str]]  # whose row, and which


def turn_guardianships(old: UUID, new: UUID) -> Turned:
    """Before the rows of `old` go: those of whom they look after, and who looks after them."""
    with as_person(old):
        others = set(Guardianship.objects.values_list("other", flat=True))
    turned: Turned = []
    for person in sorted(others, key=str):
        with as_person(person):
            found = list(Guardianship.objects.filter(other=old).values_list("pk", flat=True))
            turned += [(str(person), str(pk)) for pk in found if _turned(pk, new)]
    return turned


def turn_back(turned: Turned, old: UUID) -> None:
    for person, pk in turned:
        with as_person(UUID(person)):
            _turned(UUID(pk), old)


def _turned(pk: UUID, other: UUID) -> bool:
    """Not where the same two are recorded already."""
    try:
        with transaction.atomic():
            return bool(Guardianship.objects.filter(pk=pk).update(other=other))
    except IntegrityError:
        return False

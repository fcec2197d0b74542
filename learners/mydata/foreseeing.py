"""What would go if somebody closed their account, and where it lies."""

from typing import Any, NamedTuple
from uuid import UUID

from accounts.models import Person
from learners.identity.forgetting import aliases_of
from learners.mydata.erasing import KEPT, tenant_parts
from learners.mydata.parts import Part, own_parts
from tenancy.scope import as_person, current_person


class Foreseen(NamedTuple):
    """How many entries of a part there are; `why` some stay, without the name."""

    label: str
    entries: int
    why: Any


def foresee() -> list[Foreseen]:
    """In the person's scope: what would go, and what would stay without a name; the most first."""
    told = [
        Foreseen(part.label, part.model.objects.filter(**{part.column: current_person()}).count(), _why(part))
        for part in own_parts()
    ]
    return sorted((one for one in told if one.entries), key=lambda one: -one.entries)


def places_of(person: Person) -> list[str]:
    """Every community that has a row of theirs, under whatever name."""
    found = set(communities_of())
    for alias in aliases_of(person):
        with as_person(alias.pk):
            found |= set(communities_of())
    return sorted(map(str, found))


def communities_of() -> list[UUID]:
    """In the person's scope: every community that has a row of theirs, in one order."""
    found: set[UUID] = set()
    for part in tenant_parts():
        mine = part.model.objects.filter(**{part.column: current_person()})
        found |= set(mine.order_by().values_list("community", flat=True).distinct())
    return sorted(found)


def _why(part: Part) -> Any:
    kept = KEPT.get(part.model._meta.label)
    return kept.why if kept else ""

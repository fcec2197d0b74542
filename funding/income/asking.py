"""For whom somebody may ask to pay less, and where a look at it is written down."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy

from accounts.models import Person
from funding.income.models import HardshipRequest
from learners.guardianship import NotGuardian, as_guardian
from learners.models import AccessLog


def who_is_asked_for(access: Any, person: UUID) -> Person:
    """Oneself, or a child one looks after: the child reads of it as a look at their fees, and no more."""
    asker: Person = access.person
    if asker.young:
        raise PermissionDenied
    if person == asker.pk:
        return asker
    try:
        with as_guardian(person, asker, what=gettext_lazy("Your fees")):
            pass
    except NotGuardian as stranger:
        raise Http404 from stranger
    return Person.objects.get(pk=person)


def note_look(access: Any, *asked: HardshipRequest, did: bool = False) -> None:
    """Where those who asked find it, and nobody else."""
    what = gettext_lazy("Decided on your request about fees") if did else gettext_lazy("Your request about fees")
    AccessLog.note_here(
        [one.asker_id for one in asked], who=access.person, what=what, did=did, name=str(access.membership)
    )

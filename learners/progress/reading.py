"""The door to an enrolment from its community: its learner, a guardian of theirs, or who sees the enrolments there."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from communities.access import Access
from curriculum.models import Version
from learners.guardianship import NotGuardian, as_guardian
from learners.models import Enrolment, OfferingCard, OfferingTeacher
from web.sentences import Sentence


class Reader(StrEnum):
    LEARNER = "learner"
    GUARDIAN = "guardian"
    TEACHER = "teacher"


def let_in(access: Access, enrolment: Enrolment, *, key: UUID, to_hand_in: bool = False) -> Reader:
    """As whom somebody reads an activity and the work of a learner with a place; a guardian's look is written down.

    A stranger is told that there is nothing, a member that it is not for them. Only the learner hands in: a form that
    others sent would come back with what they may read, and with it their look would be taken back."""
    if access.person and enrolment.is_live and access.person.pk == enrolment.person_id:
        return Reader.LEARNER
    if access.person and enrolment.is_live and not to_hand_in:
        if access.can("learners.see_enrolments"):
            return Reader.TEACHER
        try:
            with as_guardian(enrolment.person_id, access.person, what=_work(enrolment.card, key)):
                return Reader.GUARDIAN
        except NotGuardian:
            pass
    raise PermissionDenied if access.membership else Http404


def _work(card: OfferingCard, key: UUID) -> Sentence:
    return Sentence(_("Your work: %(title)s, %(activity)s"), title=card.title, activity=card.title_of(key) or "")


def teaches(access: Any, offering: Any) -> bool:
    """Whether they are a teacher of this offering, or an administrator, and may see who learns in it."""
    if not access.can("learners.see_enrolments"):
        return False
    if access.has_role("administrator"):
        return True
    return OfferingTeacher.objects.filter(offering=offering, membership=access.membership).exists()


def learns_from(access: Access, version: Version) -> bool:
    """Whether somebody, member or not, has a place in an offering of this version."""
    live = (Enrolment.State.ENROLLED, Enrolment.State.COMPLETED)
    return bool(
        access.person
        and Enrolment.objects.filter(person=access.person, offering__version=version, state__in=live).exists()
    )

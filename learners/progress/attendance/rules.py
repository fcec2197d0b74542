"""What a teacher of the offering, its learner or a guardian may do."""

from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from learners.guardianship import NotGuardian, as_guardian
from learners.models import Enrolment, Offering
from learners.progress.reading import teaches
from web.sentences import Wording


class Reader(StrEnum):
    LEARNER = "learner"
    TEACHER = "teacher"
    GUARDIAN = "guardian"


def refuse_who_does_not_teach(access: Any, offering: Offering) -> None:
    """Everyone but its teachers and the administrators."""
    if not teaches(access, offering):
        raise PermissionDenied


def reader_of(access: Any, enrolment: Enrolment, *, what: Wording) -> Reader:
    """As what somebody reads a learner's attendance; a guardian's look is written down."""
    person = access.person
    if person.pk == enrolment.person_id:
        return Reader.LEARNER
    if teaches(access, enrolment.offering_id):
        return Reader.TEACHER
    try:
        with as_guardian(enrolment.person_id, person, what=what):
            return Reader.GUARDIAN
    except NotGuardian as stranger:
        raise PermissionDenied if access.membership else Http404() from stranger

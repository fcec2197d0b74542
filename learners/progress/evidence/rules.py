"""Who reads a learner's evidence, and as what they assess it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from learners.guardianship import NotGuardian, as_guardian
from learners.models import AccessLog, Enrolment
from learners.progress.evidence.models import Assessment, Evidence, PeerAsk
from learners.progress.reading import teaches
from web.sentences import Sentence

ALSO_READ_FILES: list[Callable[[Any, Evidence], bool]] = []  # rooms above: whether somebody reads a piece and its file


class Reader(StrEnum):
    LEARNER = "learner"
    TEACHER = "teacher"
    PEER = "peer"
    GUARDIAN = "guardian"


AS = {
    Reader.LEARNER: Assessment.Role.SELF,
    Reader.PEER: Assessment.Role.PEER,
    Reader.TEACHER: Assessment.Role.TEACHER,
}


def reader_of(access: Any, enrolment: Enrolment, evidence: Evidence | None = None) -> Reader:
    """As what somebody reads a learner's evidence, or one piece; a guardian's or a peer's look is written down.

    A stranger is told that there is nothing, a member that it is not for them."""
    person = access.person
    if person.pk == enrolment.person_id:
        return Reader.LEARNER
    if teaches(access, enrolment.offering_id):
        return Reader.TEACHER
    if evidence and PeerAsk.objects.filter(evidence=evidence, person=person).exists():
        name = str(access.membership or person)
        AccessLog.note_here([enrolment.person_id], who=person, what=_piece(evidence), name=name)
        return Reader.PEER
    try:
        with as_guardian(enrolment.person_id, person, what=_piece(evidence) if evidence else _("Your evidence")):
            return Reader.GUARDIAN
    except NotGuardian as stranger:
        raise PermissionDenied if access.membership else Http404() from stranger


def _piece(evidence: Evidence) -> Sentence:
    return Sentence(_("Your evidence: %(title)s"), title=evidence.title)


def may_assess(access: Any, reader: Reader) -> bool:
    """Everyone who reads it but guardians; of teachers those who may mark."""
    return reader in (Reader.LEARNER, Reader.PEER) or (reader == Reader.TEACHER and access.can("progress.mark"))

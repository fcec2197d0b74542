"""Files that show what was made."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum.assessments.actions.taking import locked
from curriculum.assessments.models import Attempt, Evidence
from curriculum.questions import Malformed
from files.actions import store_file
from files.models import StoredFile
from tenancy.refusal import Refused, refusing

MOST = 10  # of one question


@transaction.atomic
def add_evidence(attempt: Attempt, *, key: UUID, file: Any) -> Evidence:
    """Store an upload for the attempt's person and for who marks it."""
    attempt = _open(attempt)
    if key not in [one.key for one in attempt.questions if one.type == "project"]:
        raise Malformed(str(key), _("Evidence belongs to a project."))
    if attempt.evidence.filter(question_key=key).count() >= MOST:
        raise Refused(_("A project has at most %(most)s files.") % {"most": MOST})
    stored = store_file(file, audience=StoredFile.Audience.PRIVATE)
    with refusing({"one_evidence_a_file": _("This file is here already.")}):
        made: Evidence = Evidence.objects.create(
            attempt=attempt, person_id=attempt.person_id, question_key=key, file=stored, title=stored.name[:150]
        )
    return made


@transaction.atomic
def remove_evidence(evidence: Evidence) -> None:
    _open(evidence.attempt)
    evidence.delete()


def _open(attempt: Attempt) -> Attempt:
    attempt = locked(attempt)
    if not attempt.is_open:
        raise Refused(_("This attempt is handed in already."))
    return attempt

"""Where a learner sees who read what they share with a community."""

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from communities.access import MemberHere
from learners.consents.models import SharedRecord
from learners.consents.terms import purpose_label
from learners.models import AccessLog
from web.sentences import Sentence


def note_reading(records: Iterable[SharedRecord], *, by: MemberHere) -> None:
    """In the community's scope: each learner finds it among the looks, purpose by purpose."""
    note_reading_of([(one.learner_id, one.purpose) for one in records], by=by)


def note_reading_of(read: Iterable[tuple[UUID, str]], *, by: MemberHere) -> None:
    """The same by learner and purpose."""
    for purpose, of in groupby(sorted(read, key=lambda one: one[1]), key=lambda one: one[1]):
        what = Sentence(_("What you share: %(purpose)s"), purpose=purpose_label(purpose))
        AccessLog.note_here([learner for learner, _purpose in of], who=by.person, what=what, name=str(by.membership))

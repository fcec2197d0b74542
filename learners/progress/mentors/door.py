"""The mentor's door to a learner's plan: both agreed, a consent holds, and the learner sees each look."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.access import MemberHere
from learners.models import AccessLog
from learners.progress.mentors.models import Mentoring
from learners.progress.mentors.queries import mentorings_of
from tenancy.refusal import Refused
from tenancy.scope import as_person

MENTOR = AccessLog.Role.MENTOR


@contextmanager
def as_mentor(access: MemberHere, pk: UUID) -> Iterator[Mentoring]:
    """Open the scope of a learner whom the reader mentors here; to anybody else, and by a class code,
    there is nothing (404).

    Raises Refused while the learner's consent does not hold."""
    if access.person.young:
        raise Http404
    mentoring: Mentoring = get_object_or_404(
        mentorings_of(access.membership).select_related("community"), pk=pk, state=Mentoring.State.ON
    )
    if not getattr(mentoring, "is_open", False):
        raise Refused(_("Their plan is closed to you: the consent waits for somebody’s word, has ended or ran out."))
    with as_person(mentoring.learner_id):
        place = mentoring.community
        AccessLog.note(
            mentoring.learner_id, who=access.person, what=gettext_lazy("Your plan"), role=MENTOR, community=place
        )
        yield mentoring

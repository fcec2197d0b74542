"""What a learner has shown elsewhere, for those who teach them here, while the learner agrees."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from learners.models import Enrolment
from learners.progress.mastery.sharing import look_at
from learners.progress.reading import teaches


@require_GET
@needs("consents.see_shared")
def of_learner(request: MemberRequest, pk: UUID) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
    if not teaches(request.access, enrolment.offering_id):
        raise PermissionDenied
    rows = look_at(enrolment.person_id, by=request.access.person)
    return render(request, "mastery/shared.html", {"enrolment": enrolment, "rows": rows})

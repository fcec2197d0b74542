"""A place offered to who waits."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.access import PersonRequest, open_to
from learners.admissions.actions import accept_offer
from learners.guardianship import NotGuardian
from learners.models import Enrolment
from learners.times.own import Clashing
from tenancy.refusal import Refused
from web.links import redirect_here


@require_POST
@open_to("people")
def accept(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One's own, or one's child's."""
    found, person = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk), request.access.person
    try:
        accept_offer(found, by=person, knowingly="knowingly" in request.POST)
    except NotGuardian as stranger:
        raise Http404 from stranger
    except Clashing as clash:
        context = {"enrolment": found, "offering": found.offering, "clash": str(clash)}
        return render(request, "admissions/clashing.html", context, status=422)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_here(request, "learners-offering", found.offering_id)
    messages.success(request, _("The place is taken: %(title)s") % {"title": found.offering.title})
    if found.person_id == person.pk:
        return redirect("progress-learning", pk)
    return redirect("progress-child-learning", found.person_id, found.offering_id)

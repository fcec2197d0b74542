"""Pages for families, as a community's teachers print them: of one learner, or of a whole group."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import override
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from learners.models import Enrolment, Offering
from learners.progress.family.forms import PageForm
from learners.progress.family.queries import group_pages, page_here
from learners.progress.reading import teaches


@require_GET
@needs("learners.see_enrolments")
def group(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Everyone who learns in an offering, a sheet each."""
    offering = get_object_or_404(Offering, pk=pk)
    if not teaches(request.access, offering):
        raise PermissionDenied
    form = _form(request)
    with override(form.spoken):
        pages = group_pages(offering, language=form.spoken)
        return render(request, "family/group.html", {"pages": pages, "form": form, "offering": offering})


@require_GET
@needs("learners.see_enrolments")
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Of one learner, in what the reader teaches them."""
    enrolment = get_object_or_404(Enrolment, pk=pk)
    if not teaches(request.access, enrolment.offering_id):
        raise PermissionDenied
    form = _form(request)
    with override(form.spoken):
        page = page_here(enrolment, request.access, language=form.spoken)
        return render(request, "family/here.html", {"page": page, "form": form, "enrolment": enrolment})


def _form(request: MemberRequest) -> PageForm:
    """In the community's first language, unless another is chosen: which one a family reads, it knows itself."""
    spoken = request.access.community.languages
    return PageForm(request.GET, first=spoken[0] if spoken else "")

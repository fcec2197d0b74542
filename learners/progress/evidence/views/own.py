"""A learner's own evidence, in every community, and a guardian's look at it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest
from learners.guardianship import looking
from learners.progress.evidence.queries import asked_of_me, own_evidence
from learners.queries import own_enrolments
from web.paging import page_of


@require_GET
def own_list(request: MemberRequest) -> HttpResponse:
    enrolments = own_enrolments().filter(state="enrolled")
    context = {"page": page_of(request, own_evidence(), 30), "asks": list(asked_of_me()), "enrolments": enrolments}
    return render(request, "evidence/own.html", context)


@require_GET
def own_piece(request: MemberRequest, pk: UUID) -> HttpResponse:
    return render(request, "evidence/own_piece.html", {"evidence": get_object_or_404(own_evidence(), pk=pk)})


@require_GET
def child_list(request: MemberRequest, child: UUID) -> HttpResponse:
    with looking(child, request.access.person, what=_("Your evidence")) as guardianship:
        page = page_of(request, own_evidence(), 30)
        enrolments = list(own_enrolments().filter(state="enrolled"))
    return render(request, "evidence/own.html", {"page": page, "child": guardianship, "enrolments": enrolments})


@require_GET
def child_piece(request: MemberRequest, child: UUID, pk: UUID) -> HttpResponse:
    with looking(child, request.access.person, what=_("Your evidence")) as guardianship:
        found = get_object_or_404(own_evidence(), pk=pk)
    return render(request, "evidence/own_piece.html", {"evidence": found, "child": guardianship})

"""One piece of evidence with its history; assessing it, asking others about it, and what waits for a teacher."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from curriculum.assessments.models import Rubric
from curriculum.assessments.queries import rubrics
from curriculum.registry import panels_of
from learners.progress.evidence.actions import ask_peer, assess
from learners.progress.evidence.forms import AssessForm, PeerForm
from learners.progress.evidence.models import Assessment, Evidence
from learners.progress.evidence.queries import asked_for, peers_of, taught_by, to_assess
from learners.progress.evidence.rules import AS, Reader, may_assess, reader_of
from learners.progress.evidence.views.pieces import piece_of
from learners.registry import RECORD_PAGE
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("progress.mark")
def waiting(request: MemberRequest) -> HttpResponse:
    """Of what one teaches."""
    page = page_of(request, to_assess(request.access.membership), 30)
    return render(request, "evidence/waiting.html", {"page": page})


@require_GET
@open_to("people")
def piece(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = piece_of(pk)
    return _shown(request, found, reader_of(request.access, found.enrolment, found))


@require_POST
@open_to("people")
def assess_piece(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = piece_of(pk)
    reader = reader_of(request.access, found.enrolment, found)
    if not may_assess(request.access, reader):
        raise PermissionDenied
    form = _form(request, found, request.POST)
    if form.is_valid():
        try:
            assess(found, by=request.access.person, role=AS[reader], **form.said())
            messages.success(request, _("Assessed: “%(title)s”.") % {"title": found.title})
            return redirect_here(request, "evidence-piece", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _shown(request, found, reader, form)


@require_POST
@open_to("people")
def ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    """By the learner or a teacher."""
    found = piece_of(pk)
    reader = reader_of(request.access, found.enrolment, found)
    if reader not in (Reader.LEARNER, Reader.TEACHER):
        raise PermissionDenied
    form = PeerForm(request.POST, peers=peers_of(found.enrolment, found))
    if form.is_valid():
        try:
            made = ask_peer(found, peer=form.cleaned_data["peer"], by=request.access.person)
            messages.success(request, _("%(name)s is asked.") % {"name": made.display_name})
            return redirect_here(request, "evidence-piece", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _shown(request, found, reader, peers=form)


def _form(request: PersonRequest, found: Evidence, data: Any = None) -> AssessForm:
    """By the rubric that the address names, if one is there."""
    asked, rubric = request.GET.get("rubric", ""), None
    if asked:
        rubric = next((one for one in rubrics() if str(one.pk) == asked), None)
    offered = taught_by(found.enrolment.card)
    scale = request.access.community.mastery_scale
    return AssessForm(data, scale=scale, offered=offered, shown=found.competencies, rubric=rubric)


def _shown(
    request: PersonRequest, found: Evidence, reader: Reader, form: AssessForm | None = None, peers: Any = None
) -> HttpResponse:
    """A peer sees what they said themself, and nothing of what others did."""
    said = Assessment.objects.filter(evidence=found).order_by("at", "pk")
    if reader == Reader.PEER:
        said = said.filter(by=request.access.person)
    may_ask = reader in (Reader.LEARNER, Reader.TEACHER)
    context = {
        "evidence": found, "reader": reader, "assessments": list(said),
        "form": (form or _form(request, found)) if may_assess(request.access, reader) else None,
        "rubrics": _rubrics(reader), "rubric": request.GET.get("rubric", ""),
        "asked": list(asked_for(found)) if may_ask else [],
        "peers": (peers or PeerForm(peers=peers_of(found.enrolment, found))) if may_ask else None,
    }  # fmt: skip
    context["panels"] = panels_of(RECORD_PAGE, request, found) if reader != Reader.PEER else []
    context["may_remove"] = found.by_id == request.access.person.pk and not context["assessments"]
    return render(request, "evidence/piece.html", context, status=422 if form or peers else 200)


def _rubrics(reader: Reader) -> list[Rubric]:
    """Teachers and peers may go by one; so may the learner."""
    return [] if reader == Reader.GUARDIAN else list(rubrics().only("title"))

"""A learner's evidence in one offering: the list, adding to it, one piece with what was made of it, its file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import PersonRequest, open_to
from files.answers import file_answer
from learners.guardianship import as_guardian
from learners.models import Enrolment
from learners.progress.evidence.actions import add_evidence, remove_evidence
from learners.progress.evidence.forms import EvidenceForm
from learners.progress.evidence.models import ICONS, Evidence, Kind
from learners.progress.evidence.queries import evidence_of, marked_attempts
from learners.progress.evidence.rules import ALSO_READ_FILES, Reader, reader_of
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of
from web.sentences import Sentence

BY_LEARNER = (Kind.PHOTO, Kind.AUDIO, Kind.TEXT, Kind.FILE, Kind.LINK, Kind.QUIZ)
BY_OTHERS = (Kind.OBSERVATION, Kind.PHOTO, Kind.AUDIO, Kind.FILE, Kind.LINK)


@require_GET
@open_to("people")
def pieces(request: PersonRequest, pk: UUID) -> HttpResponse:
    enrolment = _enrolment(pk)
    reader = reader_of(request.access, enrolment)
    page = page_of(request, evidence_of(enrolment), 30)
    return render(request, "evidence/list.html", {"enrolment": enrolment, "reader": reader, "page": page})


@require_http_methods(["GET", "POST"])
@open_to("people")
def new(request: PersonRequest, pk: UUID) -> HttpResponse:
    """First what it is (`?kind`), then the little that is asked of it; `?activity`: what it belongs to."""
    enrolment = _enrolment(pk)
    reader = reader_of(request.access, enrolment)
    kinds, kind = BY_LEARNER if reader == Reader.LEARNER else BY_OTHERS, request.GET.get("kind", "")
    asked = {"enrolment": enrolment, "reader": reader, "activity": request.GET.get("activity", "")}
    if kind not in kinds:
        told = [(one.value, one.label, ICONS[one]) for one in kinds]
        return render(request, "evidence/kinds.html", {**asked, "kinds": told})
    form = EvidenceForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), kind=kind, card=enrolment.card,
        attempts=marked_attempts(enrolment.person_id), initial={"activity_key": asked["activity"]},
    )  # fmt: skip
    if form.is_valid():
        try:
            made = _add(request, enrolment, reader, form)
            messages.success(request, _("Added: “%(title)s”.") % {"title": made.title})
            return redirect_here(request, "evidence-piece", made.pk)
        except Refused as refusal:
            form.add_error("file" if "file" in form.fields else None, str(refusal))
    shown = {**asked, "form": form, "kind": Kind(kind)}
    return render(request, "evidence/new.html", shown, status=422 if form.is_bound else 200)


@require_GET
@open_to("people")
def file(request: PersonRequest, pk: UUID, name: str) -> HttpResponseBase:
    found = piece_of(pk)
    if not any(may(request.access, found) for may in ALSO_READ_FILES):
        reader_of(request.access, found.enrolment, found)
    if found.file is None or found.file_name != name:
        raise Http404
    return file_answer(request, found.file)


@require_POST
@open_to("people")
def delete(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = piece_of(pk)
    if reader_of(request.access, found.enrolment, found) == Reader.PEER:
        raise PermissionDenied
    try:
        remove_evidence(found, by=request.access.person)
        messages.success(request, _("Taken away: “%(title)s”.") % {"title": found.title})
        return redirect_here(request, "evidence-list", found.enrolment_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "evidence-piece", pk)


def piece_of(pk: UUID) -> Evidence:
    """In the community's scope, with where it belongs."""
    rows = Evidence.objects.select_related("enrolment__card__community", "enrolment__offering", "file", "attempt")
    found: Evidence = get_object_or_404(rows.defer("attempt__questions"), pk=pk)
    return found


def _enrolment(pk: UUID) -> Enrolment:
    found: Enrolment = get_object_or_404(Enrolment.objects.select_related("card", "offering"), pk=pk)
    return found


def _add(request: PersonRequest, enrolment: Enrolment, reader: Reader, form: EvidenceForm) -> Evidence:
    """What a guardian adds, the child sees among the looks as well."""
    said: dict[str, Any] = form.said()
    if reader == Reader.GUARDIAN:
        what = Sentence(gettext_lazy("Added evidence for you: %(title)s"), title=said["title"])
        with as_guardian(enrolment.person_id, request.access.person, what=what, did=True):
            pass
    return add_evidence(enrolment, by=request.access.person, role=reader.value, **said)

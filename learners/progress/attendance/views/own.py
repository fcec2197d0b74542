"""A learner's own attendance in every community, a guardian's look at it, and absences said before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, PersonRequest, open_to
from learners.forms import posted
from learners.guardianship import as_guardian, looking
from learners.models import Enrolment
from learners.progress.attendance.actions import announce_absence, take_back
from learners.progress.attendance.forms import AbsenceForm
from learners.progress.attendance.models import Announcement
from learners.progress.attendance.patterns import pattern_of
from learners.progress.attendance.queries import by_enrolment, own_announcements, own_presences
from learners.progress.attendance.rules import Reader, reader_of
from learners.queries import own_enrolments
from tenancy.refusal import Refused
from web.sentences import Sentence

LATEST = 300  # presences over all that is learnt


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    return render(request, "attendance/own.html", own_context())


@require_GET
def of_child(request: MemberRequest, child: UUID) -> HttpResponse:
    with looking(child, request.access.person, what=gettext_lazy("Your attendance")) as guardianship:
        context = own_context()
    return render(request, "attendance/own.html", {**context, "child": guardianship})


@require_http_methods(["GET", "POST"])
@open_to("people")
def announce(request: PersonRequest, pk: UUID) -> HttpResponse:
    """By the learner, or a guardian of theirs."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("card__community", "offering"), pk=pk)
    reader = _told_by(request, enrolment)
    form = AbsenceForm(posted(request), initial={"since": timezone.localdate()})
    if form.is_valid():
        try:
            if reader == Reader.GUARDIAN:
                what = Sentence(gettext_lazy("Announced an absence for you: %(title)s"), title=enrolment.card.title)
                with as_guardian(enrolment.person_id, request.access.person, what=what, did=True):
                    pass
            announce_absence(enrolment, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("Your teachers know."))
            return _back(reader, enrolment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"enrolment": enrolment, "reader": reader, "form": form}
    return render(request, "attendance/announce.html", context, status=422 if form.is_bound else 200)


@require_POST
@open_to("people")
def unannounce(request: PersonRequest, pk: UUID, one: UUID) -> HttpResponse:
    enrolment = get_object_or_404(Enrolment.objects.select_related("card"), pk=pk)
    reader = _told_by(request, enrolment)
    found = get_object_or_404(Announcement, enrolment=enrolment, pk=one)
    try:
        take_back(found)
        messages.success(request, _("Taken back."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(reader, enrolment)


def own_context() -> dict[str, Any]:
    """In a learner's scope: what each offering's sessions tell, and the sessions; four queries."""
    found = by_enrolment(own_presences()[:LATEST])
    rows = [(one, pattern_of(found[one.pk]), found[one.pk]) for one in own_enrolments() if one.pk in found]
    now = own_enrolments().filter(state=Enrolment.State.ENROLLED)
    announced = own_announcements(today=timezone.localdate())
    return {"rows": rows, "announcements": list(announced), "enrolments": list(now)}


def _told_by(request: PersonRequest, enrolment: Enrolment) -> Reader:
    reader = reader_of(request.access, enrolment, what=gettext_lazy("Your attendance"))
    if reader == Reader.TEACHER:
        raise PermissionDenied
    return reader


def _back(reader: Reader, enrolment: Enrolment) -> HttpResponse:
    if reader == Reader.GUARDIAN:
        return redirect("attendance-child", enrolment.person_id)
    return redirect("attendance-own")

"""Pause and return, stay after a trial, and take part otherwise."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from learners.actions import CHANGES, change_child, change_kind
from learners.forms import KindForm
from learners.guardianship import NotGuardian
from learners.models import Enrolment
from learners.rules import may_end_enrolment
from tenancy.refusal import Refused
from web.links import redirect_here


@require_POST
@open_to("people")
def change(request: PersonRequest, pk: UUID, to: str) -> HttpResponse:
    """Pause, return, or stay after a trial: by the learner, a guardian, or who sees the enrolments."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
    person, own = request.access.person, enrolment.person_id == request.access.person.pk
    try:
        if may_end_enrolment(enrolment, request.access):
            changed = CHANGES[to](enrolment, by=person)
        else:
            changed = change_child(enrolment, to=to, guardian=person)
    except NotGuardian as refusal:
        raise (PermissionDenied if request.access.membership else Http404) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _told(changed, to))
    if own:
        return redirect("progress-learning", pk)
    if request.access.can("learners.see_enrolments"):
        return redirect_here(request, "progress-enrolment", pk)
    return redirect("progress-child-learning", enrolment.person_id, enrolment.offering_id)


def _told(changed: Enrolment, to: str) -> str:
    if to == "pause":
        return _("Paused. What was done stays in the record.")
    if changed.place:
        return _("No place is free now. The first that is free is kept for the return.")
    return _("Welcome back.") if to == "return" else _("The trial is over, the place stays.")


@require_POST
@needs("learners.see_enrolments")
def kind(request: MemberRequest, pk: UUID) -> HttpResponse:
    """How a learner takes part, changed by a teacher."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
    form = KindForm(request.POST)
    if form.is_valid():
        try:
            changed = change_kind(enrolment, by=request.access.person, **form.cleaned_data)
            told = {"name": changed.display_name, "kind": changed.get_kind_display()}
            messages.success(request, _("%(name)s: %(kind)s.") % told)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect_here(request, "progress-enrolment", pk)

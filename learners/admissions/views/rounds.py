"""Applying for a place, and what those who admit do."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from communities.calendar import start_of
from learners.actions.children import for_child
from learners.admissions.actions import apply, confirm_groups, open_round, withdraw_application
from learners.admissions.forms import ApplicationForm, GroupsForm, RoundForm
from learners.admissions.models import Application, Round
from learners.admissions.queries import round_of, standing
from learners.equity import asked_here
from learners.guardianship import NotGuardian
from learners.models import Offering
from learners.rules import homes_of
from learners.views.offerings import offering_for, show_offering
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of
from web.sentences import Sentence


@require_POST
@needs("learners.manage_offerings")
def open_applications(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering, form = get_object_or_404(Offering, pk=pk), RoundForm(request.POST)
    if form.is_valid():
        ends = start_of(request.access.community, form.cleaned_data["last_day"] + timedelta(days=1))
        try:
            open_round(offering, closes_at=ends, by=request.access.person)
            messages.success(request, _("Applications are open."))
            return redirect_here(request, "learners-offering", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return show_offering(request, offering_for(request, pk), form)


@require_POST
@open_to("people")
def apply_here(request: PersonRequest, pk: UUID) -> HttpResponse:
    offering, round_ = _round(request, pk)
    homes = homes_of(request.access.memberships, offering.community_id)
    form = ApplicationForm(request.POST, homes=homes, asks=asked_here(), round=round_)
    if form.is_valid():
        home = form.membership()
        who: dict[str, Any] = {"home": home.community, "display_name": home.display_name} if home else {}
        try:
            apply(round_, person=request.access.person, by=request.access.person, **who, **form.about())
            messages.success(request, _("You have applied."))
            return redirect_here(request, "learners-offering", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return show_offering(request, offering, form)


@require_POST
@open_to("people")
def apply_for_child(request: PersonRequest, pk: UUID, child: UUID) -> HttpResponse:
    """By a guardian; the child sees it."""
    offering, round_ = _round(request, pk)
    form = ApplicationForm(request.POST, asks=asked_here(), round=round_)
    if form.is_valid():
        what = Sentence(gettext_lazy("Applied for you: %(title)s"), title=offering.title)
        try:
            who = for_child(child, request.access.person, offering, what=what)
            apply(round_, by=request.access.person, **who, **form.about())
            messages.success(request, _("You have applied."))
            return redirect_here(request, "learners-offering", pk)
        except NotGuardian as stranger:
            raise Http404 from stranger
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return show_offering(request, offering, form)


@require_POST
@open_to("people")
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One's own, or one's child's."""
    found = get_object_or_404(Application.objects.select_related("round__offering"), pk=pk)
    try:
        withdraw_application(found, by=request.access.person)
        messages.success(request, _("The application is withdrawn."))
    except NotGuardian as stranger:
        raise Http404 from stranger
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "learners-offering", found.round.offering_id)


@require_GET
@needs("learners.see_enrolments")
def applications(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering = get_object_or_404(Offering, pk=pk)
    round_ = get_object_or_404(Round, offering=offering)
    page = page_of(request, standing(round_), 50)
    rows = [(one, GroupsForm(application=one)) for one in page]
    context = {"offering": offering, "round": round_, "page": page, "rows": rows}
    return render(request, "admissions/applications.html", context)


@require_POST
@needs("learners.see_enrolments")
def confirm(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Application.objects.select_related("round__offering"), pk=pk)
    form = GroupsForm(request.POST, application=found)
    if form.is_valid():
        try:
            confirm_groups(found, groups=form.cleaned_data["groups"])
            messages.success(request, _("Noted for %(name)s.") % {"name": found.display_name})
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect_here(request, "admissions-applications", found.round.offering_id)


def _round(request: Any, pk: UUID) -> tuple[Offering, Round]:
    offering = offering_for(request, pk)
    found = round_of(offering)
    if found is None:
        raise Http404
    return offering, found

"""Enrol and leave, and what teachers see of who is there."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from learners.actions import complete_enrolment, enrol, enrol_child, withdraw, withdraw_child
from learners.equity import asked_here
from learners.forms import AddLearnerForm, EnrolForm, OutcomeForm, posted
from learners.guardianship import NotGuardian
from learners.models import Enrolment, Offering
from learners.queries import enrolled_in, waiting_for
from learners.rules import homes_of, may_end_enrolment
from learners.views.offerings import offering_for, show_offering
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_POST
@open_to("people")
def enrol_here(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A stranger enrols without becoming a member; from then on the offering is on their own page."""
    offering = offering_for(request, pk)
    homes = homes_of(request.access.memberships, offering.community_id)
    form = EnrolForm(request.POST, homes=homes, asks=asked_here(), held=offering.held)
    if form.is_valid():
        home = form.membership()
        try:
            enrolment = enrol(
                offering,
                person=request.access.person,
                home=home.community if home else None,
                display_name=home.display_name if home else "",
                attributes=form.answers(),
                kind=form.cleaned_data["kind"],
                by=request.access.person,
                knowingly=form.cleaned_data["knowingly"],
                waits=form.cleaned_data["waits"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("You are on the waiting list.") if enrolment.place else _("You are enrolled. Start when you like.")
            messages.success(request, told)
            return redirect("progress-learning", enrolment.pk)
    return show_offering(request, offering, form)


@require_POST
@open_to("people")
def enrol_my_child(request: PersonRequest, pk: UUID, child: UUID) -> HttpResponse:
    """A guardian enrols a child, who sees that they did."""
    guardian, offering = request.access.person, offering_for(request, pk)
    assert guardian
    form = EnrolForm(request.POST, asks=asked_here(), held=offering.held)
    if form.is_valid():
        try:
            enrol_child(
                offering, child_id=child, guardian=guardian, attributes=form.answers(),
                kind=form.cleaned_data["kind"], knowingly=form.cleaned_data["knowingly"],
                waits=form.cleaned_data["waits"],
            )  # fmt: skip
        except NotGuardian as stranger:
            raise Http404 from stranger
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("progress-child-learning", child, pk)
    return show_offering(request, offering, form)


@require_http_methods(["GET", "POST"])
@needs("learners.see_enrolments")
def learners(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Who is enrolled and who waits; a teacher adds someone of the community."""
    offering = get_object_or_404(Offering, pk=pk)
    form = AddLearnerForm(posted(request), offering=offering)
    if form.is_valid():
        try:
            _add(request, offering, form)
            return redirect_here(request, "learners-learners", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    page = page_of(request, enrolled_in(offering))
    context = {"offering": offering, "page": page, "waiting": waiting_for(offering)[:50], "form": form}
    return render(request, "learners/learners.html", context, status=422 if form.is_bound else 200)


def _add(request: MemberRequest, offering: Offering, form: AddLearnerForm) -> None:
    member = form.cleaned_data["member"]
    enrolment = enrol(
        offering,
        person=member.person,
        home=request.access.community,
        display_name=member.display_name,
        by=request.access.person,
    )
    told = _("%(name)s waits for a place.") if enrolment.place else _("%(name)s is enrolled.")
    messages.success(request, told % {"name": member.display_name})


@require_POST
@open_to("people")
def leave(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The learner leaves, or a teacher or a guardian takes them out."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
    if not may_end_enrolment(enrolment, request.access):
        return _take_out_child(request, enrolment)
    withdraw(enrolment, by=request.access.person)
    if enrolment.person_id == request.access.person.pk:
        messages.success(request, _("You left “%(title)s”.") % {"title": enrolment.offering.title})
        return redirect("progress-all-learning")
    messages.success(request, _("%(name)s is no longer enrolled.") % {"name": enrolment.display_name})
    return redirect_here(request, "learners-learners", enrolment.offering_id)


def _take_out_child(request: PersonRequest, enrolment: Enrolment) -> HttpResponse:
    try:
        withdraw_child(enrolment, guardian=request.access.person)
    except NotGuardian as refusal:
        raise (PermissionDenied if request.access.membership else Http404) from refusal
    messages.success(request, _("%(name)s is no longer enrolled.") % {"name": enrolment.display_name})
    return redirect("progress-children")


@require_POST
@needs("learners.see_enrolments")
def complete(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Record how it ended for a learner."""
    enrolment = get_object_or_404(Enrolment, pk=pk)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        done = complete_enrolment(enrolment, outcome=form.cleaned_data["outcome"], by=request.access.person)
        told = {"name": done.display_name, "outcome": done.get_outcome_display()}
        messages.success(request, _("%(name)s: %(outcome)s.") % told)
    return redirect_here(request, "progress-enrolment", pk)

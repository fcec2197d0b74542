"""Appeals against a draw: made by who waits, decided by the community's rule."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from communities.governance.proposals.proposing import propose
from communities.governance.queries import rule_in_force
from learners.admissions.actions import answer_appeal, appeal
from learners.admissions.forms import AnswerForm, AppealForm
from learners.admissions.models import Appeal, Application, Round
from learners.admissions.queries import appeals_of, was_turned_down
from learners.guardianship import NotGuardian
from learners.models import Offering
from learners.views.offerings import offering_for, show_offering
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_POST
@open_to("people")
def make(request: PersonRequest, pk: UUID) -> HttpResponse:
    """For an application of one's own, or of one's child."""
    found = get_object_or_404(Application.objects.select_related("round__offering"), pk=pk)
    form = AppealForm(request.POST)
    if form.is_valid():
        try:
            appeal(found, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("Your appeal is with those who decide."))
            return redirect_here(request, "learners-offering", found.round.offering_id)
        except NotGuardian as stranger:
            raise Http404 from stranger
        except Refused as refusal:
            form.add_error(None, str(refusal))
    elif found.person_id != request.access.person.pk:
        raise Http404
    return show_offering(request, offering_for(request, found.round.offering_id), form)


@require_GET
@needs("learners.see_enrolments")
def appeals(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering = get_object_or_404(Offering, pk=pk)
    page = page_of(request, appeals_of(get_object_or_404(Round, offering=offering)), 30)
    rows = [(one, None if one.decision_id else AnswerForm(auto_id=f"id_{one.pk}_%s")) for one in page]
    is_entrusted = rule_in_force("admission").is_entrusted
    context = {"offering": offering, "page": page, "rows": rows, "is_entrusted": is_entrusted}
    return render(request, "admissions/appeals.html", context)


@require_POST
@needs("communities.manage_people")
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Where it is not entrusted to those who decide alone, to grant it is to propose it."""
    found = get_object_or_404(Appeal.objects.select_related("application__round__offering"), pk=pk)
    offering, form = found.application.round.offering, AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say which, and why."))
        return redirect_here(request, "admissions-appeals", offering.pk)
    granted, reason = form.cleaned_data["granted"], form.cleaned_data["reason"]
    try:
        if rule_in_force("admission").is_entrusted or (not granted and was_turned_down(found)):
            answer_appeal(found, granted=granted, reason=reason, by=request.access.person)
        else:
            me, payload = request.access.membership, {"appeal": str(found.pk)}
            made = propose(effect="grant_appeal", payload=payload, body=reason, by=me)
            return redirect_here(request, "governance-proposal", made.number)
        messages.success(request, _("The appeal is decided."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "admissions-appeals", offering.pk)

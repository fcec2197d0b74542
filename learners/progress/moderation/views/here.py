"""Ask for a moderation, look at its sample blind, see how far both agree, and settle what differs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from learners.forms import posted
from learners.models import Offering
from learners.progress.moderation.actions import ask_for_moderation, look_at, settle
from learners.progress.moderation.forms import LookForm, SampleForm, SettleForm
from learners.progress.moderation.models import Moderation, Sampled, SecondLook
from learners.progress.moderation.queries import moderations_of, outcome_of, seconds_for
from learners.progress.moderation.rules import is_second, refuse_others
from learners.progress.reading import teaches
from learners.queries import offerings_taught_by
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("progress.mark")
def moderations(request: MemberRequest) -> HttpResponse:
    page = page_of(request, moderations_of(request.access.membership), 30)
    taught = offerings_taught_by(request.access.membership)
    return render(request, "moderation/list.html", {"page": page, "offerings": taught})


@require_http_methods(["GET", "POST"])
@needs("progress.mark")
def new(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering = get_object_or_404(Offering, pk=pk)
    if not teaches(request.access, offering):
        raise PermissionDenied
    form = SampleForm(posted(request), seconds=seconds_for(offering))
    if form.is_valid():
        try:
            made = ask_for_moderation(offering, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("%(name)s is asked.") % {"name": made.second.display_name})
            return redirect_here(request, "moderation-moderation", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"offering": offering, "form": form}
    return render(request, "moderation/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@needs("progress.mark")
def moderation(request: MemberRequest, pk: UUID) -> HttpResponse:
    """For the second teacher the pieces to look at; for the first, and for both in the end, what came of it."""
    return _shown(request, _moderation(pk))


@require_http_methods(["GET", "POST"])
@needs("progress.mark")
def look(request: MemberRequest, pk: UUID, number: int) -> HttpResponse:
    """One piece, without a word of what anybody made of it."""
    found = _moderation(pk)
    if not is_second(request.access, found):
        raise PermissionDenied
    sampled = _sampled(found, number)
    form = LookForm(posted(request), scale=sampled.first.scale)
    if form.is_valid():
        try:
            look_at(sampled, by=request.access.person, **form.cleaned_data)
            return redirect_here(request, "moderation-moderation", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    said = SecondLook.objects.filter(sampled=sampled).first()
    context = {"moderation": found, "sampled": sampled, "evidence": sampled.evidence, "form": form, "said": said}
    return render(request, "moderation/look.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("progress.mark")
def settle_piece(request: MemberRequest, pk: UUID, number: int) -> HttpResponse:
    found = _moderation(pk)
    if refuse_others(request.access, found):
        raise PermissionDenied
    sampled = _sampled(found, number)
    form = SettleForm(request.POST, scale=sampled.first.scale, prefix=str(number))
    if form.is_valid():
        try:
            settle(sampled, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("Settled: “%(title)s”.") % {"title": sampled.evidence.title})
            return redirect_here(request, "moderation-moderation", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _shown(request, found, {number: form}, status=422)


def _moderation(pk: UUID) -> Moderation:
    found: Moderation = get_object_or_404(Moderation.objects.select_related("offering", "second"), pk=pk)
    return found


def _sampled(found: Moderation, number: int) -> Sampled:
    rows = Sampled.objects.select_related("first", "evidence__enrolment", "moderation__second")
    sampled: Sampled = get_object_or_404(rows, moderation=found, number=number)
    return sampled


def _shown(
    request: MemberRequest, found: Moderation, forms: dict[int, Any] | None = None, *, status: int = 200
) -> HttpResponse:  # fmt: skip
    second, outcome, given = refuse_others(request.access, found), outcome_of(found), forms or {}
    numbers = {one.sampled.number: one for one in outcome.rows}
    rows = [
        (one, given.get(n) or SettleForm(scale=one.sampled.first.scale, prefix=str(n))) for n, one in numbers.items()
    ]
    agreement = outcome.agreement
    context = {"moderation": found, "second": second, "outcome": outcome, "rows": rows}
    context["kappa"] = float(agreement.kappa) if agreement and agreement.kappa is not None else None
    return render(request, "moderation/moderation.html", context, status=status)

"""What of a learner's goes on after a term ended; they carry it on in their plan, and take that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest
from learners.turn.actions import carry_on, take_back
from learners.turn.models import CarryOn
from learners.turn.panels import own_rows
from learners.turn.queries import own_places
from tenancy.refusal import Refused


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    return render(request, "turn/own.html", {"rows": own_rows()})


@require_POST
def carry(request: MemberRequest, pk: UUID) -> HttpResponse:
    try:
        carry_on(get_object_or_404(own_places(), pk=pk))
        messages.success(request, _("It goes on in your plan. Each day is yours to move."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("turn-own")


@require_POST
def back(request: MemberRequest, pk: UUID) -> HttpResponse:
    take_back(get_object_or_404(CarryOn, pk=pk))
    messages.success(request, _("Your plan is as it was."))
    return redirect("turn-own")

"""A membership suspended and unsuspended, and what the member says to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, PersonRequest, needs, open_to
from communities.governance.forms import ReasonForm
from communities.governance.mandate import takes_part
from communities.governance.people.appealing import appeal
from communities.governance.people.forms import SayForm, SuspendForm
from communities.governance.people.suspending import (
    answer_suspension,
    lift_suspension,
    suspend_member,
    suspension_of,
    uphold_suspension,
)
from communities.governance.queries import rule_in_force
from communities.governance.views.roles import by_decision, member_here
from communities.models import Membership
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def suspend(request: MemberRequest, pk: UUID) -> HttpResponse:
    member = member_here(pk)
    title = _("Suspend %(name)s") % {"name": member.display_name}
    words = {"title": title, "submit": _("Suspend"), "tone": "stop", "effect": "suspend"}
    return by_decision(request, member, SuspendForm(request.POST or None), suspend_member, words)


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def lift(request: MemberRequest, pk: UUID) -> HttpResponse:
    member = member_here(pk)
    title = _("Lift the suspension of %(name)s") % {"name": member.display_name}
    words = {"title": title, "submit": _("Lift the suspension"), "effect": "lift_suspension"}
    return by_decision(request, member, ReasonForm(request.POST or None), lift_suspension, words)


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def uphold(request: MemberRequest, pk: UUID) -> HttpResponse:
    member = member_here(pk)
    title = _("The suspension of %(name)s stands") % {"name": member.display_name}
    words = {"title": title, "submit": _("Say no to the appeal"), "tone": "stop", "effect": "lift_suspension"}
    return by_decision(request, member, ReasonForm(request.POST or None), uphold_suspension, words)


@require_GET
def suspension(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Of somebody else, for those who decide on it or may propose to lift it."""
    if not takes_part(request.access, "suspension"):
        raise PermissionDenied
    member = get_object_or_404(Membership, pk=pk)
    return _shown(request, member, {
        "is_own": False, "is_entrusted": rule_in_force("suspension").is_entrusted,
        "may_manage": request.access.can("communities.manage_people"),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@open_to("suspended")
def own(request: PersonRequest) -> HttpResponse:
    """One's own: why, from when until when, and what one says to it: before it begins an answer, then one appeal."""
    member = request.access.membership or request.access.suspension
    assert member
    form, refusal = SayForm(request.POST or None), ""
    if form.is_valid():
        act, done = (
            (appeal, _("Your appeal is with those who decide."))
            if member.is_suspended
            else (answer_suspension, _("Your answer stands beside the decision."))
        )
        try:
            act(member, **form.cleaned_data)
            messages.success(request, done)
            return redirect_here(request, "governance-own-suspension")
        except Refused as said:
            refusal = str(said)
    bad = bool(form.errors or refusal)
    return _shown(request, member, {"is_own": True, "form": form, "refusal": refusal}, 422 if bad else 200)


def _shown(request: PersonRequest, member: Membership, more: dict[str, Any], status: int = 200) -> HttpResponse:
    found = suspension_of(member)
    if found is None:
        raise Http404
    shown = {"member": member, "suspension": found, **more}
    return render(request, "governance/suspension.html", shown, status=status)

"""Roles given and taken, and memberships ended, each by a decision with its reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import MemberRequest, needs
from communities.governance.actions import end_role, grant_role, remove_member
from communities.governance.forms import ReasonForm
from communities.governance.models import Decision
from communities.governance.people.forms import RoleForm
from communities.governance.proposals.effect_forms import FORMS
from communities.governance.queries import rule_in_force
from communities.models import Membership
from communities.roles import DELEGATE
from communities.rules import roles_to_give
from tenancy.refusal import Refused
from web.links import redirect_here, url_here


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def give(request: MemberRequest, pk: UUID) -> HttpResponse:
    member = member_here(pk)
    free = [role for role in roles_to_give(member.community) if role not in member.roles]
    words = {"title": _("Give %(name)s a role") % {"name": member.display_name}, "submit": _("Give the role")}
    form = RoleForm(request.POST or None, roles=free)
    return by_decision(request, member, form, grant_role, words | {"effect": "give_role"})


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def take(request: MemberRequest, pk: UUID) -> HttpResponse:
    member = member_here(pk)
    words = {"title": _("Take a role from %(name)s") % {"name": member.display_name}, "submit": _("Take the role")}
    form = RoleForm(request.POST or None, roles=[role for role in member.roles if role != DELEGATE])
    return by_decision(request, member, form, end_role, words | {"tone": "stop", "effect": "end_role"})


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    member = member_here(pk)
    title = _("End the membership of %(name)s") % {"name": member.display_name}
    words = {"title": title, "submit": _("End the membership"), "tone": "stop", "effect": "end_membership"}
    return by_decision(request, member, ReasonForm(request.POST or None), remove_member, words)


def member_here(pk: UUID) -> Membership:
    """A live one, with the community."""
    member: Membership = get_object_or_404(Membership.objects.select_related("community"), pk=pk, until__isnull=True)
    return member


def by_decision(
    request: MemberRequest, member: Membership, form: Any, act: Callable[..., Decision], words: dict[str, str]
) -> HttpResponse:
    """Where it is not entrusted to those who decide alone, the way leads to a proposal."""
    if request.method == "GET" and not rule_in_force(FORMS[words["effect"]].matter).is_entrusted:
        return redirect(url_here(request, "governance-propose", words["effect"]) + f"?member={member.pk}")
    if form.is_valid():
        try:
            decision = act(member, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("Decision %(number)s is in force.") % {"number": decision.number})
            return redirect_here(request, "communities-person", member.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "member": member, **words}
    return render(request, "governance/role.html", shown, status=422 if form.errors else 200)

"""Asking to join, and who asked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from communities.governance.mandate import takes_part
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import admit_member, ask_to_join, decline_request, withdraw_request
from communities.governance.people.forms import AnswerForm, JoinForm, RoleForm
from communities.governance.people.queries import open_requests, own_request, proposals_about
from communities.governance.queries import rule_in_force
from communities.rules import roles_to_give
from tenancy.refusal import Refused
from web.links import redirect_here, url_here
from web.paging import page_of


@require_http_methods(["GET", "POST"])
@open_to("people")
def join(request: PersonRequest) -> HttpResponse:
    """A few words, read by those who decide; or what became of them."""
    person, community = request.access.person, request.access.community
    if request.access.membership or request.access.suspension:
        return redirect_here(request, "communities-home")
    asked = own_request(person.pk)
    form = JoinForm(request.POST or None, initial={"display_name": str(person)})
    if form.is_valid():
        try:
            ask_to_join(person, **form.cleaned_data)
            messages.success(request, _("%(community)s has your request.") % {"community": community})
            return redirect_here(request, "governance-join")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "asked": asked, "is_open": asked is not None and asked.state == "open"}
    return render(request, "governance/join.html", shown, status=422 if form.errors else 200)


@require_POST
@open_to("people")
def withdraw(request: PersonRequest) -> HttpResponse:
    one = get_object_or_404(JoinRequest, person=request.access.person.pk, state="open")
    withdraw_request(one)
    messages.success(request, _("You no longer ask to join."))
    return redirect_here(request, "communities-about")


@require_GET
def requests(request: MemberRequest) -> HttpResponse:
    if not takes_part(request.access, "admission"):
        raise PermissionDenied
    page, rule = page_of(request, open_requests()), rule_in_force("admission")
    about = proposals_about(page.rows)
    shown = {
        "page": page,
        "rows": [(one, about.get(str(one.pk))) for one in page.rows],
        "is_entrusted": rule.is_entrusted,
        "may_propose": not rule.is_entrusted and rule.may_propose(request.access.membership),
        "may_manage": request.access.can("communities.manage_people"),
    }
    return render(request, "governance/requests.html", shown)


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def admit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Where it is not entrusted to those who decide alone, the way leads to a proposal."""
    if request.method == "GET" and not rule_in_force("admission").is_entrusted:
        return redirect(url_here(request, "governance-propose", "admit") + f"?request={pk}")
    person = request.access.person
    form = RoleForm(request.POST or None, roles=roles_to_give(request.access.community))
    words = {"title": _("Admit %(name)s"), "submit": _("Admit"), "done": _("%(name)s is a member now.")}
    return _settle(request, pk, form, words, lambda one, given: admit_member(one, by=person, **given))


@require_http_methods(["GET", "POST"])
@needs("communities.manage_people")
def decline(request: MemberRequest, pk: UUID) -> HttpResponse:
    words = {"title": _("Decline %(name)s"), "submit": _("Decline"), "done": _("%(name)s was told."), "tone": "stop"}
    form = AnswerForm(request.POST or None)
    return _settle(request, pk, form, words, lambda one, given: decline_request(one, **given))


def _settle(
    request: MemberRequest, pk: UUID, form: Any, words: dict[str, str], act: Callable[[JoinRequest, Any], Any]
) -> HttpResponse:
    one = get_object_or_404(JoinRequest, pk=pk)
    told = {key: said % {"name": one.display_name} if "%" in said else said for key, said in words.items()}
    if form.is_valid():
        try:
            act(one, form.cleaned_data)
            messages.success(request, told["done"])
            return redirect_here(request, "governance-requests")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "asked": one, **told}
    return render(request, "governance/settle_request.html", shown, status=422 if form.errors else 200)

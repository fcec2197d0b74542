"""Changing a setting: fill in, look at what changes, then decide or propose; each step carries what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from communities.access import MemberRequest
from communities.governance.actions import decide_setting
from communities.governance.changes import changes
from communities.governance.forms import ReasonForm
from communities.governance.kinds import SettingKind, consequences, refuse_change
from communities.governance.kinds.forms import SettingForm, number
from communities.governance.models import Setting
from communities.governance.proposals.amending import offer_amendment
from communities.governance.proposals.forms import AmendForm, ProposalForm, WayForm
from communities.governance.proposals.options import add_way
from communities.governance.proposals.proposing import propose
from communities.governance.queries import in_force
from communities.governance.views.propose import amended_by, draft_for
from communities.names import language_names
from tenancy.refusal import Refused
from web.links import redirect_here

CONTROLS = {
    *("title", "body", "label", "holds_from", "reason", "look", "decide", "again", "add", "instead_of"),
    *("csrfmiddlewaretoken", "idempotency_key"),
}  # what the steps' own pages send besides the setting's fields


@dataclass(frozen=True)
class Purpose:
    """What the steps lead to: the form of its words, and what is done with the new value and them."""

    kind: SettingKind
    words: type[forms.Form]
    carry_out: Callable[..., HttpResponse]
    is_proposal: bool


def to_decide(request: MemberRequest, kind: SettingKind) -> Purpose:
    def decide(value: Any, instead_of: int | None, reason: str) -> HttpResponse:
        made = decide_setting(kind.key, value, by=request.access.person, reason=reason, instead_of=instead_of)
        messages.success(request, _("Decision %(number)s is in force.") % {"number": made.decision.number})
        return redirect_here(request, "governance-setting", kind.key)

    return Purpose(kind, ReasonForm, decide, is_proposal=False)


def to_propose(request: MemberRequest, kind: SettingKind) -> Purpose:
    """A proposal, another way of a draft, or an amendment, as the address says."""
    draft, amended, me = draft_for(request), amended_by(request), request.access.membership

    def carry_out(value: Any, instead_of: int | None, **words: Any) -> HttpResponse:
        payload = {"key": kind.key, "value": value, "instead_of": instead_of}
        if amended:
            made = offer_amendment(amended, payload=payload, by=me, **words).proposal
        elif draft:
            made = add_way(draft, payload=payload, by=me, **words)
        else:
            made = propose(effect="setting", payload=payload, by=me, **words)
        return redirect_here(request, "governance-proposal", made.number)

    return Purpose(kind, AmendForm if amended else WayForm if draft else ProposalForm, carry_out, is_proposal=True)


def step(request: MemberRequest, purpose: Purpose) -> HttpResponse:
    kind, given, community = purpose.kind, request.POST, request.access.community
    row = in_force(kind.key)
    if request.method == "GET":  # `?add=` opens a part of it at once
        form = kind.form(initial=row.value, community=community, adding=request.GET.get("add", ""))
        return _fill_in(request, purpose, row, form)
    form = kind.form(given, files=request.FILES, community=community, adding=given.get("add", ""))
    if "add" in given or "again" in given:
        return _fill_in(request, purpose, row, form)
    if not form.is_valid():
        return _fill_in(request, purpose, row, form, 422)
    why = purpose.words(given if "decide" in given else None)
    if not why.is_valid():
        return _look(request, purpose, row, form, why)
    seen = given.get("instead_of", "")
    try:
        return purpose.carry_out(form.value(), number(seen) if seen else None, **why.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _fill_in(request, purpose, row, form, 422)


def _fill_in(
    request: MemberRequest, purpose: Purpose, row: Setting, form: SettingForm, status: int = 200
) -> HttpResponse:
    kind = purpose.kind
    shown = {
        "kind": kind,
        "form": form,
        "is_proposal": purpose.is_proposal,
        "instead_of": request.POST.get("instead_of") or (row.decision.number if row.decision_id else ""),
        "language_names": language_names() if kind.key == "languages" else [],
    }
    return render(request, "governance/change_setting.html", shown, status=status)


def _look(request: MemberRequest, purpose: Purpose, row: Setting, form: SettingForm, why: forms.Form) -> HttpResponse:
    kind, new, community = purpose.kind, form.value(), request.access.community
    try:
        refuse_change(kind.key, new, community=community)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    if new == row.value:
        form.add_error(None, _("Nothing has changed yet."))
    if form.errors:
        return _fill_in(request, purpose, row, form, 422)
    shown = {
        "kind": kind,
        "row": row,
        "changes": changes(kind, row.value, new),
        "consequences": consequences(kind.key, row.value, new, community=community),
        "why": why,
        "is_proposal": purpose.is_proposal,
        "instead_of": request.POST.get("instead_of", ""),
        "carried": [(name, value) for name, value in form.carried() if name not in CONTROLS],
    }
    return render(request, "governance/look.html", shown, status=422 if why.errors else 200)

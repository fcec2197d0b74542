"""A community's settings: what is in force and why, and how one is changed: look first, then decide."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import CommunityRequest, needs
from communities.governance.actions import decide_setting
from communities.governance.changes import changes
from communities.governance.forms import ReasonForm
from communities.governance.kinds import KINDS, SettingKind, consequences, in_order, refuse_change
from communities.governance.kinds.forms import SettingForm, number
from communities.governance.models import Setting
from communities.governance.proposals.amending import offer_amendment
from communities.governance.proposals.forms import AmendForm, ProposalForm, WayForm
from communities.governance.proposals.options import add_way
from communities.governance.proposals.proposing import propose
from communities.governance.queries import history_of, in_force, rule_in_force, settings_in_force
from communities.governance.rule_words import rule_words
from communities.governance.rules import Rule
from communities.governance.views.propose import amended_by, draft_for
from communities.models import Membership
from communities.names import language_names
from tenancy.refusal import Refused
from web.links import redirect_here
from web.registry import SETTINGS_PAGES

STEPS = {
    *("title", "body", "label", "holds_from", "reason", "look", "decide", "again", "add", "instead_of"),
    *("csrfmiddlewaretoken", "idempotency_key"),
}


@require_GET
@needs("governance.see_decisions")
def settings(request: CommunityRequest) -> HttpResponse:
    rows, me = settings_in_force(), request.access.membership
    assert me
    rules = rows["decision_rules"].value
    shown: list[dict[str, Any]] = [
        {
            "kind": kind, "row": rows[kind.key], "words": kind.briefly(rows[kind.key].value),
            **_may(Rule.read(rules.get(kind.matter, {})), me),
        }
        for kind in in_order()
    ]  # fmt: skip
    pages = [
        page for page in sorted(SETTINGS_PAGES, key=lambda p: p.order)
        if not page.permission or request.access.can(page.permission)
    ]  # fmt: skip
    return render(request, "governance/settings.html", {"settings": shown, "pages": pages})


@require_GET
@needs("governance.see_decisions")
def setting(request: CommunityRequest, key: str) -> HttpResponse:
    kind, rows = _kind(key), list(history_of(key))
    rule, me = rule_in_force(kind.matter), request.access.membership
    assert me
    row = rows[0] if rows else in_force(key)
    shown: dict[str, Any] = {
        "kind": kind,
        **_may(rule, me),
        "rule_words": rule_words(rule),
        "row": row,
        "words": kind.briefly(row.value),
        "history": [
            {"row": row, "changes": changes(kind, before.value if before else None, row.value)}
            for row, before in zip(rows, [*rows[1:], None], strict=False)
        ],
    }
    return render(request, "governance/setting.html", shown)


@require_http_methods(["GET", "POST"])
@needs("governance.decide")
def change_setting(request: CommunityRequest, key: str) -> HttpResponse:
    """Fill in, look at what changes, decide; each step carries what was typed to the next."""
    if request.method == "GET" and not rule_in_force(_kind(key).matter).is_entrusted:
        return redirect_here(request, "governance-propose-setting", key)
    return _steps(request, key)


@require_http_methods(["GET", "POST"])
@needs("governance.see_decisions")
def propose_setting(request: CommunityRequest, key: str) -> HttpResponse:
    """The same steps, to a proposal, or to another way of one."""
    draft_for(request)
    amended_by(request)
    return _steps(request, key)


def _steps(request: CommunityRequest, key: str) -> HttpResponse:
    kind = _kind(key)
    row = in_force(key)
    given, community = request.POST, request.access.community
    if request.method == "GET":
        return _fill_in(request, kind, row, _first_form(request, kind, row))
    form = kind.form(given, files=request.FILES, community=community, adding=given.get("add", ""))
    if "add" in given or "again" in given:
        return _fill_in(request, kind, row, form)
    if not form.is_valid():
        return _fill_in(request, kind, row, form, status=422)
    if "decide" in given:
        return (_propose if _is_proposal(request) else _decide)(request, kind, row, form)
    return _look(request, kind, row, form, _why(request))


def _first_form(request: CommunityRequest, kind: SettingKind, row: Setting) -> SettingForm:
    """`?add=` opens a part of it at once."""
    return kind.form(initial=row.value, community=request.access.community, adding=request.GET.get("add", ""))


def _fill_in(
    request: CommunityRequest, kind: SettingKind, row: Setting, form: SettingForm, status: int = 200
) -> HttpResponse:
    shown = {
        "kind": kind,
        "form": form,
        "is_proposal": _is_proposal(request),
        "instead_of": request.POST.get("instead_of") or (row.decision.number if row.decision_id else ""),
        "language_names": language_names() if kind.key == "languages" else [],
    }
    return render(request, "governance/change_setting.html", shown, status=status)


def _look(
    request: CommunityRequest, kind: SettingKind, row: Setting, form: SettingForm, why: forms.Form
) -> HttpResponse:
    new, community = form.value(), request.access.community
    assert community
    try:
        refuse_change(kind.key, new, community=community)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    if new == row.value:
        form.add_error(None, _("Nothing has changed yet."))
    if form.errors:
        return _fill_in(request, kind, row, form, status=422)
    shown = {
        "kind": kind,
        "row": row,
        "changes": changes(kind, row.value, new),
        "consequences": consequences(kind.key, row.value, new, community=community),
        "why": why,
        "is_proposal": _is_proposal(request),
        "instead_of": request.POST.get("instead_of", ""),
        "carried": [(name, value) for name, value in form.carried() if name not in STEPS],
    }
    return render(request, "governance/look.html", shown, status=422 if why.errors else 200)


def _decide(request: CommunityRequest, kind: SettingKind, row: Setting, form: SettingForm) -> HttpResponse:
    why = ReasonForm(request.POST)
    if not why.is_valid():
        return _look(request, kind, row, form, why)
    person, seen = request.access.person, request.POST.get("instead_of", "")
    assert person
    try:
        made = decide_setting(
            kind.key,
            form.value(),
            by=person,
            reason=why.cleaned_data["reason"],
            instead_of=number(seen) if seen else None,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _fill_in(request, kind, row, form, status=422)
    messages.success(request, _("Decision %(number)s is in force.") % {"number": made.decision.number})
    return redirect_here(request, "governance-setting", kind.key)


def _propose(request: CommunityRequest, kind: SettingKind, row: Setting, form: SettingForm) -> HttpResponse:
    why, me, draft, amended = _why(request), request.access.membership, draft_for(request), amended_by(request)
    assert me
    if not why.is_valid():
        return _look(request, kind, row, form, why)
    instead_of = number(request.POST.get("instead_of", "")) or None
    payload = {"key": kind.key, "value": form.value(), "instead_of": instead_of}
    try:
        if amended:
            made = offer_amendment(amended, payload=payload, by=me, **why.cleaned_data).proposal
        elif draft:
            made = add_way(draft, payload=payload, by=me, **why.cleaned_data)
        else:
            made = propose(effect="setting", payload=payload, by=me, **why.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _fill_in(request, kind, row, form, status=422)
    return redirect_here(request, "governance-proposal", made.number)


def _is_proposal(request: CommunityRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name == "governance-propose-setting"


def _why(request: CommunityRequest) -> forms.Form:
    form: type[forms.Form] = ProposalForm if _is_proposal(request) else ReasonForm
    if "way_of" in request.GET:
        form = WayForm
    if "amend" in request.GET:
        form = AmendForm
    return form(request.POST if "decide" in request.POST else None)


def _may(rule: Rule, me: Membership) -> dict[str, bool]:
    return {"is_entrusted": rule.is_entrusted, "may_propose": not rule.is_entrusted and rule.may_propose(me)}


def _kind(key: str) -> SettingKind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]

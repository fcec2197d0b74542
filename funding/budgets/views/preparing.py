"""Writing scenarios, proposing one, and adopting a version."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.governance.deciding import decide_effect
from communities.governance.forms import ReasonForm
from communities.governance.queries import rule_in_force
from funding.budgets import actions
from funding.budgets.effects import changed_lines
from funding.budgets.forecast import spread
from funding.budgets.forms import LinesForm, MonthsForm, StartForm
from funding.budgets.models import Adoption, DraftLine
from funding.budgets.queries import adoption_in_force, budgets, drafts, plan_of, proposal_on, versions
from funding.budgets.rules import may_adopt, may_prepare
from funding.budgets.words import label_of
from tenancy.refusal import Refused
from web.links import redirect_here, url_here


@require_http_methods(["GET", "POST"])
@needs("funding.prepare_budget")
def start(request: MemberRequest, pk: UUID) -> HttpResponse:
    budget = get_object_or_404(budgets(), pk=pk)
    form = StartForm(request.POST or None, budget=budget)
    draft = _done(
        form, lambda: actions.start_draft(budget, by=request.access.membership, **form.chosen())
    )  # fmt: skip
    if draft:
        return redirect_here(request, "budgets-draft", draft.pk)
    return _shown(request, "budgets/start.html", form, budget=budget)


@require_http_methods(["GET", "POST"])
@needs("funding.prepare_budget")
def draft(request: MemberRequest, pk: UUID) -> HttpResponse:
    """All lines in one form."""
    found = get_object_or_404(drafts(), pk=pk)
    form = LinesForm(request.POST or None, draft=found)
    if _done(form, lambda: actions.write_lines(found, form.rows(), words=form.cleaned_data["words"])):
        messages.success(request, _("The scenario is kept."))
        return redirect_here(request, "budgets-draft", pk)
    rows = form.table()
    sums = {
        kind: sum(row["planned"].amount for row in rows if row["planned"] and row["line"].kind == kind)
        for kind in ("income", "expense")
    }  # fmt: skip
    kinds = [(kind, [row for row in rows if row["line"].kind == kind], sums[kind]) for kind in sums]
    shown = {"draft": found, "budget": found.budget, "kinds": kinds, "left": sums["income"] - sums["expense"]}
    more = [form[name] for name in form.fields if name.startswith("more-")]
    return _shown(request, "budgets/draft.html", form, more=more, **shown)


@require_http_methods(["GET", "POST"])
@needs("funding.prepare_budget")
def months(request: MemberRequest, pk: UUID, line: UUID) -> HttpResponse:
    """When of the year a line is planned."""
    found = get_object_or_404(DraftLine.objects.select_related("draft__budget", "line", "fund"), pk=line, draft=pk)
    budget = found.draft.budget
    plan = spread(found.amount, found.months, budget.starts, budget.ends)
    form = MonthsForm(request.POST or None, budget=budget, plan=plan)
    even = request.POST.get("even") == "yes"
    if _done(form, lambda: actions.set_months(found, months=None if even else form.months())):
        return redirect_here(request, "budgets-draft", pk)
    name = label_of(found.line, found.fund)
    return _shown(request, "budgets/months.html", form, line=found, budget=budget, name=name)


@require_POST
@needs("funding.prepare_budget")
def remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(drafts(), pk=pk)
    actions.remove_draft(found)
    messages.success(request, _("The scenario is gone."))
    return redirect_here(request, "budgets-budget", found.budget_id)


@require_http_methods(["GET", "POST"])
@needs("funding.prepare_budget")
def propose(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Says what will happen, and asks."""
    found = get_object_or_404(drafts(), pk=pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    version = _done(form, lambda: actions.propose_draft(found))
    if version:
        messages.success(request, _("It is version %(number)s now.") % {"number": version.number})
        return redirect_here(request, "budgets-version", version.pk)
    shown = {"draft": found, "budget": found.budget, "plan": plan_of(found)}
    return _shown(request, "budgets/propose.html", form, **shown)


@require_GET
@needs("funding.see_books")
def version(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(versions(), pk=pk)
    adoption = Adoption.objects.filter(version=found).select_related("decision").first()
    now = adoption_in_force(found.budget)
    shown = {
        "version": found, "budget": found.budget, "plan": plan_of(found), "adoption": adoption, "now": now,
        "is_in_force": now is not None and now.version_id == found.pk,
        "changes": [] if adoption else changed_lines(found),
        "proposal": None if adoption else proposal_on(found, request.access.membership),
        "may_adopt": may_adopt(request.access) and not adoption, "may_prepare": may_prepare(request.access),
        "is_entrusted": rule_in_force("budget").is_entrusted,
    }  # fmt: skip
    return render(request, "budgets/version.html", shown)


@require_http_methods(["GET", "POST"])
@needs("funding.see_books")
def adopt(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Decided alone where it is entrusted; elsewhere the way leads to a proposal."""
    found = get_object_or_404(versions(), pk=pk)
    if not may_adopt(request.access):
        raise PermissionDenied
    if not rule_in_force("budget").is_entrusted:
        return HttpResponseRedirect(f"{url_here(request, 'governance-propose', 'adopt_budget')}?version={pk}")
    form, payload = ReasonForm(request.POST or None), {"version": str(pk)}
    decision = _done(
        form,
        lambda: decide_effect("adopt_budget", payload, access=request.access, reason=form.cleaned_data["reason"]),
    )
    if decision:
        messages.success(request, _("Decision %(number)s is in force.") % {"number": decision.number})
        return redirect_here(request, "budgets-budget", found.budget_id)
    shown = {"version": found, "budget": found.budget, "changes": changed_lines(found)}
    return _shown(request, "budgets/adopt.html", form, **shown)


def _done(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the action made of a valid form; None where the form is to be shown, with the refusal if there was one."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _shown(request: MemberRequest, template: str, form: forms.Form, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)

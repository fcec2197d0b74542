"""The list of budgets, one beside what came in and went out, a line of it, and its scenarios side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from communities.governance.queries import value_of
from files.views import export
from funding.budgets.actions import open_budget
from funding.budgets.charts import course
from funding.budgets.figures import Figure, figures_of, sides
from funding.budgets.forecast import month_starts
from funding.budgets.forms import BudgetForm, CompareForm
from funding.budgets.models import Alert, Budget, Version
from funding.budgets.queries import (
    adoption_in_force,
    adoptions,
    budgets,
    drafts,
    open_versions,
    totals,
    with_lines,
)
from funding.budgets.rules import may_prepare, shares_of
from funding.budgets.words import label_of, named
from funding.models import Account, Fund
from tenancy.refusal import Refused
from web.links import redirect_here


@require_GET
@needs("funding.see_books")
def listed(request: MemberRequest) -> HttpResponse:
    """Those in force with how far they are, then those that are only being prepared."""
    in_force = totals(timezone.localdate())
    known = {one.id for one in in_force}
    shown = {
        "totals": in_force,
        "others": [one for one in budgets() if one.pk not in known],
        "today": timezone.localdate(),
        "may_prepare": may_prepare(request.access),
    }
    return render(request, "budgets/list.html", shown)


@require_http_methods(["GET", "POST"])
@needs("funding.prepare_budget")
def new(request: MemberRequest) -> HttpResponse:
    year = timezone.localdate().replace(month=1, day=1)
    initial = {
        "name": _("Budget %(year)s") % {"year": year.year},
        "starts": year,
        "ends": year.replace(month=12, day=31),
    }
    form = BudgetForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            made = open_budget(currency=request.access.community.currency, **form.cleaned_data)
            return redirect_here(request, "budgets-start", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "budgets/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs("funding.see_books")
def budget(request: MemberRequest, pk: UUID) -> HttpResponse:
    found, today = get_object_or_404(budgets(), pk=pk), timezone.localdate()
    adopted = adoption_in_force(found)
    figures = figures_of(found, adopted.version, today=today) if adopted else []
    shown = {
        "budget": found, "adopted": adopted, "sides": sides(figures), "today": today,
        "alerts": _alerts(figures), "charts": _charts(found, figures, today),
        "history": adoptions(found)[1:20], "drafts": drafts().filter(budget=found)[:50],
        "proposed": open_versions().filter(budget=found)[:50],
        "may_prepare": may_prepare(request.access),
        "is_running": found.starts <= today <= found.ends,
    }  # fmt: skip
    return render(request, "budgets/budget.html", shown)


@needs("funding.see_books")
def budget_csv(request: MemberRequest, pk: UUID) -> HttpResponseBase:
    return export(request, "funding.budget", {**request.GET.dict(), "budget": str(pk)})


@require_GET
@needs("funding.see_books")
def line(request: MemberRequest, pk: UUID, line: UUID) -> HttpResponse:
    """Its months, and each fund's account with its register. `?fund=` names the line of one fund."""
    found, today = get_object_or_404(budgets(), pk=pk), timezone.localdate()
    adopted = adoption_in_force(found)
    figures = figures_of(found, adopted.version, today=today) if adopted else []
    fund = request.GET.get("fund", "")
    one = next((f for f in figures if f.line.pk == line and str(f.fund.pk if f.fund else "") == fund), None)
    if one is None:
        return redirect_here(request, "budgets-budget", pk)
    name = label_of(one.line, one.fund)
    shown = {
        "budget": found, "one": one, "name": name, "adopted": adopted, "funds": _funds(found, one),
        "chart": course(name, one.plan, one.months, found, today),
        "told": Alert.objects.filter(line=one.id).order_by("share") if one.id else [],
        "months": list(zip(month_starts(found.starts, found.ends), one.plan, one.months, strict=True)),
    }  # fmt: skip
    return render(request, "budgets/line.html", shown)


@require_GET
@needs("funding.see_books")
def compare(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Side by side; those being prepared beside the one in force unless others are asked for: `?of=…&of=…`."""
    found = get_object_or_404(budgets(), pk=pk)
    plans: dict[str, Any] = {str(one.pk): one for one in with_lines(found)}
    adopted = adoption_in_force(found)
    form = CompareForm(request.GET, plans=plans)
    asked = form.keys() or _usual(plans, adopted.version if adopted else None)
    chosen = [plans[key] for key in asked]
    shown = {
        "budget": found, "form": form, "plans": [{"name": named(one), "plan": one} for one in chosen],
        "is_chosen": asked, "choices": [(key, named(one), key in asked) for key, one in plans.items()],
        "kinds": _side_by_side(chosen), "adopted": adopted,
    }  # fmt: skip
    return render(request, "budgets/compare.html", shown)


def _usual(plans: dict[str, Any], in_force: Version | None) -> list[str]:
    first = [str(in_force.pk)] if in_force and str(in_force.pk) in plans else []
    return [*first, *(key for key in plans if key not in first)][:3]


def _side_by_side(chosen: list[Any]) -> list[dict[str, Any]]:
    """For each kind its lines with what every plan has on it, and the sums."""
    amounts = [{(one.line, one.fund): one.amount for one in plan.lines.all()} for plan in chosen]
    both = sorted(
        {key for plan in amounts for key in plan}, key=lambda k: (k[0].number, k[1].name if k[1] else "")
    )  # fmt: skip
    kinds = []
    for kind in ("income", "expense"):
        rows = [
            {"name": label_of(*key), "amounts": [plan.get(key) for plan in amounts]}
            for key in both if key[0].kind == kind
        ]  # fmt: skip
        sums = [sum(amount for key, amount in plan.items() if key[0].kind == kind) for plan in amounts]
        kinds += [{"kind": kind, "rows": rows, "sums": sums}] if rows else []
    return kinds


def _alerts(figures: list[Figure]) -> list[dict[str, Any]]:
    """The highest share that each line reaches; and what was spent without a plan."""
    shares = shares_of(value_of("budget_alerts")) if figures else []
    reached = [(one, [share for share in shares if one.reaches(share)]) for one in figures]
    return [
        {"figure": one, "share": those[-1], "name": label_of(one.line, one.fund)} for one, those in reached if those
    ]


def _charts(found: Budget, figures: list[Figure], today: Any) -> list[Any]:
    titles = {"income": _("Income"), "expense": _("Expenses")}
    return [
        course(titles[side.kind], side.by_month("plan"), side.by_month("months"), found, today)
        for side in sides(figures)
    ]  # fmt: skip


def _funds(found: Budget, one: Figure) -> list[dict[str, Any]]:
    """Each fund's account of a line, with what is posted and promised in it."""
    accounts = Account.objects.filter(line=one.line, currency=found.currency, fund__in=one.funds, other=None)
    by_fund, funds = {account.fund_id: account for account in accounts}, Fund.objects.in_bulk(one.funds)
    return [{"fund": funds[key], "amount": amount, "account": by_fund.get(key)} for key, amount in one.funds.items()]

"""The budgets in force, for the statements that stand beside them."""

from functools import partial

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from funding.budgets.forecast import due_by, spread
from funding.budgets.models import Adoption
from funding.budgets.queries import plan_of
from funding.reports.periods import Span
from funding.reports.plans import Plan, Planned


def plans_within(span: Span) -> list[Plan]:
    """Those that have a day of the span, in one query; their lines are read when they are asked for."""
    replaced = Adoption.objects.filter(budget=OuterRef("budget"), replaces=OuterRef("version"))
    found = (
        Adoption.objects.filter(~Exists(replaced), budget__starts__lte=span.last, budget__ends__gte=span.first)
        .select_related("budget", "version")
        .order_by(F("budget__fund__name").asc(nulls_first=True), "-budget__starts", "budget__name")
    )
    return [_plan(adopted) for adopted in found]


def _plan(adopted: Adoption) -> Plan:
    budget = adopted.budget
    told = {"budget": budget.name, "number": adopted.version.number}
    return Plan(
        key=budget.pk,
        name=_("%(budget)s, version %(number)s") % told,
        currency=budget.currency,
        fund=budget.fund_id,
        span=Span(budget.starts, budget.ends),
        planned=partial(_planned, adopted),
    )


def _planned(adopted: Adoption, span: Span) -> Planned:
    """Whole months as they are planned; of a month that is not all in the span, the share of its days."""
    starts, ends = adopted.budget.starts, adopted.budget.ends
    found = []
    for line in plan_of(adopted.version):
        plan = spread(line.amount, line.months, starts, ends)
        found.append((line.line, due_by(span.last, plan, starts) - due_by(span.eve, plan, starts)))
    return found

"""What came in and went out beside what a budget plans for the same days."""

from uuid import UUID

from django.utils.translation import gettext as _

from funding.models import Account, Fund
from funding.reports.figures import Amount, Column, Figures, lines, summed
from funding.reports.grid import Grid, Statement, heading, total
from funding.reports.periods import Span
from funding.reports.plans import Plan

Kind = Account.Kind


def beside_plan(plan: Plan, *, span: Span, key: str, title: str) -> Statement:
    """Of the days that are both of the span and of the plan; in the plan's currency, and of the funds it spans."""
    span = Span(max(span.first, plan.span.first), min(span.last, plan.span.last))
    figures = Figures([span.eve, span.last], kept=False)
    found = [account for account in figures.within(plan.currency) if plan.fund in (None, account.fund_id)]
    planned = {
        Account(line=line, kind=line.kind, currency=plan.currency, fund=Fund()): amount
        for line, amount in plan.planned(span)
    }
    columns = _columns(figures.change(0, 1), {account.pk: amount for account, amount in planned.items()}, plan, span)
    rows, sums = [], []
    for kind, label, sum_label in (
        (Kind.INCOME, _("Came in"), _("All that came in")),
        (Kind.EXPENSE, _("Went out"), _("All that went out")),
    ):
        mine = [account for account in (*found, *planned) if account.kind == kind]
        sums.append(summed(mine, columns))
        rows += [heading(label), *lines(mine, columns), total(sum_label, list(sums[-1]))]
    rows.append(total(_("More or less by it"), [came_in - went_out for came_in, went_out in zip(*sums, strict=True)]))
    grid = Grid(currency=plan.currency, columns=[column.heading for column in columns], rows=rows)
    return Statement(key=key, title=title, told=f"{span} · {plan.name}", grids=[grid], plan=plan)


def _columns(change: Amount, planned: dict[UUID, int], plan: Plan, span: Span) -> list[Column]:
    def amount(account: Account) -> int:
        return planned.get(account.pk, 0)

    return [
        Column(heading=_("Actual"), amount=change, fund=plan.fund, since=span.first, until=span.last),
        Column(heading=_("Planned"), amount=amount, opens=False),
        Column(heading=_("More or less than planned"), amount=lambda one: change(one) - amount(one), opens=False),
    ]

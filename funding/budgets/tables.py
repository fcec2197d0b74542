"""A budget beside what came in and went out, as a table to take away."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from files.exports import Asked, register_export
from funding.budgets.figures import Figure, figures_of
from funding.budgets.models import Budget
from funding.budgets.queries import adoption_in_force, versions
from web.amounts import as_decimal
from web.exports import Table

ON_PAPER = (1, 3, 4, 6, 7, 8, 9)  # columns


def register() -> None:
    register_export("funding.budget", permission="funding.see_books", table=budget_table)


def budget_table(asked: Asked) -> Table | None:
    """`asked["budget"]` is its id: the version in force, or the latest."""
    try:
        budget = Budget.objects.filter(pk=UUID(asked.get("budget", ""))).first()
    except ValueError:
        budget = None
    if budget is None:
        return None
    adopted = adoption_in_force(budget)
    version = adopted.version if adopted else versions().filter(budget=budget).first()
    figures = figures_of(budget, version, today=timezone.localdate()) if version else []
    heading = [
        _("Number"), _("Line"), _("Kind"), _("Fund"), _("Planned"), _("Planned by today"), _("Actual"),
        _("Committed"), _("Free"), _("Expected at the end"), _("At least"), _("At most"), _("Currency"), _("Note"),
    ]  # fmt: skip
    lines = _lines(figures, budget.currency)
    return Table(name="budget.csv", heading=heading, lines=lines, count=len(figures), title=budget.name, paper=ON_PAPER)


def _lines(figures: list[Figure], currency: str) -> Iterator[list[Any]]:
    for one in figures:
        amounts = (one.planned, one.due, one.actual, one.committed, one.free, *one.forecast)
        yield [
            one.line.number, one.line.name, one.line.get_kind_display(), one.fund.name if one.fund else "",
            *(as_decimal(amount, currency) for amount in amounts), currency, one.note,
        ]  # fmt: skip

"""A plan beside what was posted and promised, line by line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from funding.budgets.forecast import Forecast, due_by, forecast, month_starts, spread
from funding.budgets.models import Budget, Version
from funding.budgets.queries import held, moved, plan_of
from funding.models import ChartLine, Fund, Kind

NOTHING = Forecast(0, 0, 0)


@dataclass(kw_only=True)
class Figure:
    """One line, in minor units. Without a plan (`is_planned`) it is what nobody had planned."""

    line: ChartLine
    fund: Fund | None  # None: of all that the budget spans and no other line names
    id: UUID | None = None  # of the version's line
    note: str = ""
    planned: int = 0
    plan: list[int]  # month by month
    months: list[int]  # what was posted, month by month
    funds: dict[UUID, int] = field(default_factory=dict)  # what was posted or is promised, by fund
    due: int = 0  # of the plan by today
    actual: int = 0
    committed: int = 0
    forecast: Forecast = NOTHING

    @property
    def is_planned(self) -> bool:
        return self.id is not None

    @property
    def is_expense(self) -> bool:
        return self.line.kind == Kind.EXPENSE

    @property
    def used(self) -> int:
        return self.actual + self.committed

    @property
    def free(self) -> int:
        return self.planned - self.used

    @property
    def percent(self) -> int | None:
        """Of what is planned, rounded down: 100 is reached only when all of it is used."""
        return self.used * 100 // self.planned if self.planned else None

    def reaches(self, share: int) -> bool:
        """Whether so many per cent of what was planned are used; an expense that nobody planned reaches every share."""
        return self.is_expense and self.used > 0 and self.used * 100 >= self.planned * share


@dataclass(kw_only=True)
class Side:
    """Income, or expenses, with their sums."""

    kind: str
    figures: list[Figure]

    def _sum(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.figures)

    planned = property(lambda self: self._sum("planned"))
    due = property(lambda self: self._sum("due"))
    actual = property(lambda self: self._sum("actual"))
    committed = property(lambda self: self._sum("committed"))
    used = property(lambda self: self._sum("used"))
    free = property(lambda self: self._sum("free"))

    @property
    def percent(self) -> int | None:
        return self.used * 100 // self.planned if self.planned else None

    @property
    def forecast(self) -> Forecast:
        return Forecast(*(sum(parts) for parts in zip(*(one.forecast for one in self.figures), strict=True)))

    def by_month(self, name: str) -> list[int]:
        """`plan` or `months`, of all lines together."""
        return [sum(parts) for parts in zip(*(getattr(one, name) for one in self.figures), strict=True)]


def figures_of(budget: Budget, version: Version, *, today: date) -> list[Figure]:
    """Every line of a version in order of the chart, then what was not planned; three or four queries."""
    plan = plan_of(version)
    firsts = month_starts(budget.starts, budget.ends)
    found = {(one.line_id, one.fund_id): _planned(one, budget, len(firsts)) for one in plan}
    running = budget.starts <= today <= budget.ends
    unknown = _fill(found, budget, firsts, held(budget) if running else {})
    if unknown:
        lines = ChartLine.objects.in_bulk({line for line, _fund in unknown})
        for (line, _fund), figure in unknown.items():
            figure.line = lines[line]
    for figure in (*found.values(), *unknown.values()):
        _judge(figure, budget, today)
    return [*found.values(), *sorted(unknown.values(), key=lambda one: (one.line.kind != "income", one.line.number))]


def sides(figures: Iterable[Figure]) -> list[Side]:
    """Income and expenses, of which there is something."""
    by_kind: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        by_kind[one.line.kind].append(one)
    return [Side(kind=kind, figures=by_kind[kind]) for kind in (Kind.INCOME, Kind.EXPENSE) if by_kind[kind]]


def _planned(one: Any, budget: Budget, number: int) -> Figure:
    plan = spread(one.amount, one.months, budget.starts, budget.ends)
    return Figure(
        line=one.line, fund=one.fund, id=one.pk, note=one.note, planned=one.amount, plan=plan, months=[0] * number
    )


def _fill(
    found: dict[tuple[Any, Any], Figure], budget: Budget, firsts: list[date], promised: dict[tuple[UUID, UUID], int]
) -> dict[tuple[Any, Any], Figure]:
    """Puts what was posted and promised to its line; what has none comes back as lines of its own."""
    places, unknown = {month: number for number, month in enumerate(firsts)}, {}

    def figure(line: UUID, fund: UUID) -> Figure:
        known = found.get((line, fund)) or found.get((line, None))
        if known is None and (line, None) not in unknown:
            unknown[line, None] = Figure(
                line=ChartLine(), fund=None, plan=[0] * len(firsts), months=[0] * len(firsts)
            )  # fmt: skip
        return known or unknown[line, None]

    for line, fund, month, amount in moved(budget):
        one = figure(line, fund)
        one.months[places[month]] += amount
        one.actual += amount
        one.funds[fund] = one.funds.get(fund, 0) + amount
    for (line, fund), amount in promised.items():
        one = figure(line, fund)
        one.committed += amount
        one.funds[fund] = one.funds.get(fund, 0) + amount
    return unknown


def _judge(one: Figure, budget: Budget, today: date) -> None:
    one.due = due_by(today, one.plan, budget.starts)
    one.forecast = forecast(
        plan=one.plan, actual=one.actual, committed=one.committed, starts=budget.starts, ends=budget.ends, today=today
    )

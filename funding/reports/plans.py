"""What was planned: the room above that knows of plans adds itself in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from funding.models import ChartLine
from funding.reports.periods import Span

Planned = list[tuple[ChartLine, int]]  # minor units, as a reader expects to see them: income and expenses are positive


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A budget in force: of one fund, or of all but learners' own, in one currency over whole months."""

    key: UUID
    name: str
    currency: str
    fund: UUID | None
    span: Span
    planned: Callable[[Span], Planned]  # line by line, of the days that are asked for


PLANNERS: list[Callable[[Span], list[Plan]]] = []


def plans_within(span: Span) -> list[Plan]:
    """Those that plan for a day of it; the one of all funds that began last comes first."""
    return [plan for planner in PLANNERS for plan in planner(span)]

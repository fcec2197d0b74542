"""What every statement is made of: lines under headings, sums, and behind each figure the rows it comes from."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from funding.reports.plans import Plan


class Behind(NamedTuple):
    """Where a figure opens: the register of one account, or the entries of a line of the chart."""

    account: UUID | None = None
    line: UUID | None = None
    fund: UUID | None = None
    since: date | None = None
    until: date | None = None

    @property
    def query(self) -> str:
        asked = {"line": self.line, "fund": self.fund, "since": self.since, "until": self.until}
        wanted = ("since", "until") if self.account else tuple(asked)
        return urlencode({key: str(asked[key]) for key in wanted if asked[key]})


class Cell(NamedTuple):
    amount: int | None  # minor units; None: there is nothing to say
    behind: Behind | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    label: str
    cells: list[Cell] = field(default_factory=list)
    weight: str = "line"  # or "heading" (of a kind), "group" (a heading of the chart), "sum"
    number: str = ""  # of the line in the chart

    @property
    def is_heading(self) -> bool:
        return self.weight in ("heading", "group")

    @property
    def is_sum(self) -> bool:
        return self.weight == "sum"


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One currency of a statement."""

    currency: str
    columns: list[str]
    rows: list[Row]
    part: str = ""  # its caption, where a statement has several of one currency


@dataclass(frozen=True, kw_only=True)
class Statement:
    key: str
    title: Any
    told: str  # of which day or period
    grids: list[Grid]
    plan: Plan | None = None  # what it stands beside


def heading(label: Any, weight: str = "heading") -> Row:
    return Row(label=str(label), weight=weight)


def total(label: Any, amounts: list[int | None]) -> Row:
    return Row(label=str(label), cells=[Cell(amount) for amount in amounts], weight="sum")

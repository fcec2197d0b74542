"""The statements: each reads its figures and says them as a grid for each currency, the community's own first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.models import Account
from funding.privacy import private_funds
from funding.reports.beside_plan import beside_plan
from funding.reports.figures import Column, Figures, Purse, lines, purse_of, purses, summed
from funding.reports.grid import Cell, Grid, Row, Statement, heading, total
from funding.reports.periods import Span
from funding.reports.plans import Plan
from web.amounts import write_day

Kind = Account.Kind
MONEY = ("bank", "cash")  # the usual lines where money itself is


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a statement is asked for."""

    own: str  # the community's currency
    span: Span
    compare: bool = True  # with the same a year before
    kept: bool = False  # with learners' own funds, for who keeps the books
    plan: Plan | None = None  # instead: with what it plans, where the statement can

    def said(self, when: str) -> str:
        """Of which day or period, and what is left out."""
        return when if self.kept or not private_funds().exists() else f"{when}; {_('without learners’ own funds')}"


def of_kind(found: list[Account], *kinds: str) -> list[Account]:
    return [account for account in found if account.kind in kinds]


def trial_balance(asked: Told) -> Statement:
    """What each line of the chart stands at, as debit or credit; both columns add up to the same."""
    days = [asked.span.last, *([asked.span.year_before.last] if asked.compare else [])]
    figures = Figures(days, kept=asked.kept)
    columns = []
    for number, day in enumerate(days):
        for label, sign in ((_("Debit"), 1), (_("Credit"), -1)):
            shown = label if number == 0 else f"{label}, {write_day(day)}"
            columns.append(Column(heading=shown, amount=_side(figures, number, sign), until=day))
    grids = []
    for currency in figures.currencies(asked.own):
        rows, found = [], figures.within(currency)
        for kind in Kind:
            told = list(lines(of_kind(found, kind), columns))
            rows += [heading(kind.label), *told] if told else []
        rows.append(total(_("Total"), list(summed(found, columns))))
        grids.append(Grid(currency=currency, columns=[column.heading for column in columns], rows=rows))
    return Statement(key="trial", title=TITLES["trial"], told=_as_of(asked), grids=grids)


def balance_sheet(asked: Told) -> Statement:
    """What there is, what is owed, and to which funds the rest belongs."""
    days = [asked.span.last, *([asked.span.year_before.last] if asked.compare else [])]
    figures = Figures(days, kept=asked.kept)
    columns = [
        Column(heading=write_day(day), amount=figures.balance(number), until=day) for number, day in enumerate(days)
    ]
    grids = []
    for currency in figures.currencies(asked.own):
        found = figures.within(currency)
        rows = _kind_rows(found, columns, Kind.ASSET, _("What there is"), _("All that there is"))
        rows += _kind_rows(found, columns, Kind.LIABILITY, _("What is owed"), _("All that is owed"))
        rows += _net_rows(figures, found, len(days))
        grids.append(Grid(currency=currency, columns=[column.heading for column in columns], rows=rows))
    return Statement(key="sheet", title=TITLES["sheet"], told=_as_of(asked), grids=grids)


def activities(asked: Told) -> Statement:
    """What came in and what it was used for, fund by fund, from what each had to what it has."""
    if asked.plan:
        return beside_plan(asked.plan, span=asked.span, key="activities", title=TITLES["activities"])
    span, before = asked.span, asked.span.year_before
    figures = Figures([span.eve, span.last, *([before.eve, before.last] if asked.compare else [])], kept=asked.kept)
    change = figures.change(0, 1)
    grids = []
    for currency in figures.currencies(asked.own):
        found = figures.within(currency)
        columns, ends = [], []
        for purse in purses(found):
            within = _within(purse)
            columns.append(
                Column(
                    heading=purse.name, amount=change, holds=within, fund=purse.key, since=span.first,
                    until=span.last, opens=purse.key is not None,
                )
            )  # fmt: skip
            ends.append((0, 1))
        columns.append(Column(heading=_("All funds"), amount=change, since=span.first, until=span.last))
        ends.append((0, 1))
        if asked.compare:
            label = _("A year before")
            columns.append(Column(heading=label, amount=figures.change(2, 3), since=before.first, until=before.last))
            ends.append((2, 3))
        rows = _activity_rows(figures, found, columns, ends)
        grids.append(Grid(currency=currency, columns=[column.heading for column in columns], rows=rows))
    return Statement(key="activities", title=TITLES["activities"], told=asked.said(str(span)), grids=grids)


def _activity_rows(
    figures: Figures, found: list[Account], columns: list[Column], ends: list[tuple[int, int]]
) -> list[Row]:
    rows = _kind_rows(found, columns, Kind.INCOME, _("Came in"), _("All that came in"))
    rows += _kind_rows(found, columns, Kind.EXPENSE, _("Went out"), _("All that went out"))
    income, spent, moved = (summed(of_kind(found, kind), columns) for kind in (Kind.INCOME, Kind.EXPENSE, Kind.EQUITY))
    rows.append(total(_("More or less by it"), [a - b for a, b in zip(income, spent, strict=True)]))
    other = list(lines(of_kind(found, Kind.EQUITY), columns))
    rows += [heading(_("Opened with, or moved between funds")), *other] if other else []
    opening: list[int] = []
    closing: list[int] = []
    for column, (start, end) in zip(columns, ends, strict=True):
        mine = [account for account in found if column.holds(account)]
        opening.append(_net(figures, mine, start))
        closing.append(_net(figures, mine, end))
    rows.append(total(_("Had at the start"), list(opening)))
    rows.append(total(_("Has at the end"), list(closing)))
    changed = [a - b + c for a, b, c in zip(income, spent, moved, strict=True)]
    assert [a + b for a, b in zip(opening, changed, strict=True)] == closing
    return rows


def _kind_rows(found: list[Account], columns: list[Column], kind: str, label: str, sum_label: str) -> list[Row]:
    mine = of_kind(found, kind)
    return [heading(label), *lines(mine, columns), total(sum_label, list(summed(mine, columns)))]


def _net_rows(figures: Figures, found: list[Account], days: int) -> list[Row]:
    rows = [heading(_("Whose the rest is"))]
    for purse in purses(found):
        mine = [account for account in found if _within(purse)(account)]
        amounts = [_net(figures, mine, number) for number in range(days)]
        if any(amounts):
            label = _("%(fund)s (restricted)") % {"fund": purse.name} if purse.is_restricted else purse.name
            rows.append(Row(label=label, cells=[Cell(amount) for amount in amounts]))
    rows.append(total(_("What there is less what is owed"), [_net(figures, found, number) for number in range(days)]))
    return rows


def _net(figures: Figures, found: list[Account], number: int) -> int:
    """What there is less what is owed."""
    return sum(figures.of(account, number).balance for account in of_kind(found, Kind.ASSET, Kind.LIABILITY))


def _within(purse: Purse) -> Callable[[Account], bool]:
    return lambda account: purse_of(account.fund) == purse


def _side(figures: Figures, number: int, sign: int) -> Callable[[Account], int]:
    return lambda account: max(sign * figures.of(account, number).balance, 0)


def _as_of(asked: Told) -> str:
    return asked.said(_("At the end of %(day)s") % {"day": write_day(asked.span.last)})


TITLES: dict[str, Any] = {
    "sheet": gettext_lazy("Balance sheet"),
    "activities": gettext_lazy("In and out by fund"),
    "cash": gettext_lazy("Money in hand"),
    "trial": gettext_lazy("Trial balance"),
}

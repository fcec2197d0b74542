"""Which figures of a table may be published. Pure: cells in, cells out; evaluation.method says it for readers.

A table has rows (communities, or values of an attribute) and outcomes; its sums are published too. What is promised:
whoever has every published figure can rule out none of 0 to 9 for a hidden figure under ten, and knows no hidden figure
to within ten. It holds because each hidden figure is a corner of a rectangle of hidden figures whose other three are at
least ten: ten more here, ten less along the row and along the column, ten more at the far corner is a table with the
same sums, and so is the way back. Rows are left out whole only in company, and their sum is a row like the others.

Between two reports: a figure that would change by one to nine is hidden too, and the other three corners must then have
changed by at least ten, so that the same way leads to another table for one who knows that figures only grow. And what
was hidden is shown only once it has changed by at least ten, else it would tell such a one the most that it was. He may
still know more where much is hidden several times over; whoever knows nothing of what came between knows no more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

MINIMUM = 10  # learners
TOTAL = "*"  # the column of a row's sum, and the row of the outcomes' sums
TOGETHER = "\0"  # the rows that are not shown, as one row; no text in the database can be this

Before = Mapping[str, Mapping[str, int]]  # what a row's figures were when they were last published


class Cell(NamedTuple):
    value: int = 0
    learners: frozenset[UUID] = frozenset()  # at most ten of those it counts

    @property
    def is_small(self) -> bool:
        return len(self.learners) < MINIMUM

    def __add__(self, other: "Cell") -> "Cell":  # type: ignore[override]
        together = self.learners if len(self.learners) >= MINIMUM else self.learners | other.learners
        return Cell(self.value + other.value, frozenset(list(together)[:MINIMUM]))


Row = dict[str, Cell]
Table = dict[str, Row]


@dataclass
class Protected:
    rows: dict[str, dict[str, int | None]]  # None: not shown; with TOTAL
    together: dict[str, int | None]  # the rows that are not shown, as one; {} if all are
    left_out: list[str]


def total(cells: Iterable[Cell]) -> Cell:
    return sum(cells, Cell())


def sums(table: Table) -> Row:
    """By outcome, and TOTAL."""
    columns: Row = {}
    for row in table.values():
        for outcome, cell in row.items():
            columns[outcome] = columns.get(outcome, Cell()) + cell
    return {**columns, TOTAL: total(columns.values())}


def frequent(margin: Row) -> list[str]:
    """The outcomes that ten learners or more had; the others are left out of every table and every sum."""
    return [outcome for outcome, cell in margin.items() if outcome != TOTAL and not cell.is_small]


def changed_little(value: int, last: int | None) -> bool:
    return last is not None and 0 < abs(value - last) < MINIMUM


def protected(
    table: Table,
    before: Before,
    *,
    then: Before | None = None,
    shut: Before | None = None,
    unnamed: frozenset[str] = frozenset(),
) -> Protected | None:
    """The table as it may be published, when its outcomes' sums are; None if nothing of it may.

    `before` is what was last published; `then` the figures, also hidden ones, of the report that published the table
    last (None: there is none), and `shut` those of them that it did not show. `unnamed` rows are
    never shown by themselves."""
    full = {name: {**row, TOTAL: total(row.values())} for name, row in table.items()}
    left_out = {
        name
        for name, row in full.items()
        if name in unnamed or _is_unfit(row[TOTAL], _last(before, name, TOTAL), _last(shut or {}, name, TOTAL))
    }
    then = then and {name: {**row, TOTAL: sum(row.values())} for name, row in then.items()}
    while True:
        left_out = _in_company(left_out, full, then or {})
        if left_out >= full.keys():
            return None
        rows = _as_shown(full, left_out)
        known = _with_together(before, then or {}, left_out)
        hidden, stuck = _hide(rows, known, then and _with_together(then, then, left_out), shut or {})
        if not stuck:
            shown = {
                name: {outcome: None if (name, outcome) in hidden else cell.value for outcome, cell in row.items()}
                for name, row in rows.items()
            }
            return Protected(shown, shown.pop(TOGETHER, {}), sorted(left_out))
        left_out |= stuck - {TOGETHER} or {_smallest(full, left_out)}


def _in_company(left_out: set[str], full: Table, then: Before) -> set[str]:
    """With more rows, the smallest first, until they are at least two and may be shown as one."""
    grown = set(left_out)
    while grown and grown < full.keys():
        last = _last(_with_together({}, then, grown), TOGETHER, TOTAL)
        if len(grown) >= 2 and not _is_unfit(_as_shown(full, grown)[TOGETHER][TOTAL], last):
            break
        grown.add(_smallest(full, grown))
    return grown


def _smallest(full: Table, besides: set[str]) -> str:
    return min(full.keys() - besides, key=lambda name: (full[name][TOTAL].value, name))


def _as_shown(full: Table, left_out: set[str]) -> Table:
    """The rows, with those left out as one."""
    rows = {name: row for name, row in full.items() if name not in left_out}
    if left_out:
        outcomes = next(iter(full.values()))
        rows[TOGETHER] = {outcome: total(full[name][outcome] for name in left_out) for outcome in outcomes}
    return rows


def _with_together(values: Before, then: Before, left_out: set[str]) -> Before:
    """And what the rows left out came to then, which may be known whichever of them were shown."""
    together: dict[str, int] = {}
    for name in left_out:
        for outcome, value in then.get(name, {}).items():
            together[outcome] = together.get(outcome, 0) + value
    return {**values, TOGETHER: together}


def _hide(rows: Table, before: Before, then: Before | None, shut: Before) -> tuple[set[tuple[str, str]], set[str]]:
    """The figures to hide, and the rows in which one could not be hidden well."""
    hidden: set[tuple[str, str]] = set()
    stuck = set()
    corners = {known: _Corners(rows, before, then, of_known=known) for known in (True, False)}
    for name, row in rows.items():
        for outcome, cell in row.items():
            last = _last(before, name, outcome)
            if outcome == TOTAL or not _is_unfit(cell, last, _last(shut, name, outcome)):
                continue
            found = corners[last is not None].around(name, outcome)
            if found is None:
                stuck.add(name)
                continue
            partner, across = found
            hidden |= {(name, outcome), (name, across), (partner, outcome), (partner, across)}
    return hidden, stuck


class _Corners:
    """Figures that can stand at the other corners of a rectangle around one that was known before, or never was."""

    def __init__(self, rows: Table, before: Before, then: Before | None, *, of_known: bool) -> None:
        self.rows, self.before, self.then, self.of_known = rows, before, then, of_known
        self.free = {
            name: {outcome for outcome in row if outcome != TOTAL and self._is_free(name, outcome)}
            for name, row in rows.items()
        }
        self.ready: dict[tuple[str, str], list[str]] = {}

    def around(self, name: str, outcome: str) -> tuple[str, str] | None:
        """The row and the outcome of the far corner, where hiding costs least."""
        found = []
        for across in sorted(self.free[name] - {outcome}):
            partner = next((row for row in self._rows_for(outcome, across) if row != name), None)
            if partner:
                pairs = ((name, across), (partner, outcome), (partner, across))
                found.append((sum(self._cost(*pair) for pair in pairs), partner, across))
        return min(found)[1:] if found else None

    def _is_free(self, name: str, outcome: str) -> bool:
        """Ten less of it is still a possible figure, also for one who has the last report."""
        cell, last = self.rows[name][outcome], _last(self.before, name, outcome)
        if cell.value < MINIMUM or cell.is_small:
            return False
        then = 0 if self.then is None else self.then.get(name, {}).get(outcome, 0)
        has_moved = abs(cell.value - then) >= MINIMUM
        if last is not None:
            return has_moved and abs(cell.value - last) >= MINIMUM
        return has_moved or (then >= MINIMUM and not self.of_known)  # then the way leads through both reports

    def _rows_for(self, outcome: str, across: str) -> list[str]:
        """Rows that can stand at the far side of these two outcomes, cheapest first."""
        key = (min(outcome, across), max(outcome, across))
        if key not in self.ready:
            able = [name for name, free in self.free.items() if {outcome, across} <= free]
            self.ready[key] = sorted(able, key=lambda name: (sum(self._cost(name, one) for one in key), name))
        return self.ready[key]

    def _cost(self, name: str, outcome: str) -> int:
        """Figures that were never published cost less than those a reader would miss."""
        value = self.rows[name][outcome].value
        return value if _last(self.before, name, outcome) is None else value + 1_000_000


def _is_unfit(cell: Cell, last: int | None, shut: int | None = None) -> bool:
    """`shut`: what was hidden last, and would be given away by a figure that is hardly another."""
    return cell.is_small or changed_little(cell.value, last) or (shut is not None and abs(cell.value - shut) < MINIMUM)


def _last(before: Before, name: str, outcome: str) -> int | None:
    return before.get(name, {}).get(outcome)

"""Who applied and who got in: by group as the draw publishes it, by what applicants said of themselves only where no
figure is small enough to point at somebody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from communities.governance.kinds.admissions import GROUPS
from communities.suppression import TOTAL, Cell, Table, frequent, protected, sums
from learners.admissions.models import Application
from learners.equity import in_words

GOT, WAITS = "got", "waits"
Figures = Mapping[str, int | None]  # by outcome and TOTAL; None: not shown


class Line(NamedTuple):
    words: str
    applied: int | None
    got: int | None


class Treatment(NamedTuple):
    """What one attribute says; no lines: nothing of it may be shown."""

    attribute: str
    label: str
    lines: list[Line]


def by_group(document: Mapping[str, Any]) -> list[Line]:
    """First to last, those of none after all; of a published draw, where each receipt has its group."""
    got, named = in_reach(document), document["groups"]
    applied = Counter(one["group"] for one in document["applications"])
    seated = Counter(one["group"] for one in document["applications"] if one["code"] in got)
    words = [*(str(GROUPS[one]) for one in named), ""]
    return [Line(words[number], applied[number], seated[number]) for number in sorted(applied)]


def in_reach(document: Mapping[str, Any]) -> set[str]:
    """The receipts for which there was a place."""
    places = document["places"]
    return set(document["result"] if places is None else document["result"][:places])


def counted(applications: Iterable[Application], got: set[str]) -> dict[str, Table]:
    """By attribute and answer; a blank is an answer of its own."""
    tables: dict[str, Table] = {}
    for one in applications:
        outcome, cell = GOT if one.code in got else WAITS, Cell(1, frozenset([one.person_id]))
        for attribute, value in one.attributes.items():
            row = tables.setdefault(attribute, {}).setdefault(value, {GOT: Cell(), WAITS: Cell()})
            row[outcome] += cell
    return tables


def shown(tables: Mapping[str, Table]) -> dict[str, dict[str, Figures]]:
    """By attribute, what everybody may see of it; the answers that are shown as one stand under TOTAL."""
    return {attribute: _shown(table) for attribute, table in tables.items()}


def _shown(table: Table) -> dict[str, Figures]:
    outcomes = frequent(sums(table))
    if not outcomes:
        return {}
    found = protected({name: {one: row[one] for one in outcomes} for name, row in table.items()}, {})
    if found is None:
        return {}
    return {**found.rows, **({TOTAL: found.together} if found.together else {})}


def exact(tables: Mapping[str, Table]) -> dict[str, dict[str, Figures]]:
    """For who may see the answers themselves."""
    return {
        attribute: {
            name: {GOT: row[GOT].value, WAITS: row[WAITS].value, TOTAL: row[GOT].value + row[WAITS].value}
            for name, row in table.items()
        }
        for attribute, table in tables.items()
    }


def in_lines(figures: Mapping[str, Mapping[str, Figures]]) -> list[Treatment]:
    """Where one of the outcomes is left out as rare, the sum of a line is not told either."""
    return [
        Treatment(attribute, _words(attribute, "")[0], [_line(attribute, *pair) for pair in sorted(rows.items())])
        for attribute, rows in sorted(figures.items())
    ]


def _words(attribute: str, value: str) -> tuple[str, str]:
    return in_words({attribute: value})[0]


def _line(attribute: str, value: str, row: Figures) -> Line:
    whole = row.get(TOTAL) if {GOT, WAITS} <= row.keys() else None
    return Line("" if value == TOTAL else _words(attribute, value)[1], whole, row.get(GOT))

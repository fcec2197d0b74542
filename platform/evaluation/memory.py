"""What the next report must know of those before: what was shown of each figure, and what the tables were made of."""

from collections.abc import Iterable, Mapping
from typing import Any

from evaluation.models import NetworkReport
from evaluation.network import Contribution, add_up
from evaluation.periods import Period
from evaluation.suppression import TOTAL, Protected, Row

Memory = Mapping[str, Mapping[str, Any]]  # of a table: {row: {outcome: [value, period's key, …]}}


def periods_of(former: NetworkReport | None) -> set[str]:
    """Of the tables that it shows."""
    return {table["as_of"] for table in former.content["tables"]} if former else set()


def figures_then(
    name: str,
    former: NetworkReport | None,
    then: Mapping[str, list[Contribution]],
    contributions: list[Contribution],
    outcomes: Iterable[str],
) -> dict[str, dict[str, int]] | None:
    """The table's figures when it was last renewed, of the communities of now.

    One whose figures of then are gone, or were counted anew since, counts as unchanged, which hides most."""
    found = last_table(name, former)
    if former is None or found is None:
        return None
    base, kept = former.bases.get(name, {}), {one.key: one for one in then.get(found["as_of"], [])}
    there = []
    for now in contributions:
        if now.key in base:
            old = kept.get(now.key)
            there.append(old if old and old.fingerprint == base[now.key] else now)
    return {
        key: {outcome: row[outcome].value for outcome in outcomes if outcome in row}
        for key, row in add_up(name, there).items()
    }


def last_table(name: str, former: NetworkReport | None) -> dict[str, Any] | None:
    return next((one for one in former.content["tables"] if one["name"] == name), None) if former else None


def remember(shown: Memory, found: Protected, period: Period) -> dict[str, Any]:
    """The last published value of every figure, and when; of a row's sum also over which outcomes."""
    now = {key: dated(cells, period) for key, cells in found.rows.items()}
    return {key: {**shown.get(key, {}), **now.get(key, {})} for key in shown.keys() | now.keys()}


def dated(cells: Mapping[str, int | None], period: Period) -> dict[str, list[Any]]:
    over = "|".join(outcome for outcome in cells if outcome != TOTAL)
    return {
        outcome: [value, period.key, over] if outcome == TOTAL else [value, period.key]
        for outcome, value in cells.items()
        if value is not None
    }


def before(shown: Memory, margin: Row) -> dict[str, dict[str, int]]:
    """What was last published, each row's sum as it was over the outcomes that there are now."""
    outcomes = [outcome for outcome in margin if outcome != TOTAL]
    found = {}
    for key, cells in shown.items():
        row = {outcome: cells[outcome][0] for outcome in outcomes if outcome in cells}
        if TOTAL in cells and cells[TOTAL][2] == "|".join(outcomes):
            row[TOTAL] = cells[TOTAL][0]
        elif len(row) == len(outcomes):
            row[TOTAL] = sum(row.values())
        found[key] = row
    return found

"""What the next report must know of those before: what was shown of each figure, and what the tables were made of."""

from collections.abc import Mapping
from typing import Any

from communities.suppression import TOTAL, Protected
from evaluation.models import NetworkReport
from evaluation.network import Columns, Contribution, add_up, as_columns
from evaluation.periods import Period
from evaluation.words import COARSE

Memory = Mapping[str, Mapping[str, Any]]  # of a table: {row: {outcome: [value, period's key, …]}}


def periods_of(former: NetworkReport | None) -> set[str]:
    """Of the tables that it shows."""
    return {table["as_of"] for table in former.content["tables"]} if former else set()


def figures_then(
    name: str,
    former: NetworkReport | None,
    then: Mapping[str, list[Contribution]],
    contributions: list[Contribution],
    columns: Columns,
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
            there.append(old if old and old.fingerprint(name) == base[now.key] else now)
    table = as_columns(add_up(name, there), columns)
    return {key: {column: cell.value for column, cell in row.items()} for key, row in table.items()}


def hidden_then(
    name: str, former: NetworkReport | None, then: Mapping[str, Mapping[str, int]], columns: Columns
) -> dict[str, dict[str, int]]:
    """Of these figures those that the former report did not show."""
    rows = {row["key"]: row["cells"] for row in (last_table(name, former) or {"rows": []})["rows"]}
    found: dict[str, dict[str, int]] = {}
    for key, cells in then.items():
        shown, whole = rows.get(key, {}), {**cells, TOTAL: sum(cells.values())}
        parts = {column: ((column,) if column in shown else outcomes) for column, outcomes in columns.items()}
        found[key] = {
            column: value for column, value in whole.items()
            if any(shown.get(one) is None for one in parts.get(column, (TOTAL,)))
        }  # fmt: skip
    return found


def last_table(name: str, former: NetworkReport | None) -> dict[str, Any] | None:
    return next((one for one in former.content["tables"] if one["name"] == name), None) if former else None


def remember(shown: Memory, found: Protected, columns: Columns, period: Period) -> dict[str, Any]:
    """The last published value of every figure, and when; of a row's sum also over which outcomes."""
    now = {key: dated(cells, columns, period) for key, cells in found.rows.items()}
    return {key: {**shown.get(key, {}), **now.get(key, {})} for key in shown.keys() | now.keys()}


def dated(cells: Mapping[str, int | None], columns: Columns, period: Period) -> dict[str, list[Any]]:
    return {
        column: [value, period.key, _over(columns)] if column == TOTAL else [value, period.key]
        for column, value in cells.items()
        if value is not None
    }


def before(shown: Memory, columns: Columns) -> dict[str, dict[str, int]]:
    """What was last published, each row's sum as it was over the outcomes that there are now."""
    found = {}
    for key, cells in shown.items():
        row = {}
        for column, outcomes in columns.items():
            if column in cells:
                row[column] = cells[column][0]
            elif all(outcome in cells for outcome in outcomes):
                row[column] = sum(cells[outcome][0] for outcome in outcomes)
        if TOTAL in cells and cells[TOTAL][2] == _over(columns):
            row[TOTAL] = cells[TOTAL][0]
        elif len(row) == len(columns):
            row[TOTAL] = sum(row.values())
        found[key] = row
    return found


def is_coarse(shown: Memory) -> bool:
    """Was once published so; finer figures would then give away what the coarse ones were kept from."""
    return any(column in cells for cells in shown.values() for column in COARSE)


def _over(columns: Columns) -> str:
    return "|".join(sorted(outcome for outcomes in columns.values() for outcome in outcomes))

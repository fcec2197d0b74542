"""A report of the network as its readers have it, beside the figures that it was made of."""

from collections import Counter
from typing import Any, NamedTuple

from evaluation.words import COARSE

COMMUNITY, EVERYBODY, ALL = "community", "", "*"


class Told(NamedTuple):
    """A report with the figures that it was made of.

    `figures` are {slug: {attribute: {value: {outcome: n}}}}, "" being everybody; `own` what is published under
    communities' names: [{"community", "measure", "value", "of"}, …]; `measures` what that was made of, by slug."""

    period: str
    content: dict[str, Any]
    inputs_hash: str
    figures: dict[str, Any]
    own: list[dict[str, Any]] = []
    measures: dict[str, dict[str, int]] = {}

    @property
    def outcomes(self) -> list[str]:
        return list(self.content["outcomes"])

    @property
    def is_renewed(self) -> bool:
        return bool(self.content["sums"]) and self.content["sums"]["as_of"] == self.period

    def table(self, name: str) -> Any:
        """As the report has it, if it was renewed in it."""
        found = (one for one in self.content["tables"] if one["name"] == name and one["as_of"] == self.period)
        return next(found, None)

    def rows(self, name: str) -> dict[str, Counter[str]]:
        """The figures themselves, of a table."""
        rows: dict[str, Counter[str]] = {}
        for slug, tables in self.figures.items():
            if name == COMMUNITY:
                rows[slug] = Counter(tables[EVERYBODY][EVERYBODY])
                continue
            for value, cells in tables.get(name.removeprefix("by "), tables[EVERYBODY]).items():
                rows.setdefault(value, Counter()).update(cells)
        return rows


def shown_rows(table: Any) -> dict[str, Any]:
    return {row["key"]: row["cells"] for row in table["rows"] if any(v is not None for v in row["cells"].values())}


def outcomes_of(told: Told, column: str) -> tuple[str, ...]:
    there = told.outcomes
    return tuple(there) if column == ALL else tuple(one for one in COARSE.get(column, (column,)) if one in there)


def figures_of(told: Told, name: str) -> list[tuple[str, ...]]:
    """Single outcomes, those that the table adds up, and all."""
    columns = [*told.outcomes, *(told.table(name) or {"outcomes": []})["outcomes"], ALL]
    return list(dict.fromkeys(outcomes_of(told, column) for column in columns))

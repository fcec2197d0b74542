"""The communities' figures, added up in memory: by community, and by each attribute that they record."""

import json
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.utils.crypto import salted_hmac

from communities.models import Community
from communities.suppression import MINIMUM, Cell, Row, Table, frequent, sums, total
from evaluation.counting import Figure, outcomes_by_attribute
from evaluation.models import RollUp
from evaluation.words import COARSE, outcomes_in_order

COMMUNITY = "community"  # the table by community; the others are called by their attribute, after "by "
Columns = dict[str, tuple[str, ...]]  # of a table: which outcomes each adds up
MANY = frozenset(UUID(int=number) for number in range(MINIMUM))  # stands for ten learners or more


class Contribution(NamedTuple):
    """What a community adds: under the attribute "" everybody has the value ""."""

    community: Community
    tables: dict[str, Table]

    @property
    def key(self) -> str:
        return str(self.community.pk)

    def table(self, name: str) -> Table:
        """What it adds to the table of that name; where nobody records the attribute, all are blanks."""
        attribute = "" if name == COMMUNITY else name.removeprefix("by ")
        return self.tables.get(attribute, self.tables[""])

    def fingerprint(self, *names: str) -> str:
        """Says whether it adds the same to these tables as once, and nothing to those without the secret key."""
        return keyed_hash([
            {value: {outcome: cell.value for outcome, cell in row.items()} for value, row in self.table(name).items()}
            for name in names
        ])  # fmt: skip


def keyed_hash(what: object) -> str:
    """HMAC-SHA-256 under the installation's secret key, hex."""
    return salted_hmac("evaluation", json.dumps(what, sort_keys=True), algorithm="sha256").hexdigest()


def fingerprint(figures: Iterable[Figure]) -> str:
    """Of a roll-up: of every figure and how many learners it counts, up to ten."""
    said = ([one.indicator, sorted(one.dims.items()), one.value, one.people] for one in figures)
    return keyed_hash(sorted(said))


def contribution_of(community: Community, rows: Iterable[RollUp]) -> Contribution:
    """From its figures by outcome; those that no longer name their learners count as if they were the same ones."""
    cells = ((row.dims, Cell(row.value, MANY if row.people >= MINIMUM else frozenset(row.learners))) for row in rows)
    return Contribution(community, outcomes_by_attribute(cells))


def names_of(contributions: list[Contribution]) -> list[str]:
    """The tables that can be made of them."""
    attributes = {attribute for one in contributions for attribute in one.tables} - {""}
    return [COMMUNITY, *(f"by {attribute}" for attribute in sorted(attributes))]


def add_up(name: str, contributions: list[Contribution]) -> Table:
    if name == COMMUNITY:
        return {one.community.slug: one.table(name)[""] for one in contributions}
    table: Table = {}
    for one in contributions:
        _add(table, one.table(name))
    return table


def fine(outcomes: Iterable[str]) -> Columns:
    return {outcome: (outcome,) for outcome in outcomes}


def coarse(outcomes: Iterable[str]) -> Columns:
    """Passed and not passed, of the outcomes that there are; what is neither stays."""
    there = list(outcomes)
    grouped = {name: tuple(one for one in group if one in there) for name, group in COARSE.items()}
    rest = fine(one for one in there if not any(one in group for group in grouped.values()))
    return {**{name: group for name, group in grouped.items() if group}, **rest}


def as_columns(table: Table, columns: Columns) -> Table:
    return {
        key: {column: total(row.get(outcome, Cell()) for outcome in outcomes) for column, outcomes in columns.items()}
        for key, row in table.items()
    }


def publishable(contributions: list[Contribution]) -> tuple[dict[str, Table], Row]:
    """The tables, with the outcomes that ten learners or more had, and these outcomes' sums."""
    tables = {name: add_up(name, contributions) for name in names_of(contributions)}
    outcomes = outcomes_in_order(frequent(sums(tables[COMMUNITY])))
    tables = {name: as_columns(table, fine(outcomes)) for name, table in tables.items()}
    return tables, sums(tables[COMMUNITY])


def _add(to: Table, table: Table) -> None:
    for value, row in table.items():
        into = to.setdefault(value, {})
        for outcome, cell in row.items():
            into[outcome] = into.get(outcome, Cell()) + cell

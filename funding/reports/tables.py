"""Statements as tables to take away: a part for each currency, and lines that a program reads."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from communities.models import Community
from files.exports import Asked, register_export
from funding.forms.statements import StatementForm
from funding.models import Entry
from funding.reports.catalogue import STATEMENTS
from funding.reports.grid import Grid, Row, Statement
from funding.reports.journal_writers import ENDINGS, WRITERS
from funding.reports.journals import journal
from tenancy.scope import current_community
from web.amounts import as_decimal
from web.exports import Part, Strong, Table


def register() -> None:
    register_export("funding.statement", permission="funding.see_books", table=statement_table)
    register_export("funding.statement_kept", permission="funding.post", table=kept_statement_table)
    register_export("funding.journal", permission="funding.post", table=journal_table)


def journal_table(asked: Asked) -> Table | None:
    """`asked["format"]` is beancount or hledger; with learners' own funds, so for who keeps the books."""
    format = asked.get("format", "")
    if format not in WRITERS:
        return None
    community = Community.objects.get(pk=current_community())
    lines = ([line] for line in journal(format))
    name = f"{community.slug}.{ENDINGS[format]}"
    return Table(name=name, heading=[], lines=lines, count=Entry.objects.count())


def statement_table(asked: Asked) -> Table | None:
    """`asked` is the query of the statement's page, with its key under `statement`; without learners' own funds."""
    return _statement(asked, kept=False)


def kept_statement_table(asked: Asked) -> Table | None:
    """For who keeps the books."""
    return _statement(asked, kept=True)


def _statement(asked: Asked, *, kept: bool) -> Table | None:
    key = asked.get("statement", "")
    if key not in STATEMENTS:
        return None
    community = Community.objects.get(pk=current_community())
    form = StatementForm(asked, community=community, plans=STATEMENTS[key].plans)
    statement = STATEMENTS[key].tell(form.told(kept=kept))
    columns = list(dict.fromkeys(column for grid in statement.grids for column in grid.columns))
    return Table(
        name=f"{key}.csv",
        title=f"{statement.title}: {community.name}",
        told=statement.told,
        heading=[_("Currency"), _("Part"), _("Number"), _("Line"), *columns],
        lines=list(_flat(statement, columns)),
        count=sum(len(grid.rows) for grid in statement.grids),
        parts=[_part(grid) for grid in statement.grids],
    )


def _flat(statement: Statement, columns: list[str]) -> Iterator[list[Any]]:
    """Without headings: what stands under one says so itself."""
    for grid in statement.grids:
        kind = group = ""
        for row in grid.rows:
            if row.weight == "heading":
                kind, group = row.label, ""
            elif row.weight == "group":
                group = row.label
            else:
                under = [grid.part, kind, *([] if row.is_sum else [group])]
                amounts = dict(zip(grid.columns, _amounts(row, grid), strict=True))
                said = [grid.currency, ": ".join(filter(None, under)), row.number, row.label]
                yield [*said, *(amounts.get(column) for column in columns)]


def _part(grid: Grid) -> Part:
    caption = f"{grid.part}, {grid.currency}" if grid.part else grid.currency
    lines = [
        [row.label, *_amounts(row, grid)] if row.weight == "line" else Strong([row.label, *_amounts(row, grid)])
        for row in grid.rows
    ]
    return Part(caption, [_("Line"), *grid.columns], lines)


def _amounts(row: Row, grid: Grid) -> list[Any]:
    return [None if cell.amount is None else as_decimal(cell.amount, grid.currency) for cell in row.cells]

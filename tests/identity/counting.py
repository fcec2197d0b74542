"""Every row of a person, of every table there is: whatever app it belongs to."""

from collections import Counter
from uuid import UUID

from learners.identity.tables import own_tables, tables_here
from tenancy.scope import as_person


def rows_of(person: UUID, *others: UUID) -> Counter:
    """By table and by all that a row says, but which of these persons it names."""
    selves = (person, *others)
    with as_person(person):
        return Counter(
            (table.name, repr(sorted((name, "self" if value in selves else value) for name, value in row.items())))
            for table in (*own_tables(), *tables_here())
            for row in table.model.objects.filter(**{table.owner: person}).values()
        )


def tables_in(rows: Counter) -> set[str]:
    return {table for table, _row in rows}

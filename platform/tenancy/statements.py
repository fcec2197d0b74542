"""SQL in the open scope, for reads that Django would take longer to compose than the database to answer."""

from typing import Any

from django.db import connection

from tenancy.scope import current_community


def ask(sql: str, **asked: Any) -> list[Any]:
    """The rows that a statement finds in the community, which it calls `here`; it names it for every table it reads."""
    wrapper: Any = connection
    with wrapper.prepared_cursor() as cursor:
        cursor.execute(sql, {"here": current_community(), **asked})
        return list(cursor.fetchall())

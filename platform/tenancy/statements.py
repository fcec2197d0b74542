"""SQL in the open scope, for what Django would take longer to compose than the database to do."""

from typing import Any

from django.db import connection

from tenancy.scope import current_community, current_person


def ask(sql: str, **asked: Any) -> list[Any]:
    """The rows that a statement finds in the community, which it calls `here`; it names it for every table it reads."""
    return _ask(sql, {"here": current_community(), **asked})


def ask_own(sql: str, **asked: Any) -> list[Any]:
    """The rows that a statement finds in a person's scope, of `me`; it names them for each table it reads."""
    return _ask(sql, {"me": current_person(), **asked})


def tell(sql: str, **asked: Any) -> None:
    """A statement that writes in the community, which it calls `here`."""
    wrapper: Any = connection
    with wrapper.prepared_cursor() as cursor:
        cursor.execute(sql, {"here": current_community(), **asked})


def _ask(sql: str, asked: dict[str, Any]) -> list[Any]:
    wrapper: Any = connection
    with wrapper.prepared_cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())

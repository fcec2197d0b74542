"""The two roles of the database: the owner migrates, the app does everything else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections


def app_role() -> str:
    return str(settings.DATABASE_ROLES["app"]["USER"])


def is_app(using: str) -> bool:
    return bool(connections[using].settings_dict["USER"] == app_role())


def become(role: str, using: str = "default") -> None:
    """Let this thread's connection speak as `owner` or `app` from its next statement on."""
    if role not in settings.DATABASE_ROLES:
        raise ImproperlyConfigured("OWNER_DATABASE_URL is not set: only the owner role may do this.")
    connection: Any = connections[using]
    connection.close()
    if connection.pool:
        connection.close_pool()
    connection.settings_dict.update(settings.DATABASE_ROLES[role])


@contextmanager
def as_owner(using: str = "default") -> Iterator[None]:
    was_app = is_app(using)
    become("owner", using)
    try:
        yield
    finally:
        if was_app:
            become("app", using)

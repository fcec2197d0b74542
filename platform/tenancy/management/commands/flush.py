from typing import Any

from django.core.management.commands import flush
from django.db import connections

from tenancy.roles import as_owner

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


class Command(flush.Command):
    """Empty the tables as their owner, but for what migrating wrote; the app itself may never."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        with as_owner(options["database"]), connection.cursor() as cursor:
            tables = [t for t in connection.introspection.table_names(cursor) if t not in KEPT]
            names = ", ".join(connection.ops.quote_name(table) for table in tables)
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")

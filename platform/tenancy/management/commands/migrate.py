from typing import Any

from django.core.management.commands import migrate

from tenancy.growth import Executor
from tenancy.roles import as_owner


class Command(migrate.Command):
    """Django's migrate, connected as the owner of the tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]
        with as_owner(options["database"]):
            super().handle(*args, **options)

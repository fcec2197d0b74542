"""Edits that only the owner of the database can make, each undone after it was looked at."""

from contextlib import contextmanager

from django.db import connection, transaction

from communities.governance.record.verify import faults
from tenancy.roles import as_owner
from tenancy.scope import in_community


@contextmanager
def the_database_of(community):
    """As the owner, in the community's scope: a cursor, until everything done with it is undone."""
    with as_owner(), in_community(community.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield cursor
        transaction.set_rollback(True)


def found_after(community, *statements, noted=()):
    """What the proof finds wrong after these statements."""
    with the_database_of(community) as cursor:
        for statement in statements:
            cursor.execute(statement)
        return list(faults(noted))

"""What founding a community costs the database where there are ten and where there are a thousand, turn by turn."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import connection

from accounts.models import Person
from communities.governance.founding import found_community
from tenancy.roles import as_owner
from tests.benchmarks.table import Line
from tests.benchmarks.world import World

FEW = "rhizome_few"
ROUNDS, EACH = 11, 5


def keep_few() -> None:
    """A copy of the database as it is now, to measure beside the one that goes on growing."""
    now = connection.settings_dict["NAME"]
    with as_owner():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{FEW}"')
            cursor.execute(f'CREATE DATABASE "{FEW}" TEMPLATE "{now}"')


def measure(world: World) -> list[Line]:
    many = connection.settings_dict["NAME"]
    rounds = [(_milliseconds(FEW, world.founder), _milliseconds(many, world.founder)) for _ in range(ROUNDS)]
    few, full, ratio = (statistics.median(found) for found in zip(*((a, b, b / a) for a, b in rounds), strict=True))
    return [
        Line("founding a community, 10 there: database time", few, "ms", 20, at_least=False),
        Line("founding a community, 1,000 there: database time", full, "ms", 20, at_least=False),
        Line("  ratio to 10 there", ratio, "×", 1.1, at_least=False),
    ]


def _milliseconds(database: str, founder: Person) -> float:
    """Median time in the database's statements, of so many foundings after a first on a new connection."""
    with _connected_to(database):
        found_community(founder, slug=uuid4().hex)
        return statistics.median(_one(founder) for _ in range(EACH))


def _one(founder: Person) -> float:
    spent = 0.0

    def watch(execute, sql, params, many, context):
        nonlocal spent
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += time.perf_counter() - begun

    with connection.execute_wrapper(watch):
        found_community(founder, slug=uuid4().hex)
    return spent * 1000


@contextmanager
def _connected_to(database: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before

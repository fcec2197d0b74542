"""What founding a community costs the database, with ten communities there and with a thousand."""

import statistics
import time
from uuid import uuid4

from django.db import connection

from communities.governance.actions import found_community
from tests.benchmarks.table import Line
from tests.benchmarks.world import World

_first: list[float] = []


def at_first(world: World) -> list[Line]:
    _first.append(_milliseconds(world))
    return [Line("founding a community, 10 there: database time", _first[0], "ms", 20, at_least=False)]


def at_last(world: World) -> list[Line]:
    last = _milliseconds(world)
    return [
        Line("founding a community, 1,000 there: database time", last, "ms", 20, at_least=False),
        Line("  ratio to 10 there", last / _first[0], "×", 1.1, at_least=False),
    ]


def _milliseconds(world: World, times: int = 60) -> float:
    """Median time in the database, its commit with it."""
    for _ in range(5):
        found_community(world.founder, slug=uuid4().hex)
    return statistics.median(_one(world) for _ in range(times))


def _one(world: World) -> float:
    spent = 0.0

    def watch(execute, sql, params, many, context):
        nonlocal spent
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += time.perf_counter() - begun

    commit = connection.connection.commit if connection.connection else None
    with connection.execute_wrapper(watch):
        whole = time.perf_counter()
        found_community(world.founder, slug=uuid4().hex)
        whole = time.perf_counter() - whole
    assert spent < whole
    assert commit is not None
    return spent * 1000

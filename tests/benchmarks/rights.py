"""What authorisation costs a request: one query, and fifty checks."""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.access import read_access
from communities.roles import PERMISSIONS
from tests.benchmarks.table import Line
from tests.benchmarks.world import World


def measure(world: World) -> list[Line]:
    with CaptureQueriesContext(connection) as queries:
        access = read_access(world.learners[0], slug="community5")
    reads = [query for query in queries.captured_queries if query["sql"].startswith("SELECT")]
    codes = (list(PERMISSIONS) * 50)[:50]
    begun = time.perf_counter()
    for _ in range(200):
        for code in codes:
            access.can(code)
    each = (time.perf_counter() - begun) / 200 * 1000
    return [
        Line("authorisation of a request: queries", len(reads), "", 1, at_least=False),
        Line("fifty checks on a page", each, "ms", 1, at_least=False),
    ]

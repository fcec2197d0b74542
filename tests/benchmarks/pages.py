"""Pages and lists against bare ones; what they are is in urls.py."""

from tests.benchmarks.table import Line
from tests.benchmarks.world import World


def measure(world: World) -> list[Line]:
    return []

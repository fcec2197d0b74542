"""Comparing and merging a curriculum of 2,000 nodes against one of 200: both are to grow with the nodes, no faster."""

import gc
import statistics
import time
from collections.abc import Callable
from uuid import UUID

from curriculum.comparing import compare
from curriculum.merging import join
from curriculum.models import Kind
from curriculum.nodes import NodeData
from tests.benchmarks.table import Line

FEW, MANY, UNIT = 200, 2000, 10  # nodes; and of these, how many are in a unit with it


def nodes_of(number: int, mark: str = "", every: int = 1) -> list[NodeData]:
    """Units of nine activities; every so many has another title."""
    made = []
    for place in range(number):
        first, at = divmod(place, UNIT)
        kind, parent = (Kind.ACTIVITY, UUID(int=first * UNIT + 1)) if at else (Kind.UNIT, None)
        node = NodeData(
            key=UUID(int=place + 1), kind=kind.value, parent_key=parent, position=at or first, title=f"Part {place}",
            body="Measure it.", minutes=None,
        )  # fmt: skip
        made.append(node._replace(title=f"{node.title} {mark}") if mark and not place % every else node)
    return made


Sides = tuple[list[NodeData], list[NodeData], list[NodeData]]


def sides_of(size: int) -> Sides:
    return nodes_of(size), nodes_of(size, "there", 3), nodes_of(size, "here", 5)


def measure() -> list[Line]:
    """As many nodes in ten of 200 as in one of 2,000: one of 200 again and again would stay in the processor's cache."""
    large, small = [sides_of(MANY)], [sides_of(FEW) for _ in range(MANY // FEW)]
    acts: list[tuple[str, Callable[[Sides], object]]] = [
        ("compared", lambda sides: compare(sides[0], sides[1])),
        ("merged three ways", lambda sides: join(*sides)),
    ]
    gc.collect()
    gc.freeze()  # what other measures left in this process is no cost of merging
    lines: list[Line] = []
    for name, act in acts:
        times = [(_seconds(act, large), _seconds(act, small) / len(small)) for _ in range(7)]
        middle = statistics.median(many for many, _ in times) * 1000
        lines += [
            Line(f"{MANY:,} nodes {name}", middle, "ms"),
            Line(f"  ratio to {FEW}", statistics.median(a / b for a, b in times), "×", 12, at_least=False),
        ]
    gc.unfreeze()
    return lines


def _seconds(act: Callable[[Sides], object], several: list[Sides]) -> float:
    """Of the processor: the best of three."""
    found = []
    for _ in range(3):
        begun = time.process_time()
        for sides in several:
            act(sides)
        found.append(time.process_time() - begun)
    return min(found)

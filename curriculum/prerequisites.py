"""Whether what comes before what can be done in any order at all."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

Point = tuple[UUID, bool]  # where a part begins, and (True) where it ends


class Standing(NamedTuple):
    """A part of any curriculum: what it lies in, and what must be done before it."""

    key: UUID
    parent_key: UUID | None
    requires: Sequence[UUID]


def circle(parts: Iterable[Standing]) -> list[UUID]:
    """Parts each of which must wait for the next, and the last for the first; none when there is an order.

    A part begins after what holds it began and ends before that ends; it begins after what it requires has ended."""
    after = _after(parts)
    done: set[Point] = set()
    for start in after:
        way: dict[Point, None] = {}
        stack = [(start, iter(after.get(start, ())))]
        if start in done:
            continue
        way[start] = None
        while stack:
            point, rest = stack[-1]
            following = next((one for one in rest if one not in done), None)
            if following is None:
                done.add(point)
                del way[point]
                stack.pop()
            elif following in way:
                around = list(way)
                return list(dict.fromkeys(key for key, _end in reversed(around[around.index(following) :])))
            else:
                way[following] = None
                stack.append((following, iter(after.get(following, ()))))
    return []


def _after(parts: Iterable[Standing]) -> dict[Point, list[Point]]:
    """What comes right after each point."""
    after: dict[Point, list[Point]] = {}
    for part in parts:
        begins, ends = (part.key, False), (part.key, True)
        after.setdefault(begins, []).append(ends)
        after.setdefault(ends, [])
        if part.parent_key is not None:
            after.setdefault((part.parent_key, False), []).append(begins)
            after[ends].append((part.parent_key, True))
        for key in part.requires:
            after.setdefault((key, True), []).append(begins)
    return after

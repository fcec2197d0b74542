"""One of the three states, as a merge looks at it; and which nodes have another place in one than in another."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from curriculum.nodes import NodeData, by_parent

Keys = dict[UUID | None, list[UUID]]


class Side:
    def __init__(self, nodes: Iterable[NodeData]) -> None:
        self.nodes = {node.key: node for node in nodes}
        families = by_parent(self.nodes.values())
        self.children: Keys = {key: [node.key for node in family] for key, family in families.items()}  # in order

    def __contains__(self, key: Any) -> bool:
        return key in self.nodes

    def reading_order(self) -> list[UUID]:
        """Parents before children."""
        found: list[UUID] = []
        waiting = self.children.get(None, [])[::-1]
        while waiting:
            found.append(waiting.pop())
            waiting += self.children.get(found[-1], [])[::-1]
        return found

    def common(self, parent: UUID | None, other: "Side") -> list[UUID]:
        """The children of a parent that lie under it in the other too."""
        keys = self.children.get(parent, [])
        return [key for key in keys if key in other and other.nodes[key].parent_key == parent]

    def before(self, other: "Side") -> dict[UUID, UUID | None]:
        """For each node, which sibling stands before it, among those that are siblings in both."""
        found: dict[UUID, UUID | None] = {}
        for parent in self.children:
            keys = self.common(parent, other)
            found.update(zip(keys, [None, *keys], strict=False))
        return found


def moved(old: Side, new: Side) -> set[UUID]:
    """Nodes of both in another unit, or that changed places with siblings which are in both; as few as explain it."""
    found = {key for key, node in new.nodes.items() if key in old and old.nodes[key].parent_key != node.parent_key}
    for parent in new.children:
        at = {key: place for place, key in enumerate(old.children.get(parent, []))}
        keys = new.common(parent, old)
        stay = _longest_rising([at[key] for key in keys])
        found.update(key for place, key in enumerate(keys) if place not in stay)
    return found


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Where the members of a longest rising subsequence stand (patience sorting, n log n)."""
    tops: list[int] = []  # the smallest number that ends a rise of each length, and where it stands
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tops, number)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1], ends[length : length + 1] = [number], [place]
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found

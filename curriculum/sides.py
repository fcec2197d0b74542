"""One of the three states, as a merge looks at it; and which nodes have another place in one than in another."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from curriculum.nodes import NodeData

Key = int  # `UUID.int`: hashed and compared in C, where a UUID itself is in Python
Keys = dict[Key | None, list[Key]]


class Side:
    def __init__(self, nodes: Iterable[NodeData]) -> None:
        self.nodes: dict[Key, NodeData] = {node.key.int: node for node in nodes}
        self.parents: dict[Key, Key | None] = {
            key: node.parent_key.int if node.parent_key else None for key, node in self.nodes.items()
        }
        self.children = families(self.nodes, self.parents)

    def reading_order(self) -> list[Key]:
        return reading_order(self.children)

    def numbers(self) -> dict[Key, str]:
        """In reading order, each with its place, such as "2.1"."""
        found: dict[Key, str] = {}
        places = {key: place for keys in self.children.values() for place, key in enumerate(keys, 1)}
        for key in self.reading_order():
            parent = self.parents[key]
            found[key] = str(places[key]) if parent is None else f"{found[parent]}.{places[key]}"
        return found

    def common(self, parent: Key | None, other: "Side") -> list[Key]:
        """The children of a parent that lie under it in the other too."""
        there = set(other.children.get(parent, ()))
        return [key for key in self.children.get(parent, ()) if key in there]

    def before(self, other: "Side") -> dict[Key, Key | None]:
        """For each node, which sibling stands before it, among those that are siblings in both."""
        found: dict[Key, Key | None] = {}
        for parent in self.children:
            keys = self.common(parent, other)
            found.update(zip(keys, [None, *keys], strict=False))
        return found


def families(nodes: Mapping[Key, NodeData], parents: Mapping[Key, Key | None]) -> Keys:
    """Nodes under what they lie in, each family by its places."""
    found: Keys = {}
    for key, parent in parents.items():
        found.setdefault(parent, []).append(key)
    for keys in found.values():
        keys.sort(key=lambda key: (nodes[key].position, key))
    return found


def reading_order(children: Keys) -> list[Key]:
    """Parents before children."""
    found: list[Key] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        key = waiting.pop()
        found.append(key)
        if key in children:
            waiting += children[key][::-1]
    return found


def moved(old: Side, new: Side) -> set[Key]:
    """Nodes of both in another unit, or that changed places with siblings which are in both; as few as explain it."""
    found = {key for key, parent in new.parents.items() if old.parents.get(key, parent) != parent}
    for parent, keys in new.children.items():
        at = {key: place for place, key in enumerate(old.children.get(parent, ()))}
        places = [at[key] for key in keys if key in at]
        if places != sorted(places):
            stay = _longest_rising(places)
            found.update(key for key in keys if key in at and at[key] not in stay)
    return found


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Which of them, all different, are a longest rising subsequence (patience sorting, n log n)."""
    tops: list[int] = []  # the smallest number that ends a rise of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(tops, number)
        before[number] = tops[length - 1] if length else None
        tops[length : length + 1] = [number]
    found: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found

"""A part of a curriculum by the keys of its nodes, in one version and the next; no keys: the whole."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from curriculum.nodes import NodeData
from curriculum.sides import Side

Keys = Collection[UUID] | None


def chosen(nodes: Sequence[NodeData], picked: Collection[UUID]) -> set[UUID]:
    """These with all that lies in them, and the units that they lie in."""
    side = Side(nodes)
    found: set[UUID] = set()
    for key in side.reading_order():
        if key in picked or side.nodes[key].parent_key in found:
            found.add(key)
    return found | _above(side, found)


def part_of(nodes: Sequence[NodeData], keys: Keys) -> list[NodeData]:
    return list(nodes) if keys is None else [node for node in nodes if node.key in keys]


def newer_part(base: Sequence[NodeData], theirs: Sequence[NodeData], keys: Keys) -> list[NodeData]:
    """Of a newer version what belongs to the part: what was taken, and what is new in a unit that was taken.

    What was left out stays out. New at the top comes along when all of the top was taken."""
    if keys is None:
        return list(theirs)
    every = all(node.key in keys for node in base if node.parent_key is None)
    return _inside(base, theirs, keys, {node.key for node in base}, new_at_top=every)


def own_part(base: Sequence[NodeData], ours: Sequence[NodeData], keys: Keys) -> list[NodeData]:
    """Of an adaptation what its original may want: what was taken, and what is new in it."""
    if keys is None:
        return list(ours)
    return _inside(base, ours, keys, {node.key for node in base}, new_at_top=False)


def _inside(
    base: Sequence[NodeData], nodes: Sequence[NodeData], keys: Collection[UUID], known: set[UUID], *, new_at_top: bool
) -> list[NodeData]:
    side, before = Side(nodes), {node.key: node for node in base}
    inside: set[UUID] = set()
    for key in side.reading_order():
        parent = side.nodes[key].parent_key
        is_new = key not in known and (new_at_top if parent is None else parent in inside)
        if key in keys or is_new:
            inside.add(key)
    stay = {}
    for key in inside:  # what was moved to where the part does not reach stays where it was, or that comes along
        node = side.nodes[key]
        if node.parent_key is not None and node.parent_key not in inside:
            was = before[key].parent_key if key in before else None
            if was in inside:
                stay[key] = replace(node, parent_key=was)
    inside |= _above(side, inside - set(stay))
    return [stay.get(key, side.nodes[key]) for key in side.nodes if key in inside]


def _above(side: Side, keys: Iterable[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for key in keys:
        parent = side.nodes[key].parent_key
        while parent is not None and parent not in found:
            found.add(parent)
            parent = side.nodes[parent].parent_key
    return found

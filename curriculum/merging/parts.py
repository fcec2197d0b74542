"""A part of a curriculum by the keys of its nodes, in one version and the next; no keys: the whole."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from curriculum.nodes import NodeData
from curriculum.sides import Key, Side

Keys = Collection[UUID] | None


def chosen(nodes: Sequence[NodeData], picked: Collection[UUID]) -> set[UUID]:
    """These with all that lies in them, and the units that they lie in."""
    side, wanted = Side(nodes), {key.int for key in picked}
    found: set[Key] = set()
    for key in side.reading_order():
        if key in wanted or side.parents[key] in found:
            found.add(key)
    return {side.nodes[key].key for key in found | _above(side, found)}


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
    side, before = Side(nodes), Side(base)
    inside: set[Key] = set()
    for key, node in ((key, side.nodes[key]) for key in side.reading_order()):
        is_new = node.key not in known and (new_at_top if node.parent_key is None else side.parents[key] in inside)
        if node.key in keys or is_new:
            inside.add(key)
    stay = {}
    for key in inside:  # what was moved to where the part does not reach stays where it was, or that comes along
        parent, was = side.parents[key], before.parents.get(key)
        if parent is not None and parent not in inside and was in inside:
            stay[key] = side.nodes[key]._replace(parent_key=before.nodes[key].parent_key)
    inside |= _above(side, inside - set(stay))
    return [stay.get(key, node) for key, node in side.nodes.items() if key in inside]


def _above(side: Side, keys: Iterable[Key]) -> set[Key]:
    found: set[Key] = set()
    for key in keys:
        parent = side.parents[key]
        while parent is not None and parent not in found:
            found.add(parent)
            parent = side.parents[parent]
    return found

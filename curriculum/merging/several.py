"""Three states of what a field holds several of, brought together item by item."""

from typing import Any

from curriculum.questions import Question
from curriculum.values import Medium, Ref, Translation

Items = tuple[Any, ...]


def name_of(item: Any) -> Any:
    """What an item is known by in every state; what has no other name is its own."""
    if isinstance(item, Question | Ref):
        return item.key
    if isinstance(item, Translation):
        return item.language
    return item.file if isinstance(item, Medium) else item


def merged(base: Items, ours: Items, theirs: Items) -> Items | None:
    """Ours with what theirs added, changed and took out; None where both changed one item, each in another way.

    In the order of ours; what only theirs has stands behind what it follows there."""
    was, here, there = ({name_of(item): item for item in side} for side in (base, ours, theirs))
    found: dict[Any, Any] = {}
    for name in {**here, **there}:
        before, own, other = was.get(name), here.get(name), there.get(name)
        if own not in (other, before) and other != before:
            return None
        kept = other if own == before else own
        if kept is not None:
            found[name] = kept
    return tuple(found[name] for name in _woven(list(here), list(there)) if name in found)


def _woven(first: list[Any], second: list[Any]) -> list[Any]:
    """The first, and what only the second has behind what it follows in the second."""
    order = list(first)
    for place, name in enumerate(second):
        if name not in first:
            follows = second[place - 1] if place else None
            order.insert(order.index(follows) + 1 if place else 0, name)
    return order

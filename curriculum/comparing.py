"""What is different between two versions, by the keys of their nodes."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from curriculum.models import Described
from curriculum.nodes import FIELDS, NodeData
from curriculum.sides import Side, moved

DESCRIBED = ("title", "summary", "language", "subject", "age_from", "age_to", "licence", "authors")
WRITTEN = attrgetter(*FIELDS)


class What(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    MOVED = "moved", _("moved")
    REMOVED = "removed", _("taken out")
    SAME = "same", _("as it was")


class Change(NamedTuple):
    what: What
    old: NodeData | None
    new: NodeData | None
    number: str = ""  # the place of the new, such as "2.1"
    fields: tuple[str, ...] = ()  # of FIELDS, where they differ

    @property
    def node(self) -> NodeData:
        found = self.new or self.old
        assert found
        return found


def compare(old: Sequence[NodeData], new: Sequence[NodeData]) -> list[Change]:
    """One change a node, in the reading order of the new; what was taken out comes last."""
    before, after = Side(old), Side(new)
    elsewhere, numbers = moved(before, after), after.numbers()
    return [
        *(_change(before.nodes.get(key), after.nodes[key], at, key in elsewhere) for key, at in numbers.items()),
        *(Change(What.REMOVED, before.nodes[key], None) for key in before.reading_order() if key not in numbers),
    ]


def _change(old: NodeData | None, new: NodeData, number: str, is_moved: bool) -> Change:
    if old is None:
        return Change(What.ADDED, None, new, number)
    fields = differing(old, new)
    what = What.CHANGED if fields else What.MOVED if is_moved else What.SAME
    return Change(what, old, new, number, fields)


def differing(old: NodeData, new: NodeData) -> tuple[str, ...]:
    """The FIELDS in which they differ."""
    was, now = WRITTEN(old), WRITTEN(new)
    if was == now:
        return ()
    return tuple([name for name, before, after in zip(FIELDS, was, now, strict=True) if before != after])


def told_by_key(changes: Sequence[Change]) -> dict[UUID, What]:
    """What became of each node; a unit has changed when anything in it has, came to it or was taken out of it."""
    told = {change.node.key: change.what for change in changes}
    parents = {change.node.key: change.node.parent_key for change in changes}
    for change in changes:
        for side in (change.old, change.new) if change.what != What.SAME else ():
            key = side.parent_key if side else None
            while key is not None:
                told[key] = What.CHANGED if told[key] == What.SAME else told[key]
                key = parents[key]
    return told


def described_changes(old: Described, new: Described) -> list[tuple[str, Any, Any]]:
    """(field, old value, new value) of what they say about themselves differently."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in DESCRIBED)
    return [(name, was, now) for name, was, now in pairs if was != now]

"""What is different between two versions, by the keys of their nodes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from curriculum.models import Described
from curriculum.nodes import FIELDS, Branch, NodeData, tree, walk
from curriculum.sides import Side, moved

DESCRIBED = ("title", "summary", "language", "subject", "age_from", "age_to", "licence", "authors")


class What(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    MOVED = "moved", _("moved")
    REMOVED = "removed", _("taken out")
    SAME = "same", _("as it was")


@dataclass(frozen=True, kw_only=True)
class Change:
    what: What
    old: Branch | None
    new: Branch | None
    fields: tuple[str, ...] = ()  # of FIELDS, where they differ

    @property
    def branch(self) -> Branch:
        found = self.new or self.old
        assert found
        return found


def compare(old: Sequence[NodeData], new: Sequence[NodeData]) -> list[Change]:
    """One change a node, in the reading order of the new; what was taken out comes last."""
    before = {branch.node.key: branch for branch in walk(tree(old))}
    after = {branch.node.key: branch for branch in walk(tree(new))}
    elsewhere = moved(Side(old), Side(new))
    changes = [_change(before.get(key), branch, key in elsewhere) for key, branch in after.items()]
    removed = [Change(what=What.REMOVED, old=branch, new=None) for key, branch in before.items() if key not in after]
    return changes + removed


def _change(old: Branch | None, new: Branch, is_moved: bool) -> Change:
    if old is None:
        return Change(what=What.ADDED, old=None, new=new)
    fields = differing(old.node, new.node)
    what = What.CHANGED if fields else What.MOVED if is_moved else What.SAME
    return Change(what=what, old=old, new=new, fields=fields)


def differing(old: NodeData, new: NodeData) -> tuple[str, ...]:
    """The FIELDS in which they differ."""
    was, now = vars(old), vars(new)
    return tuple(name for name in FIELDS if was[name] != now[name])


def told_by_key(changes: Sequence[Change]) -> dict[UUID, What]:
    """What became of each node; a unit has changed when anything in it has, came to it or was taken out of it."""
    told = {change.branch.node.key: change.what for change in changes}
    parents = {c.branch.node.key: c.branch.node.parent_key for c in changes}
    for change in changes:
        for side in (change.old, change.new) if change.what != What.SAME else ():
            key = side.node.parent_key if side else None
            while key is not None:
                told[key] = What.CHANGED if told[key] == What.SAME else told[key]
                key = parents[key]
    return told


def described_changes(old: Described, new: Described) -> list[tuple[str, Any, Any]]:
    """(field, old value, new value) of what they say about themselves differently."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in DESCRIBED)
    return [(name, was, now) for name, was, now in pairs if was != now]

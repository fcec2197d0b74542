"""Where a node goes when it is moved one step: pure rules of the tree."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from curriculum.models import Kind, Node
from curriculum.nodes import by_parent

UNIT_LEVELS = 2  # a unit may hold units, and these activities alone
MOST_NODES = 2000  # of one curriculum
MOST_LETTERS = 100_000  # of one part's text


class Direction(models.TextChoices):
    UP = "up", _("Up")
    DOWN = "down", _("Down")
    IN = "in", _("Into the unit above")
    OUT = "out", _("Out of its unit")


class Step(NamedTuple):
    """A direction as a button: its value, words and icon."""

    value: str
    label: Any
    icon: str


STEPS = [
    Step(Direction.UP, _("Move up"), "arrow-up"),
    Step(Direction.DOWN, _("Move down"), "arrow-down"),
    Step(Direction.IN, _("Move into the unit above"), "arrow-right"),
    Step(Direction.OUT, _("Move out of its unit"), "arrow-left"),
]


class Place(NamedTuple):
    parent_key: UUID | None
    at: int  # among the siblings there


class Outline:
    """The nodes of one draft, by parent and in order."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.by_key = {node.key: node for node in nodes}
        self.children: dict[UUID | None, list[Node]] = by_parent(self.by_key.values())

    def siblings(self, node: Node) -> list[Node]:
        return self.children[node.parent_key]

    def under(self, key: UUID) -> list[Node]:
        """Everything below a node."""
        below = self.children.get(key, [])
        return below + [deeper for node in below for deeper in self.under(node.key)]

    def level(self, key: UUID | None) -> int:
        """How many units a child of this one lies in."""
        return 1 + self.level(self.by_key[key].parent_key) if key else 0

    def unit_levels(self, node: Node) -> int:
        """How many levels of units a node brings along."""
        if node.kind != Kind.UNIT:
            return 0
        return 1 + max((self.unit_levels(child) for child in self.children.get(node.key, [])), default=0)

    def takes(self, parent_key: UUID | None, node: Node) -> bool:
        """Whether the node may lie there: activities in a unit, units not deeper than UNIT_LEVELS."""
        if node.kind != Kind.UNIT:
            return parent_key is not None
        return self.level(parent_key) + self.unit_levels(node) <= UNIT_LEVELS

    def place(self, node: Node, direction: str) -> Place | None:
        """Where the step leads, or None when there is no such step."""
        siblings = self.siblings(node)
        at = siblings.index(node)
        if direction == Direction.OUT:
            place = self._out(node)
        elif direction == Direction.IN:
            place = self._end_of(siblings[at - 1]) if at else None
        elif direction == Direction.UP:
            place = Place(node.parent_key, at - 1) if at else self._end_of(self._beside(node, -1))
        else:
            place = Place(node.parent_key, at + 1) if siblings[at + 1 :] else self._start_of(self._beside(node, 1))
        return place if place and self.takes(place.parent_key, node) else None

    def steps(self) -> dict[UUID, list[Step]]:
        """Where each node may go from here."""
        return {key: [step for step in STEPS if self.place(node, step.value)] for key, node in self.by_key.items()}

    def _out(self, node: Node) -> Place | None:
        if node.parent_key is None:
            return None
        parent = self.by_key[node.parent_key]
        return Place(parent.parent_key, self.siblings(parent).index(parent) + 1)

    def _beside(self, node: Node, step: int) -> Node | None:
        """The unit before or after the one that the node lies in."""
        if node.parent_key is None:
            return None
        parent = self.by_key[node.parent_key]
        units = self.siblings(parent)
        at = units.index(parent) + step
        return units[at] if 0 <= at < len(units) else None

    def _end_of(self, unit: Node | None) -> Place | None:
        if unit is None or unit.kind != Kind.UNIT:
            return None
        return Place(unit.key, len(self.children.get(unit.key, [])))

    def _start_of(self, unit: Node | None) -> Place | None:
        return Place(unit.key, 0) if unit is not None and unit.kind == Kind.UNIT else None

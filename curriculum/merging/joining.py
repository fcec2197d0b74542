"""Put the changes that are taken into ours, so that it is a tree again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from curriculum.comparing import What
from curriculum.merging.changes import NODE, PLACE, Offered, Three, changes_of
from curriculum.models import Kind
from curriculum.nodes import NodeData
from curriculum.placing import UNIT_LEVELS
from curriculum.sides import Side


class Joined(NamedTuple):
    """`held`: stay, or come along, because something lies in them; `put_back`: could not go where they were to go."""

    nodes: list[NodeData]
    held: list[NodeData]
    put_back: list[NodeData]


def join(
    base: Iterable[NodeData], theirs: Iterable[NodeData], ours: Iterable[NodeData], taken: Collection[str] | None = None
) -> Joined:
    """Ours with the changes of theirs whose ids are `taken`; without, all that touch nothing that changed here."""
    three = Three(Side(base), Side(theirs), Side(ours))
    tree = _Tree(three)
    for change in changes_of(three):
        wanted = not change.is_conflict if taken is None else change.id in taken
        if wanted and change.key:
            tree.take(change)
    tree.settle()
    return Joined(tree.ordered(), [tree.nodes[key] for key in tree.held], [tree.nodes[key] for key in tree.put_back])


@dataclass
class _Tree:
    three: Three
    nodes: dict[UUID, NodeData] = field(init=False)
    placed: set[UUID] = field(default_factory=set)  # stand where theirs has them
    held: dict[UUID, None] = field(default_factory=dict)
    put_back: dict[UUID, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = dict(self.three.ours.nodes)

    def take(self, change: Offered) -> None:
        key, name = change.key, change.field
        assert key
        if change.what == What.REMOVED:
            del self.nodes[key]
            return
        new = self.three.theirs.nodes[key]
        if name in (NODE, PLACE):
            self.placed.add(key)
        if name == NODE:
            self.nodes[key] = new
        elif name == PLACE:
            self.nodes[key] = replace(self.nodes[key], parent_key=new.parent_key)
        else:
            self.nodes[key] = replace(self.nodes[key], **{name: change.theirs})

    def settle(self) -> None:
        """What holds something stays; nothing lies in itself, in an activity, or too deep."""
        self._hold(list(self.nodes))
        while circle := self._circle():
            back = next(key for key in circle if key in self.placed and key in self.three.ours)
            self._put(back, self.three.ours.nodes[back].parent_key)
            self._hold([back])
        parents = {node.parent_key for node in self.nodes.values()}
        for key, node in self.nodes.items():
            if node.kind != Kind.UNIT and (key in parents or node.parent_key is None):
                self.nodes[key] = replace(node, kind=Kind.UNIT.value)
                self.put_back[key] = None
        self._lift()

    def _hold(self, keys: list[UUID]) -> None:
        for key in keys:
            parent = self.nodes[key].parent_key
            while parent is not None and parent not in self.nodes:
                here = self.three.ours.nodes.get(parent)
                self.nodes[parent] = here or self.three.theirs.nodes[parent]
                self.held[parent] = None
                if here is None:
                    self.placed.add(parent)
                parent = self.nodes[parent].parent_key

    def _put(self, key: UUID, parent: UUID | None) -> None:
        self.nodes[key] = replace(self.nodes[key], parent_key=parent)
        self.placed.discard(key)
        self.put_back[key] = None

    def _circle(self) -> list[UUID]:
        """Nodes that lie in one another, or none."""
        sound: set[UUID | None] = {None}
        for start in self.nodes:
            way: dict[UUID, None] = {}
            key: UUID | None = start
            while key is not None and key not in sound:
                if key in way:
                    around = list(way)
                    return around[around.index(key) :]
                way[key] = None
                key = self.nodes[key].parent_key
            sound.update(way)
        return []

    def _lift(self) -> None:
        level: dict[UUID | None, int] = {None: 0}  # how many units a child of it lies in
        for key in Side(self.nodes.values()).reading_order():
            node = self.nodes[key]
            parent = node.parent_key
            while node.kind == Kind.UNIT and parent is not None and level[parent] >= UNIT_LEVELS:
                parent = self.nodes[parent].parent_key
            if parent != node.parent_key:
                self._put(key, parent)
            level[key] = level[parent] + 1

    def ordered(self) -> list[NodeData]:
        """Siblings as ours has them; what was placed stands behind the sibling that it follows in theirs."""
        children: dict[UUID | None, dict[UUID, None]] = {}
        for key, node in self.nodes.items():
            children.setdefault(node.parent_key, {})[key] = None
        numbered: list[NodeData] = []
        for parent, keys in children.items():
            order = self._order(parent, keys)
            numbered += [replace(self.nodes[key], position=place) for place, key in enumerate(order)]
        return numbered

    def _order(self, parent: UUID | None, keys: dict[UUID, None]) -> list[UUID]:
        own = [key for key in self.three.ours.children.get(parent, []) if key in keys and key not in self.placed]
        follows: dict[UUID | None, UUID] = {}
        last: UUID | None = None
        for key in self.three.theirs.children.get(parent, []):
            if key in keys:
                if key in self.placed:
                    follows[last] = key
                last = key
        order: dict[UUID, None] = {}
        for start in (None, *own):
            at: UUID | None = start
            while at is None or at not in order:
                if at is not None:
                    order[at] = None
                if at not in follows:
                    break
                at = follows[at]
        return [*order, *(key for key in keys if key not in order)]

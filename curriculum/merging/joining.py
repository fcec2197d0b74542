"""Put the changes that are taken into ours, so that it is a tree again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from curriculum.comparing import What
from curriculum.merging.changes import NODE, PLACE, Offered, Three, changes_of
from curriculum.models import Kind
from curriculum.nodes import NodeData
from curriculum.placing import UNIT_LEVELS
from curriculum.sides import Key, Side, families, reading_order


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
    made = tree.made()
    return Joined(list(made.values()), [made[key] for key in tree.held], [made[key] for key in tree.put_back])


@dataclass
class _Tree:
    three: Three
    nodes: dict[Key, NodeData] = field(init=False)  # as they are written; where they lie says `parents`
    parents: dict[Key, Key | None] = field(init=False)
    placed: set[Key] = field(default_factory=set)  # stand where theirs has them
    held: dict[Key, None] = field(default_factory=dict)
    put_back: dict[Key, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes, self.parents = dict(self.three.ours.nodes), dict(self.three.ours.parents)

    def take(self, change: Offered) -> None:
        assert change.key
        key, name, theirs = change.key.int, change.field, self.three.theirs
        if change.what == What.REMOVED:
            del self.nodes[key], self.parents[key]
            return
        if name in (NODE, PLACE):
            self.placed.add(key)
            self.parents[key] = theirs.parents[key]
        if name == NODE:
            self.nodes[key] = theirs.nodes[key]
        elif name != PLACE:
            self.nodes[key] = self.nodes[key]._replace(**{name: change.theirs})

    def settle(self) -> None:
        """What holds something stays; nothing lies in itself, in an activity, or too deep."""
        self._hold(list(self.nodes))
        while circle := self._circle():
            back = next(key for key in circle if key in self.placed and key in self.three.ours.nodes)
            self._put(back, self.three.ours.parents[back])
            self._hold([back])
        parents = set(self.parents.values())
        for key, node in self.nodes.items():
            if node.kind != Kind.UNIT and (key in parents or self.parents[key] is None):
                self.nodes[key] = node._replace(kind=Kind.UNIT.value)
                self.put_back[key] = None
        self._lift()

    def _hold(self, keys: list[Key]) -> None:
        for key in keys:
            parent = self.parents[key]
            while parent is not None and parent not in self.nodes:
                side = self.three.ours
                if parent not in side.nodes:
                    side = self.three.theirs
                    self.placed.add(parent)
                self.nodes[parent], self.parents[parent] = side.nodes[parent], side.parents[parent]
                self.held[parent] = None
                parent = self.parents[parent]

    def _put(self, key: Key, parent: Key | None) -> None:
        self.parents[key] = parent
        self.placed.discard(key)
        self.put_back[key] = None

    def _circle(self) -> list[Key]:
        """Nodes that lie in one another, or none."""
        sound: set[Key | None] = {None}
        for start in self.parents:
            way: dict[Key, None] = {}
            key: Key | None = start
            while key is not None and key not in sound:
                if key in way:
                    around = list(way)
                    return around[around.index(key) :]
                way[key] = None
                key = self.parents[key]
            sound.update(way)
        return []

    def _lift(self) -> None:
        level: dict[Key | None, int] = {None: 0}  # how many units a child of it lies in
        for key in reading_order(families(self.nodes, self.parents)):
            parent = self.parents[key]
            if self.nodes[key].kind == Kind.UNIT:
                while parent is not None and level[parent] >= UNIT_LEVELS:
                    parent = self.parents[parent]
                if parent != self.parents[key]:
                    self._put(key, parent)
            level[key] = level[parent] + 1

    def made(self) -> dict[Key, NodeData]:
        """Siblings as ours has them; what was placed stands behind the sibling that it follows in theirs."""
        children: dict[Key | None, dict[Key, None]] = {}
        for key, parent in self.parents.items():
            children.setdefault(parent, {})[key] = None
        made: dict[Key, NodeData] = {}
        for parent, keys in children.items():
            parent_key = None if parent is None else self.nodes[parent].key
            for place, key in enumerate(self._order(parent, keys)):
                made[key] = self.nodes[key]._replace(parent_key=parent_key, position=place)
        return made

    def _order(self, parent: Key | None, keys: dict[Key, None]) -> list[Key]:
        own = [key for key in self.three.ours.children.get(parent, []) if key in keys and key not in self.placed]
        follows: dict[Key | None, Key] = {}
        last: Key | None = None
        for key in self.three.theirs.children.get(parent, []):
            if key in keys:
                if key in self.placed:
                    follows[last] = key
                last = key
        order: dict[Key, None] = {}
        for start in (None, *own):
            at: Key | None = start
            while at is None or at not in order:
                if at is not None:
                    order[at] = None
                if at not in follows:
                    break
                at = follows[at]
        return [*order, *(key for key in keys if key not in order)]

"""Units and activities away from their tables: as a tree, and compared between two versions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from curriculum.models import Kind, Placed
from curriculum.questions import Question
from curriculum.values import Author, Medium, Ref, SeveralField, Translation, frozen, thawed


class NodeData(NamedTuple):
    """What a node of a draft, of a version and of the commons have in common."""

    key: UUID
    kind: str
    parent_key: UUID | None
    position: int
    title: str
    body: str
    minutes: int | None
    method: str = ""
    materials: tuple[str, ...] = ()
    relevance: str = ""
    language: str = ""
    translations: tuple[Translation, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    teaches: tuple[Ref, ...] = ()
    assesses: tuple[Ref, ...] = ()
    requires: tuple[Ref, ...] = ()
    media: tuple[Medium, ...] = ()
    access_modes: tuple[str, ...] = ()
    access_features: tuple[str, ...] = ()
    access_hazards: tuple[str, ...] = ()
    access_note: str = ""
    licence: str = ""
    authors: tuple[Author, ...] = ()
    questions: tuple[Question, ...] = ()
    attempts: int | None = None
    answers: str = ""

    @property
    def is_unit(self) -> bool:
        return self.kind == Kind.UNIT

    def as_json(self) -> dict[str, Any]:
        """Without what is left empty."""
        held = zip(NAMES, self, strict=True)
        return {name: _plain(value) for name, value in held if name not in EMPTY or value != EMPTY[name]}


NAMES, EMPTY = NodeData._fields, NodeData._field_defaults
ALL = attrgetter(*NAMES)
FIELDS = tuple(name for name in NAMES if name not in ("key", "parent_key", "position"))  # what a writer says of it
SEVERAL = {one.name: one.of for one in Placed._meta.local_fields if isinstance(one, SeveralField)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return thawed(value)
    return str(value) if isinstance(value, UUID) else value


def data_of(node: Placed) -> NodeData:
    return NodeData(*ALL(node))


def from_json(value: dict[str, Any]) -> NodeData:
    parent = value["parent_key"]
    several = {name: frozen(of, value[name]) for name, of in SEVERAL.items() if name in value}
    return NodeData(**{**value, **several, "key": UUID(value["key"]), "parent_key": UUID(parent) if parent else None})


@dataclass(slots=True)
class Branch:
    """A node with what lies under it; `number` is its place, such as "2.1"."""

    node: NodeData
    number: str = ""
    children: list["Branch"] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """Its own and those of everything under it."""
        return (self.node.minutes or 0) + sum(child.minutes for child in self.children)

    @property
    def activities(self) -> int:
        """How many of what is not a unit."""
        return sum(not branch.node.is_unit for branch in walk([self]))


def by_parent(nodes: Iterable[Any]) -> dict[UUID | None, list[Any]]:
    """Nodes, as data or rows, under the keys of what they lie in, each family by its places."""
    families: dict[UUID | None, list[Any]] = {}
    for node in nodes:
        families.setdefault(node.parent_key, []).append(node)
    for family in families.values():
        family.sort(key=lambda node: (node.position, node.key.int))
    return families


def tree(nodes: Iterable[NodeData]) -> list[Branch]:
    """The top branches in order, numbered; each node once."""
    families = {key: [Branch(node) for node in family] for key, family in by_parent(nodes).items()}
    for siblings in families.values():
        for branch in siblings:
            branch.children = families.get(branch.node.key, [])
    top = families.get(None, [])
    _number(top, "")
    return top


def _number(branches: Sequence[Branch], prefix: str) -> None:
    for place, branch in enumerate(branches, 1):
        branch.number = f"{prefix}{place}"
        _number(branch.children, f"{branch.number}.")


def walk(branches: Iterable[Branch]) -> Iterator[Branch]:
    """Every branch, parents before children, in reading order."""
    for branch in branches:
        yield branch
        yield from walk(branch.children)

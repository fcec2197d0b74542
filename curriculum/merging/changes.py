"""What the others changed since the common base, each change to take or to decline by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from curriculum.comparing import DESCRIBED, What, differing
from curriculum.merging.several import merged
from curriculum.models import Described
from curriculum.nodes import NodeData
from curriculum.sides import Key, Side, moved

ABOUT = tuple(name for name in DESCRIBED if name not in ("licence", "authors"))  # these go by rules of their own
NODE, PLACE = "node", "place"


class Spot(NamedTuple):
    """Where a node stands: titles of its unit and of the sibling before it, "" for none."""

    unit: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A change of theirs. `field`: of FIELDS, of ABOUT, PLACE (values are Spots) or NODE (values are NodeData).

    `theirs` is what is taken: theirs, or ours and theirs together where a field holds several and they do not clash."""

    key: UUID | None  # none: what the curriculum says about itself
    field: str
    what: What
    title: str
    base: Any
    ours: Any
    theirs: Any
    is_conflict: bool = False

    @property
    def id(self) -> str:
        return f"{self.key or 'about'}:{self.field}"


@dataclass(frozen=True)
class Three:
    base: Side
    theirs: Side
    ours: Side

    @cached_property
    def moved_there(self) -> set[Key]:
        return moved(self.base, self.theirs)

    @cached_property
    def moved_here(self) -> set[Key]:
        return moved(self.base, self.ours)

    @cached_property
    def elsewhere(self) -> set[Key]:
        """Nodes of ours that stand in another place in theirs, looked at from the siblings that both have."""
        here, there = self.ours.before(self.theirs), self.theirs.before(self.ours)
        return {key for key in self.ours.nodes if key in self.theirs.nodes and here.get(key, key) != there.get(key)}

    def spot(self, side: Side, key: Key, before: dict[Key, Key | None]) -> Spot:
        unit, after = (side.nodes.get(one) if one is not None else None for one in (side.parents[key], before.get(key)))
        return Spot(unit.title if unit else "", after.title if after else "")

    @cached_property
    def spots(self) -> tuple[dict[Key, Key | None], ...]:
        return tuple({k: v for keys in side.children.values() for k, v in zip(keys, [None, *keys], strict=False)}
                     for side in (self.base, self.ours, self.theirs))  # fmt: skip

    def edited(self, side: Side, key: Key) -> bool:
        return bool(differing(self.base.nodes[key], side.nodes[key]))


def changes(base: Iterable[NodeData], theirs: Iterable[NodeData], ours: Iterable[NodeData]) -> list[Offered]:
    """In the reading order of theirs; what they took out comes last. What both did alike is no change."""
    return changes_of(Three(Side(base), Side(theirs), Side(ours)))


def changes_of(three: Three) -> list[Offered]:
    found: list[Offered] = []
    for key in three.theirs.reading_order():
        if key in three.ours.nodes:
            found += _fields(three, key)
            found += _place(three, key)
        elif key not in three.base.nodes:
            found.append(_whole(three, key, What.ADDED, is_conflict=False))
        elif three.edited(three.theirs, key) or key in three.moved_there:
            found.append(_whole(three, key, What.CHANGED, is_conflict=True))
    for key in three.base.reading_order():
        if key in three.ours.nodes and key not in three.theirs.nodes:
            touched = three.edited(three.ours, key) or key in three.moved_here or _holds_more(three, key)
            found.append(_whole(three, key, What.REMOVED, is_conflict=touched))
    return found


def _whole(three: Three, key: Key, what: What, *, is_conflict: bool) -> Offered:
    base, ours, theirs = (side.nodes.get(key) for side in (three.base, three.ours, three.theirs))
    known = theirs or ours
    assert known
    return Offered(
        key=known.key, field=NODE, what=what, title=known.title, base=base, ours=ours, theirs=theirs,
        is_conflict=is_conflict,
    )  # fmt: skip


def _holds_more(three: Three, key: Key) -> bool:
    """Something was put into it here that was not in it before."""
    base = three.base.parents
    return any(child not in base or base[child] != key for child in three.ours.children.get(key, []))


def _fields(three: Three, key: Key) -> Iterator[Offered]:
    was, ours, theirs = three.base.nodes.get(key), three.ours.nodes[key], three.theirs.nodes[key]
    for name in differing(ours, theirs):
        yield from _field(ours.key, name, ours.title, (was, ours, theirs), is_new=was is None)


def _field(key: UUID | None, name: str, title: str, sides: tuple[Any, ...], *, is_new: bool = False) -> list[Offered]:
    base, ours, theirs = (getattr(side, name, None) for side in sides)  # type: Any, Any, Any
    if theirs == ours or (theirs == base and not is_new):
        return []
    clash, what = is_new or ours != base, What.CHANGED
    if clash and isinstance(base, tuple) and (together := merged(base, ours, theirs)) is not None:
        if together == ours:
            return []
        clash, theirs = False, together
    return [Offered(
        key=key, field=name, what=what, title=title, base=base, ours=ours, theirs=theirs, is_conflict=clash
    )]  # fmt: skip


def _place(three: Three, key: Key) -> list[Offered]:
    if key not in three.base.nodes:
        differs, clash = three.ours.parents[key] != three.theirs.parents[key], True
    else:
        differs, clash = key in three.moved_there and key in three.elsewhere, key in three.moved_here
    if not differs:
        return []
    sides = zip((three.base, three.ours, three.theirs), three.spots, strict=True)
    base, here, there = (three.spot(side, key, spots) if key in side.nodes else None for side, spots in sides)
    ours = three.ours.nodes[key]
    return [Offered(
        key=ours.key, field=PLACE, what=What.MOVED, title=ours.title, base=base, ours=here, theirs=there,
        is_conflict=clash,
    )]  # fmt: skip


def about_changes(base: Described, theirs: Described, ours: Described) -> list[Offered]:
    """The same of what the three say about themselves."""
    return [one for name in ABOUT for one in _field(None, name, ours.title, (base, ours, theirs))]

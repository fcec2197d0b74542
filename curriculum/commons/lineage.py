"""The tree of a curriculum: the original, what others made of it, and what others made of that."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from curriculum.commons.models import SharedVersion
from curriculum.commons.queries import shared_versions

DEEPEST = 20  # steps up to the original, and down from it
MOST_KNOWN = 2000  # curricula of one tree that are read
MOST_DRAWN = 100  # of these, how many are drawn; those with most adaptations first
KIN = """
    WITH RECURSIVE up AS (
        SELECT id, curriculum, origin_id, 0 AS level FROM commons_sharedversion WHERE id = %(start)s
        UNION ALL
        SELECT o.id, o.curriculum, o.origin_id, up.level + 1
        FROM up JOIN commons_sharedversion o ON o.id = up.origin_id WHERE up.level < %(deepest)s
    ), down AS (
        (SELECT curriculum, NULL::uuid AS parent, 0 AS level FROM up ORDER BY up.level DESC LIMIT 1)
        UNION
        SELECT made.curriculum, down.curriculum, down.level + 1
        FROM down JOIN commons_sharedversion base ON base.curriculum = down.curriculum
        JOIN commons_sharedversion made ON made.origin_id = base.id WHERE down.level < %(deepest)s
    ), found AS (SELECT curriculum, parent FROM down LIMIT %(most)s)
    SELECT curriculum, parent FROM found
    UNION
    SELECT here.curriculum, above.curriculum FROM up here JOIN up above ON above.id = here.origin_id
"""


@dataclass
class Kin:
    """A curriculum of the tree: what is shared of it now (None: nothing, but something made of it is)."""

    curriculum: UUID
    shared: SharedVersion | None
    follows: SharedVersion | None = None  # the original as it is shared now
    is_here: bool = False
    children: list["Kin"] = field(default_factory=list)
    left_out: int = 0  # of its adaptations, how many are not drawn

    @property
    def behind(self) -> int:
        """How many versions its original has shared since the one that this one follows."""
        origin = self.shared.origin if self.shared else None
        return max(self.follows.number - origin.number, 0) if self.follows and origin else 0


@dataclass
class Lineage:
    root: Kin | None  # None: it stands alone
    adaptations: int = 0  # of all curricula of the tree that are shared now, how many are not the original
    is_whole: bool = True  # whether that is all of them


def lineage_of(shared: SharedVersion) -> Lineage:
    """Two queries; what is withdrawn or of a hidden community is a nameless fork, or not there."""
    with connection.cursor() as cursor:
        cursor.execute(KIN, {"start": shared.pk, "deepest": DEEPEST, "most": MOST_KNOWN})
        parents: dict[UUID, UUID | None] = dict(cursor.fetchall())
    rows = shared_versions().select_related("community", "origin").filter(curriculum__in=parents)
    seen = {row.curriculum: row for row in rows.defer(*_large())}
    kin = {one: Kin(one, seen.get(one), is_here=one == shared.curriculum) for one in parents}
    root = _joined(kin, parents)
    _prune(root)
    _thin(root, MOST_DRAWN)
    others = len(seen) - (root.curriculum in seen)
    return Lineage(root if others else None, others, len(parents) < MOST_KNOWN)


def _large() -> list[str]:
    return ["nodes", "origin__nodes"]


def _joined(kin: dict[UUID, Kin], parents: dict[UUID, UUID | None]) -> Kin:
    root = None
    for one in kin.values():
        parent = parents[one.curriculum]
        if parent is None:
            root = one
        else:
            kin[parent].children.append(one)
            one.follows = kin[parent].shared
    assert root is not None
    return root


def _prune(one: Kin) -> bool:
    """Whether anything is left of it: what shows nothing, and holds nothing that does, goes."""
    one.children = [child for child in one.children if _prune(child)]
    one.children.sort(key=lambda child: (not _holds_here(child), -len(child.children), _title(child)))
    return one.shared is not None or bool(one.children)


def _holds_here(one: Kin) -> bool:
    return one.is_here or any(_holds_here(child) for child in one.children)


def _title(one: Kin) -> str:
    return one.shared.title if one.shared else ""


def _thin(root: Kin, most: int) -> None:
    """Keep the first so many, level by level."""
    level, left = [root], most - 1
    while level:
        for one in level:
            keep = max(min(len(one.children), left), 0)
            one.left_out = sum(1 for child in one.children[keep:] for _each in _walk(child))
            one.children, left = one.children[:keep], left - keep
        level = [child for one in level for child in one.children]


def _walk(one: Kin) -> Iterator[Kin]:
    yield one
    for child in one.children:
        yield from _walk(child)


def kin_rows(lineage: Lineage) -> list[dict[str, Any]]:
    """The tree as flat rows, parents first."""
    if lineage.root is None:
        return []
    return [
        {
            "shared": one.shared,
            "parent": parent.shared if parent else None,
            "behind": one.behind,
            "left_out": one.left_out,
        }
        for one, parent in _with_parents(lineage.root, None)
    ]


def _with_parents(one: Kin, parent: Kin | None) -> Iterator[tuple[Kin, Kin | None]]:
    yield one, parent
    for child in one.children:
        yield from _with_parents(child, one)

"""The family of a curriculum: its originals, what others made of them, and what others made of that."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from curriculum.commons.models import SharedVersion
from curriculum.commons.queries import shared_versions

DEEPEST = 20  # steps up to the originals, and down from them
MOST_KNOWN = 2000  # curricula of one family that are read
MOST_DRAWN = 100  # of these, how many are drawn; those with most adaptations first
KIN = """
    WITH RECURSIVE up AS (
        SELECT curriculum, 0 AS level FROM commons_sharedversion WHERE id = %(start)s
        UNION
        SELECT base.curriculum, up.level + 1 FROM up JOIN commons_sharedversion made ON made.curriculum = up.curriculum
        JOIN commons_basis step ON step.shared_id = made.id JOIN commons_sharedversion base ON base.id = step.base_id
        WHERE up.level < %(deepest)s
    ), down AS (
        SELECT DISTINCT curriculum, 0 AS level FROM up
        UNION
        SELECT made.curriculum, down.level + 1 FROM down JOIN commons_sharedversion base USING (curriculum)
        JOIN commons_basis step ON step.base_id = base.id JOIN commons_sharedversion made ON made.id = step.shared_id
        WHERE down.level < %(deepest)s
    ), found AS (SELECT DISTINCT curriculum FROM (SELECT curriculum FROM down LIMIT %(most)s) first)
    SELECT made.curriculum, base.curriculum, max(base.number) FILTER (WHERE made.latest)
    FROM found JOIN commons_sharedversion made USING (curriculum)
    LEFT JOIN commons_basis step ON step.shared_id = made.id
    LEFT JOIN commons_sharedversion base ON base.id = step.base_id
    GROUP BY 1, 2
"""
Edges = Mapping[UUID, Mapping[UUID, int | None]]  # of each curriculum its originals, and the version it follows of each


@dataclass
class Kin:
    """A curriculum of the tree: what is shared of it now (None: nothing, but something made of it is)."""

    curriculum: UUID
    shared: SharedVersion | None
    parent: SharedVersion | None = None  # the original that it stands under, as it is shared now
    number: int | None = None  # of the version that it follows of that
    is_here: bool = False
    others: list[SharedVersion] = field(default_factory=list)  # what else it is made of
    children: list["Kin"] = field(default_factory=list)
    left_out: int = 0  # of its adaptations, how many are not drawn

    @property
    def behind(self) -> int:
        """How many versions its original has shared since the one that this one follows."""
        return max(self.parent.number - self.number, 0) if self.shared and self.parent and self.number else 0


@dataclass
class Lineage:
    roots: list[Kin]  # its originals; none: it stands alone
    adaptations: int = 0  # of all curricula of the family that are shared now, how many are not original
    is_whole: bool = True  # whether that is all of them


def lineage_of(shared: SharedVersion) -> Lineage:
    """Two queries; what is withdrawn or of a hidden community is a nameless fork, or not there."""
    with connection.cursor() as cursor:
        cursor.execute(KIN, {"start": shared.pk, "deepest": DEEPEST, "most": MOST_KNOWN})
        edges: dict[UUID, dict[UUID, int | None]] = defaultdict(dict)
        for made, base, number in cursor.fetchall():
            edges[made] |= {base: number} if base else {}
    named = {*edges, *(base for bases in edges.values() for base in bases)}
    rows = shared_versions().filter(curriculum__in=named)
    seen = {row.curriculum: row for row in rows}
    roots = _drawn(shared.curriculum, edges, seen)
    first = {one.curriculum for one in roots}
    roots = [one for one in roots if _prune(one)]
    others = sum(1 for one in edges if one in seen and one not in first)
    _sort(roots)
    _thin(roots, MOST_DRAWN)
    return Lineage(roots if others else [], others, len(edges) < MOST_KNOWN)


def _drawn(here: UUID, edges: Edges, seen: Mapping[UUID, SharedVersion]) -> list[Kin]:
    """Under each of its originals; what others made of it under the first that is come to alone."""
    children: dict[UUID, list[UUID]] = defaultdict(list)
    for made, bases in edges.items():
        for base in bases:
            children[base].append(made)

    met: set[UUID] = set()

    def kin(one: UUID, parent: UUID | None) -> Kin:
        bases = edges.get(one, {})
        others = [seen[other] for other in bases if other != parent and other in seen] if parent else []
        found = Kin(one, seen.get(one), is_here=one == here, others=others)
        if parent:
            found.parent, found.number = seen.get(parent), bases[parent]
        if one not in met:
            met.add(one)
            found.children = [kin(child, one) for child in children[one]]
        return found

    return [kin(one, None) for one in _originals(here, edges)]


def _originals(here: UUID, edges: Edges) -> list[UUID]:
    """Where the threads upwards end; itself where they run in a ring."""
    above, left = {here}, [here]
    while left:
        new = set(edges.get(left.pop(), {})) - above
        above |= new
        left += new
    return [one for one in above if not edges.get(one)] or [here]


def _prune(one: Kin) -> bool:
    """Whether anything is left of it: what shows nothing, and holds nothing that does, goes."""
    one.children = [child for child in one.children if _prune(child)]
    _sort(one.children)
    return one.shared is not None or bool(one.children)


def _sort(kin: list[Kin]) -> None:
    kin.sort(key=lambda one: (not _holds_here(one), -len(one.children), _title(one)))


def _holds_here(one: Kin) -> bool:
    return one.is_here or any(_holds_here(child) for child in one.children)


def _title(one: Kin) -> str:
    return one.shared.title if one.shared else ""


def _thin(roots: list[Kin], most: int) -> None:
    """Keep the first so many, level by level."""
    level, left = roots, most - len(roots)
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
    """The tree as flat rows, parents first; what has several originals once under each."""
    drawn: Iterable[Kin] = (one for root in lineage.roots for one in _walk(root))
    return [
        {"shared": one.shared, "parent": one.parent, "behind": one.behind, "left_out": one.left_out} for one in drawn
    ]

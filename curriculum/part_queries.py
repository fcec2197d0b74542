"""What a part may name, and where it is named."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from curriculum.models import Competency, Framework, Node
from curriculum.nodes import Branch, walk
from tenancy.statements import ask

NAMED_BY = """
    SELECT v.curriculum_id, v.number, n.key, n.title, v.title, n.assesses @> %(named)s
    FROM curriculum_version v
    JOIN curriculum_curriculum c ON c.community_id = v.community_id AND c.id = v.curriculum_id AND c.number = v.number
    JOIN curriculum_versionnode n ON n.community_id = v.community_id AND n.version_id = v.id
    WHERE v.community_id = %(here)s AND c.archived_at IS NULL AND (n.teaches @> %(named)s OR n.assesses @> %(named)s)
    ORDER BY v.title, n.title, n.key LIMIT 101
"""


def competencies_to_name(*, text: str | None, framework: Framework | None) -> QuerySet[Competency]:
    """By their code or words, of one framework or all of them."""
    found: QuerySet[Competency] = Competency.objects.select_related("framework")
    if framework:
        found = found.filter(framework=framework)
    if text:
        found = found.filter(Q(statement__icontains=text) | Q(short__icontains=text) | Q(code__istartswith=text))
    return found.order_by("framework__title", "code", "position", "pk")


def parts_to_name(node: Node, *, text: str = "") -> QuerySet[Node]:
    """Those of all curricula in use here, its own first; without the part itself."""
    found: QuerySet[Node] = Node.objects.filter(curriculum__archived_at__isnull=True).exclude(key=node.key)
    if text:
        found = found.filter(Q(title__icontains=text) | Q(curriculum__title__icontains=text))
    own = Q(curriculum=node.curriculum_id)
    return found.select_related("curriculum").alias(is_own=own).order_by("-is_own", "curriculum__title", "title", "pk")


class Naming(NamedTuple):
    """A published part that teaches or assesses a competency."""

    curriculum: UUID
    number: int
    key: UUID
    title: str
    of: str  # the curriculum's title
    assesses: bool


def named_by(competency: Competency) -> list[Naming]:
    """In the latest versions of curricula in use, at most 101. One query."""
    return [Naming(*row) for row in ask(NAMED_BY, named=f'[{{"key": "{competency.key}"}}]')]


def frameworks_of(branches: Iterable[Branch]) -> dict[UUID, UUID]:
    """In which framework here each competency lies that these parts name. At most one query."""
    refs: set[Any] = set()
    for branch in walk(branches):
        refs.update(ref.key for ref in (*branch.node.teaches, *branch.node.assesses))
    return dict(Competency.objects.filter(key__in=refs).values_list("key", "framework")) if refs else {}

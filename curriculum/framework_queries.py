"""Read frameworks: level by level, so that a large one is light."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from curriculum.models import Competency, CompetencyLink, Framework
from tenancy.statements import ask

PATH = """
    WITH RECURSIVE up AS (
        SELECT key, parent_key, code, short, statement, 0 AS steps FROM curriculum_competency
        WHERE community_id = %(here)s AND framework_id = %(framework)s AND key = %(key)s
        UNION ALL
        SELECT c.key, c.parent_key, c.code, c.short, c.statement, up.steps + 1
        FROM curriculum_competency c JOIN up ON c.key = up.parent_key
        WHERE c.community_id = %(here)s AND c.framework_id = %(framework)s AND up.steps < 100
    )
    SELECT key, code, short, statement FROM up WHERE steps > 0 ORDER BY steps DESC
"""
BENEATH = """
    SELECT parent_key, count(*) FROM curriculum_competency
    WHERE community_id = %(here)s AND framework_id = %(framework)s AND parent_key = ANY (%(keys)s) GROUP BY parent_key
"""


class Step(NamedTuple):
    key: UUID
    named: str


def frameworks(*, text: str = "") -> QuerySet[Framework]:
    """With how many competencies each has, by title."""
    found: QuerySet[Framework] = Framework.objects.annotate(size=Count("competencies")).order_by("title", "pk")
    return found.filter(Q(title__icontains=text) | Q(subject__icontains=text)) if text else found


def competencies(framework: Framework, *, under: UUID | None = None, text: str = "") -> QuerySet[Competency]:
    """Those right under a key (or at the top), in order; with `text`, those anywhere that say it."""
    found: QuerySet[Competency] = framework.competencies.order_by("position", "key")
    if text:
        said = Q(statement__icontains=text) | Q(short__icontains=text) | Q(code__istartswith=text)
        return found.filter(said).order_by("code", "position", "key")
    return found.filter(parent_key=under)


def path_to(competency: Competency) -> list[Step]:
    """What it lies under, the highest first."""
    rows = ask(PATH, framework=competency.framework_id, key=competency.key)
    return [Step(key, f"{code} {short or ' '.join(said.split())[:60]}".strip()) for key, code, short, said in rows]


def beneath(framework: Framework, rows: list[Competency]) -> dict[UUID, int]:
    """How many lie right under each of these."""
    return dict(ask(BENEATH, framework=framework.pk, keys=[row.key for row in rows])) if rows else {}


def links_of(competency: Competency) -> tuple[list[CompetencyLink], list[CompetencyLink]]:
    """From it, and to it."""
    found = CompetencyLink.objects.select_related("origin__framework", "target__framework").order_by("relation", "pk")
    both = list(found.filter(Q(origin=competency) | Q(target=competency)))
    return [one for one in both if one.origin_id == competency.pk], [
        one for one in both if one.target_id == competency.pk
    ]

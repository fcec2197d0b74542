"""What a community has, and what of the commons fits it."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet

from communities.models import Community
from curriculum.commons.fitting.rules import Ground, reads_like
from curriculum.commons.models import Means, SharedVersion
from curriculum.commons.words import PLAIN, configuration, primary, unaccented
from tenancy.scope import in_community

LIKENESS = 0.4  # how like two names are at least whose words are then compared, from 0 to 1 (pg_trgm)
MATCHED = """
    WITH own AS (SELECT * FROM unnest(%(names)s::text[], %(plain)s::text[]) one(name, plain)),
    have AS (
        SELECT stems_in, tsvector_to_array(to_tsvector(stems_in::regconfig, name)) AS stems
        FROM own CROSS JOIN unnest(%(stems_in)s::text[]) stems_in
    )
    SELECT known.name, '' AS own FROM have JOIN commons_material known
        ON known.stems <@ have.stems AND known.stems_in = have.stems_in WHERE known.stems <> '{}'
    UNION SELECT known.name, own.name FROM own JOIN commons_material known ON known.plain %% own.plain
"""


def means_here() -> Means | None:
    """Of the open scope's community."""
    return Means.objects.first()


def ground_of(community: Community) -> Ground:
    """Read in its own scope, for its members."""
    with in_community(community.pk):
        means = means_here()
        owned = _matched(means.materials, community.languages) if means and means.materials else None
    return Ground(
        community,
        languages=frozenset(map(primary, community.languages)),
        materials=owned,
        age_from=means.age_from if means else None,
        age_to=means.age_to if means else None,
    )


def _matched(names: Iterable[str], languages: Iterable[str]) -> frozenset[str]:
    """Of the materials that shared curricula name: those that say no more than one of these names, by the stems of
    these languages, or but for slips of the pen."""
    own = list(names)
    told = {
        "names": own, "plain": [unaccented(name).lower() for name in own],
        "stems_in": sorted({PLAIN, *map(configuration, languages)}),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.similarity_threshold = %s", [LIKENESS])
        cursor.execute(MATCHED, told)
        return frozenset(name for name, near in cursor.fetchall() if not near or reads_like(name, near))


def fitting(rows: QuerySet[SharedVersion], ground: Ground) -> QuerySet[SharedVersion]:
    """Without those that are known not to fit."""
    if ground.languages:
        rows = rows.filter(languages__overlap=sorted(ground.languages))
    if ground.materials is not None:
        rows = rows.filter(materials__contained_by=sorted(ground.materials))
    if ground.age_to is not None:
        rows = rows.filter(Q(age_from__isnull=True) | Q(age_from__lte=ground.age_to))
    if ground.age_from is not None:
        rows = rows.filter(Q(age_to__isnull=True) | Q(age_to__gte=ground.age_from))
    return rows

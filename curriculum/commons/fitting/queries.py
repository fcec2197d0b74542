"""What a community has, and what of the commons fits it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet

from communities.models import Community
from curriculum.commons.fitting.rules import Ground, is_slip, longest
from curriculum.commons.models import Material, Means, SharedVersion
from curriculum.commons.words import PLAIN, configuration, primary, unaccented, words_in
from tenancy.scope import in_community

LIKENESS, MOST_ALIKE = 0.5, 4  # how like a word must be to be compared, from 0 to 1 (pg_trgm); of these, the most
SLIPS = """
    SELECT asked, near.word FROM unnest(%(asked)s::text[]) asked CROSS JOIN LATERAL (
        SELECT word FROM commons_word WHERE word %% asked ORDER BY similarity(word, asked) DESC, word LIMIT %(most)s
    ) near WHERE NOT EXISTS (SELECT 1 FROM commons_word known WHERE known.word = asked)
"""
IN_CIRCLES = """
    SELECT DISTINCT name, stems_in, tsvector_to_array(to_tsvector(stems_in::regconfig, name))
    FROM commons_searchedincircles found JOIN commons_sharedversion shared ON shared.id = found.shared_id,
        unnest(shared.materials) name, unnest(%(stems_in)s::text[]) stems_in
    WHERE shared.latest
"""
STEMS = """
    SELECT stems_in, tsvector_to_array(to_tsvector(
        stems_in::regconfig, CASE stems_in WHEN 'simple' THEN plain ELSE name END
    )) FROM unnest(%(names)s::text[], %(plain)s::text[]) own(name, plain), unnest(%(stems_in)s::text[]) stems_in
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
        hours=means.hours if means else None,
    )


def _matched(names: Iterable[str], languages: Iterable[str]) -> frozenset[str]:
    """Of the materials that shared curricula name: those that say no more than one of these names, by the stems of
    these languages or as they stand, a slip of the pen forgiven."""
    own = list(names)
    meant = _meant({word for name in own for word in words_in(name)})
    names = [" ".join([name, *(near for word in words_in(name) for near in meant.get(word, ()))]) for name in own]
    told = {
        "names": names,
        "plain": list(map(unaccented, names)),
        "stems_in": sorted({PLAIN, *map(configuration, languages)}),
    }
    with connection.cursor() as cursor:
        cursor.execute(STEMS, told)
        having = [(stems_in, frozenset(stems)) for stems_in, stems in cursor.fetchall()]
    return _said_by(having)


def _said_by(having: Iterable[tuple[str, frozenset[str]]]) -> frozenset[str]:
    """Materials all whose stems one of these has; each is held against those that have its rarest one."""
    with_stem: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for stems_in, stems in having:
        for stem in stems:
            with_stem[stems_in, stem].append(stems)
    known = Material.objects.filter(
        stems_in__in={one for one, _stem in with_stem}, stems__overlap=sorted({stem for _in, stem in with_stem})
    )
    with connection.cursor() as cursor:  # what circles share goes into no list of everyone's
        cursor.execute(IN_CIRCLES, {"stems_in": sorted({stems_in for stems_in, _stem in with_stem})})
        in_circles = [row for row in cursor.fetchall() if row[2]]
    return frozenset(
        name
        for name, stems_in, stems in [*known.values_list("name", "stems_in", "stems"), *in_circles]
        if any(own.issuperset(stems) for own in min((with_stem.get((stems_in, one), []) for one in stems), key=len))
    )


def _meant(words: Iterable[str]) -> dict[str, list[str]]:
    """For each of these that nothing shared says: words like it that something does."""
    meant: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.similarity_threshold = %s", [LIKENESS])
        cursor.execute(SLIPS, {"asked": sorted(words), "most": MOST_ALIKE})
        for asked, near in cursor.fetchall():
            if is_slip(asked, near):
                meant.setdefault(asked, []).append(near)
    return meant


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
    if ground.hours is not None:
        rows = rows.filter(minutes__lte=longest(ground.hours))
    return rows

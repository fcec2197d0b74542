"""Find what communities share."""

from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchRank, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from communities.models import Community
from curriculum.commons.models import SharedVersion
from curriculum.commons.words import plain_query, stemmed_queries, unaccented

OWN_LANGUAGE = 1.5  # what is in the reader's language counts this much more
LIKENESS = 0.4  # how like a heading must be, from 0 to 1
MOST_ADAPTATIONS = 50  # of one curriculum, on a page
LARGE = ("nodes", "search", "headings")  # what a list does not show


class Wanted(NamedTuple):
    """What a reader looks for; "" and None do not matter."""

    text: str = ""
    language: str = ""
    subject: str = ""
    age: int | None = None
    licence: str = ""


def shared_versions() -> QuerySet[SharedVersion]:
    """The latest of each curriculum that is shared, newest first, each with its community."""
    found = SharedVersion.objects.filter(latest=True, community__visibility=Community.Visibility.PUBLIC)
    return found.select_related("community").defer(*LARGE).order_by("-shared_at", "-id")


class Found(NamedTuple):
    rows: QuerySet[SharedVersion]
    is_close: bool = False  # nothing says this; the rows say something like it


def find(wanted: Wanted, *, reader_language: str) -> Found:
    """What fits, best first: by its words, or where nothing has them, by headings that look like them."""
    rows = _narrowed(shared_versions(), wanted)
    if not wanted.text:
        return Found(rows)
    said = _saying(rows, wanted.text, reader_language)
    return Found(said) if said.exists() else Found(_resembling(rows, wanted.text), is_close=True)


def _narrowed(rows: QuerySet[SharedVersion], wanted: Wanted) -> QuerySet[SharedVersion]:
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.subject:
        rows = rows.filter(subject__iexact=wanted.subject)
    if wanted.licence:
        rows = rows.filter(licence=wanted.licence)
    if wanted.age is not None:
        rows = rows.filter(Q(age_from__isnull=True) | Q(age_from__lte=wanted.age))
        rows = rows.filter(Q(age_to__isnull=True) | Q(age_to__gte=wanted.age))
    return rows


def _saying(rows: QuerySet[SharedVersion], text: str, reader_language: str) -> QuerySet[SharedVersion]:
    """Each text is asked by the stems of its own language, and any by the words as they stand."""
    languages = SharedVersion.objects.filter(latest=True).values_list("language", flat=True).distinct()
    plain, stemmed = plain_query(text), stemmed_queries(text, languages)
    says, words = Q(search=plain), plain
    for language, query in stemmed.items():
        says |= Q(language=language, search=query)
        words |= query
    own = When(language__startswith=reader_language.split("-", maxsplit=1)[0], then=Value(OWN_LANGUAGE))
    rank = SearchRank(F("search"), words) * Case(own, default=Value(1.0))
    return rows.filter(says).annotate(rank=rank).order_by("-rank", "-shared_at", "-id")


def _resembling(rows: QuerySet[SharedVersion], text: str) -> QuerySet[SharedVersion]:
    """By three-letter pieces (pg_trgm); the operator that uses the index reads its threshold from a setting."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = %s", [LIKENESS])
    plain = unaccented(text)
    alike = rows.filter(headings__trigram_word_similar=plain)
    return alike.annotate(rank=TrigramWordSimilarity(plain, "headings")).order_by("-rank", "-shared_at", "-id")


def facets() -> dict[str, list[tuple[str, int]]]:
    """The languages, subjects and licences there are, each with its count, in one query each."""
    rows = shared_versions().select_related(None).order_by()
    return {
        name: list(rows.exclude(**{name: ""}).values_list(name).annotate(n=Count("pk")).order_by("-n", name)[:100])
        for name in ("language", "subject", "licence")
    }


def readable(pk: Any) -> SharedVersion | None:
    """A version that everyone may read now, whole."""
    found = SharedVersion.objects.filter(withdrawn_at__isnull=True, community__visibility=Community.Visibility.PUBLIC)
    return found.select_related("community", "origin__community").filter(pk=pk).first()


def shared_of(community: Any) -> QuerySet[SharedVersion]:
    return shared_versions().filter(community=community)


def versions_of(shared: SharedVersion) -> list[SharedVersion]:
    """Those of the same curriculum that are not withdrawn, by number."""
    versions = SharedVersion.objects.filter(curriculum=shared.curriculum, withdrawn_at__isnull=True).order_by("number")
    return list(versions.defer(*LARGE))


def adaptations_of(curriculum_id: Any) -> QuerySet[SharedVersion]:
    """What others made of any version of a curriculum and share, newest first."""
    return shared_versions().filter(origin__curriculum=curriculum_id)[:MOST_ADAPTATIONS]


def shared_by_version(curriculum_id: Any) -> dict[Any, SharedVersion]:
    """What of a curriculum is shared now, by the version's id."""
    rows = SharedVersion.objects.filter(curriculum=curriculum_id, withdrawn_at__isnull=True).defer(*LARGE)
    return {row.version: row for row in rows}

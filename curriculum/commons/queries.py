"""Find what communities share."""

from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, Case, F, Func, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from communities.models import Community
from curriculum.commons.audience import findable
from curriculum.commons.facets import MINUTES, Length, facets_lately
from curriculum.commons.fitting.queries import fitting
from curriculum.commons.fitting.rules import Ground
from curriculum.commons.models import Searched, SearchedInCircles, SharedVersion
from curriculum.commons.words import PLAIN, plain_query, stemmed_queries, words_in

OWN_LANGUAGE = 1.5  # what is in the reader's language counts this much more
LIKENESS = 0.35  # how like a word must be, from 0 to 1
MOST_WORDS, MOST_ALIKE = 8, 4  # of what is asked; and for each of these
MOST_RANKED = 150
ALIKE = """
    SELECT asked, near.word FROM unnest(%(asked)s::text[]) asked CROSS JOIN LATERAL (
        SELECT word FROM commons_word WHERE word %% asked ORDER BY similarity(word, asked) DESC, word LIMIT %(most)s
    ) near
"""
MOST_ADAPTATIONS = 50  # of one curriculum, on a page
ARRAYS = {"method": "methods", "competency": "competencies", "access": "access"}
WORDS = Coalesce("searched__search", "searched_in_circles__search")
LARGE = ("nodes",)  # what a list does not show


class Wanted(NamedTuple):
    """What a reader looks for; "" and None do not matter."""

    text: str = ""
    language: str = ""
    subject: str = ""
    age: int | None = None
    licence: str = ""
    method: str = ""
    competency: str = ""  # as it is called
    length: str = ""  # of Length
    access: str = ""


def shared_versions() -> QuerySet[SharedVersion]:
    """The latest of each curriculum that is shared, newest first, each with its community."""
    found = SharedVersion.objects.filter(findable(), latest=True, community__visibility=Community.Visibility.PUBLIC)
    return found.select_related("community").defer(*LARGE).order_by("-shared_at", "-id")


class Found(NamedTuple):
    rows: QuerySet[SharedVersion]
    is_close: bool = False  # nothing says this; the rows say something like it


def find(wanted: Wanted, *, reader_language: str, ground: Ground | None = None) -> Found:
    """What fits, best first: by its words, or where nothing has them, by words of titles that look like them.

    With `ground`, without what is known not to fit there."""
    if not wanted.text:
        return Found(_narrowed(shared_versions(), wanted, ground))
    rows = _narrowed(shared_versions().select_related(None), wanted, ground)
    said = _saying(rows, wanted.text, reader_language)
    return Found(said) if said is not None else Found(_resembling(rows, wanted.text), is_close=True)


def _narrowed(rows: QuerySet[SharedVersion], wanted: Wanted, ground: Ground | None) -> QuerySet[SharedVersion]:
    if ground:
        rows = fitting(rows, ground)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.subject:
        rows = rows.filter(subject__iexact=wanted.subject)
    if wanted.licence:
        rows = rows.filter(licence=wanted.licence)
    for column in ("method", "competency", "access"):
        if value := getattr(wanted, column):
            rows = rows.filter(**{f"{ARRAYS[column]}__contains": [value]})
    if wanted.length in MINUTES:
        rows = rows.filter(minutes__range=MINUTES[Length(wanted.length)])
    if wanted.age is not None:
        rows = rows.filter(Q(age_from__isnull=True) | Q(age_from__lte=wanted.age))
        rows = rows.filter(Q(age_to__isnull=True) | Q(age_to__gte=wanted.age))
    return rows


def _saying(rows: QuerySet[SharedVersion], text: str, reader_language: str) -> QuerySet[SharedVersion] | None:
    """Each text is asked by the stems of its own language, and any by the words as they stand."""
    languages = [language for language, _count in facets_lately()["language"]]
    plain, stemmed = plain_query(text), stemmed_queries(text, languages)
    says, words = Q(search=plain), plain
    for language, query in stemmed.items():
        says |= Q(language=language, search=query)
        words |= query
    own = When(language__startswith=reader_language.split("-", maxsplit=1)[0], then=Value(OWN_LANGUAGE))
    return _ranked(rows, says, SearchRank(WORDS, words) * Case(own, default=Value(1.0)))


def _resembling(rows: QuerySet[SharedVersion], text: str) -> QuerySet[SharedVersion]:
    """By the words of titles and subjects that share most three-letter pieces (pg_trgm) with those asked for."""
    alike: dict[str, list[SearchQuery]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.similarity_threshold = %s", [LIKENESS])
        cursor.execute(ALIKE, {"asked": sorted(words_in(text))[:MOST_WORDS], "most": MOST_ALIKE})
        for asked, word in cursor.fetchall():
            alike.setdefault(asked, []).append(SearchQuery(word, config=PLAIN))
    if not alike:
        return rows.none()
    words = reduce(and_, (reduce(or_, queries) for queries in alike.values()))
    found = _ranked(rows, Q(search=words), SearchRank(WORDS, words))
    return rows.none() if found is None else found


def _ranked(rows: QuerySet[SharedVersion], says: Q, rank: Any) -> QuerySet[SharedVersion] | None:
    """Of very many, the latest are ranked: to weigh a text takes longer than to find it. None: nothing says it.

    PostgreSQL takes the texts for shorter than they are and would rather read all of them than use their index."""
    rows = rows.filter(_among(says)).order_by("-shared_at", "-id")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        some = list(rows.values_list("pk", flat=True)[:MOST_RANKED])
        cursor.execute("SET LOCAL enable_seqscan = on")
    if not some:
        return None
    return shared_versions().filter(pk__in=some).annotate(rank=rank).order_by("-rank", "-shared_at", "-id")


def _among(says: Q) -> Func:
    """Read first and whole, by their own index; a join would go through the texts row by row."""
    everyone, circles = (model.objects.filter(says).values("pk") for model in (Searched, SearchedInCircles))
    keys = everyone.union(circles, all=True)
    return Func(
        F("pk"), ArraySubquery(keys), template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField()
    )


def readable(pk: Any) -> SharedVersion | None:
    """A version that whoever asks may read now, whole."""
    found = SharedVersion.objects.filter(
        findable(), withdrawn_at__isnull=True, community__visibility=Community.Visibility.PUBLIC
    )
    found = found.select_related("community", "origin__community").defer(*(f"origin__{one}" for one in LARGE))
    return found.filter(pk=pk).first()


def readable_bases(shared: SharedVersion) -> list[SharedVersion]:
    """What it was made of, while whoever asks may read that too."""
    found = SharedVersion.objects.filter(
        findable(), made_from__shared=shared, withdrawn_at__isnull=True,
        community__visibility=Community.Visibility.PUBLIC,
    )  # fmt: skip
    return list(found.select_related("community").defer(*LARGE).order_by("made_from__pk"))


def circles_of(shared: SharedVersion) -> list[Community]:
    """With which it is shared, by name; none when it is with everyone."""
    return list(Community.objects.filter(pk__in=shared.circles).order_by("name")) if shared.circles else []


def shared_of(community: Any) -> QuerySet[SharedVersion]:
    return shared_versions().filter(community=community)


def versions_of(shared: SharedVersion) -> list[SharedVersion]:
    """Those of the same curriculum that are not withdrawn, by number."""
    versions = SharedVersion.objects.filter(
        findable(), curriculum=shared.curriculum, withdrawn_at__isnull=True
    ).order_by("number")
    return list(versions.defer(*LARGE))


def adaptations_of(curriculum_id: Any) -> QuerySet[SharedVersion]:
    """What others made of any version of a curriculum and share, newest first."""
    return shared_versions().filter(bases__base__curriculum=curriculum_id).distinct()[:MOST_ADAPTATIONS]


def shared_by_version(curriculum_id: Any) -> dict[Any, SharedVersion]:
    """What of a curriculum is shared now, by the version's id."""
    rows = SharedVersion.objects.filter(curriculum=curriculum_id, withdrawn_at__isnull=True).defer(*LARGE)
    return {row.version: row for row in rows}

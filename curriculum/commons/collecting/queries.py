"""Read and find collections."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from communities.models import Community
from curriculum.commons.audience import findable
from curriculum.commons.models import Collection, CollectionEntry, SharedVersion
from curriculum.commons.queries import LARGE, shared_versions
from curriculum.commons.words import plain_query, stemmed_queries

SEEN = {"community__visibility": Community.Visibility.PUBLIC}
MOST_NAMED = 10  # collections on the page of one version


class Entry(NamedTuple):
    """An entry as everyone sees it now."""

    row: CollectionEntry
    shared: SharedVersion | None  # None: its community is hidden now, or it is shared with others alone
    newer: SharedVersion | None  # the latest that is shared of it, when that is another one

    @property
    def is_readable(self) -> bool:
        return self.shared is not None and self.shared.withdrawn_at is None


def collections(text: str = "") -> QuerySet[Collection]:
    """The lately changed first, each with its community and the number of its entries."""
    rows = Collection.objects.filter(**SEEN).select_related("community").defer("search")
    if text:
        says = Q(search=plain_query(text))
        languages = Collection.objects.order_by().values_list("language", flat=True).distinct()
        for language, query in stemmed_queries(text, languages).items():
            says |= Q(language=language, search=query)
        rows = rows.filter(says)
    return rows.annotate(size=Count("entries")).order_by("-changed_at", "-id")


def collection(pk: Any) -> Collection | None:
    return collections().filter(pk=pk).first()


def entries_of(found: Collection) -> list[Entry]:
    """In order, as whoever asks may see them; three queries."""
    rows = list(found.entries.order_by("place", "id"))
    seen = SharedVersion.objects.filter(
        findable(), pk__in=[row.shared_id for row in rows], community__visibility=Community.Visibility.PUBLIC
    )
    shared = {one.pk: one for one in seen.select_related("community").defer(*LARGE)}
    latest = shared_versions().filter(curriculum__in={one.curriculum for one in shared.values()})
    newest: dict[UUID, SharedVersion] = {one.curriculum: one for one in latest}
    return [_entry(row, shared.get(row.shared_id), newest) for row in rows]


def _entry(row: CollectionEntry, shared: SharedVersion | None, newest: dict[UUID, SharedVersion]) -> Entry:
    newer = newest.get(shared.curriculum) if shared else None
    return Entry(row, shared, newer if newer and newer.pk != row.shared_id else None)


def collections_with(curriculum: UUID) -> list[Collection]:
    """Those that name any version of it."""
    named = CollectionEntry.objects.filter(shared__curriculum=curriculum).values("collection")
    return list(collections().filter(pk__in=named)[:MOST_NAMED])


def kept_by(community: Community) -> QuerySet[Collection]:
    return Collection.objects.filter(community=community).defer("search").order_by("title", "id")

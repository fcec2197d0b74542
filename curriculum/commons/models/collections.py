"""What a community recommends of the commons, in an order and with its reasons: network-wide rows."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from curriculum.commons.models.thread import SharedVersion
from tenancy.keys import uuid7
from tenancy.models import PublicModel

MOST_ENTRIES = 100


class Collection(PublicModel):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is for"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=35)  # BCP 47, of its words
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    search = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="collections_search"),
            models.Index(fields=["-changed_at"], name="collections_lately"),
        ]

    def __str__(self) -> str:
        return self.title


class CollectionEntry(PublicModel):
    """One shared version in a collection; it stays when that is withdrawn, and says so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")  # of the collection
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="entries")
    shared = models.ForeignKey(SharedVersion, models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()  # in order, with gaps
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "shared"], name="one_entry_a_collection_and_version")
        ]

    def __str__(self) -> str:
        return self.note

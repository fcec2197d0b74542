"""What communities share with everyone: copies of their versions, in network-wide rows."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone

from communities.models import Community, Membership
from curriculum.models import Curriculum, Described
from curriculum.nodes import NodeData, from_json
from tenancy.keys import uuid7
from tenancy.models import TenantForeignKey, TenantModel


class SharedVersion(Described):
    """A version as its community shared it; its content never changes, it can only be overtaken or withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="shared_versions")
    curriculum = models.UUIDField(editable=False)  # of that community
    version = models.UUIDField(unique=True, editable=False)
    number = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    published_at = models.DateTimeField()
    shared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    latest = models.BooleanField(default=True)  # of its curriculum, among those not withdrawn
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="adaptations")
    nodes: Any = models.JSONField()  # NodeData as JSON, in reading order
    activities = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    headings = models.TextField()  # titles and subject without accents, to find in spite of a slip
    search = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum"], condition=models.Q(latest=True), name="one_latest_shared_version"
            )
        ]
        indexes = [
            GinIndex(fields=["search"], name="shared_search"),
            GinIndex(fields=["headings"], opclasses=["gin_trgm_ops"], name="shared_headings"),
            models.Index(fields=["-shared_at"], name="shared_lately", condition=models.Q(latest=True)),
        ]

    @property
    def node_data(self) -> list[NodeData]:
        return [from_json(node) for node in self.nodes]


class Pull(TenantModel):
    """What a curriculum took of a newer version of its original, and what the draft was before."""

    curriculum = TenantForeignKey(Curriculum, models.CASCADE, related_name="pulls")
    base = models.ForeignKey(SharedVersion, models.PROTECT, related_name="+")  # what it had started from until then
    version = models.ForeignKey(SharedVersion, models.PROTECT, related_name="+")  # what the next pull starts from
    by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken: Any = models.JSONField(default=list)  # [{"id", "title", "field", "what"}]
    declined: Any = models.JSONField(default=list)
    held: Any = models.JSONField(default=list)  # titles of what stayed because something lies in it
    before: Any = models.JSONField()  # {"about": {field: value}, "nodes": NodeData as JSON}
    draft_at = models.DateTimeField()  # when the draft was as the pull left it; somebody wrote on where it is later now
    undone_at = models.DateTimeField(null=True)

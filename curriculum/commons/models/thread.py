"""What communities share with everyone: copies of their versions, in network-wide rows."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from curriculum.models import Curriculum, Described
from curriculum.nodes import NodeData, from_json
from tenancy.keys import uuid7
from tenancy.models import PublicModel, SharedModel, TenantForeignKey, TenantModel, UniqueInCommunity


class SharedVersion(Described, SharedModel):
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
    # What it was made of first, whose family it stands in; a Basis names each.
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="adaptations")
    nodes: Any = models.JSONField()  # NodeData as JSON, in reading order
    activities = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    # What its parts say of themselves, each once:
    methods = ArrayField(models.CharField(max_length=20), default=list)
    competencies = ArrayField(models.TextField(), default=list)  # that are taught, as they are called
    access = ArrayField(models.CharField(max_length=30), default=list)  # of AccessFeature
    materials = ArrayField(models.TextField(), default=list)
    languages = ArrayField(models.CharField(max_length=12), default=list)  # it is all there in these; primary subtags
    # With whom: everyone, or (never null then) circles of its community; and the stored files that its parts name.
    circles = ArrayField(models.UUIDField(), null=True, editable=False)
    files = ArrayField(models.UUIDField(), default=list, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum"], condition=models.Q(latest=True), name="one_latest_shared_version"
            )
        ]
        indexes = [
            GinIndex(fields=["methods", "competencies", "access"], name="shared_facets"),
            models.Index(fields=["-shared_at"], name="shared_lately", condition=models.Q(latest=True)),
        ]

    @property
    def node_data(self) -> list[NodeData]:
        return [from_json(node) for node in self.nodes]

    @property
    def licences(self) -> set[str]:
        """Its own, and those that parts have of their own."""
        return {self.licence, *(node["licence"] for node in self.nodes if node.get("licence"))}

    @property
    def for_everyone(self) -> bool:
        return self.circles is None


class Finding(models.Model):
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")  # of the shared version
    language = models.CharField(max_length=35)
    search = SearchVectorField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Searched(Finding, PublicModel):
    """What finds a version shared with everyone, apart from it: on a table that not everyone reads whole PostgreSQL
    leaves this index alone."""

    shared = models.OneToOneField(SharedVersion, models.CASCADE, primary_key=True, related_name="searched")

    class Meta:
        indexes = [GinIndex(fields=["search"], name="shared_search")]


class SearchedInCircles(Finding, SharedModel):
    """What finds one that is shared with circles; there are few, and each is read."""

    shared = models.OneToOneField(SharedVersion, models.CASCADE, primary_key=True, related_name="searched_in_circles")


class Basis(SharedModel):
    """What a shared version was made of: each original that something in it was taken over from. Seen with it."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")  # of the shared version
    shared = models.ForeignKey(SharedVersion, models.CASCADE, related_name="bases")
    base = models.ForeignKey(SharedVersion, models.PROTECT, related_name="made_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shared", "base"], name="one_basis_each")]

    def __str__(self) -> str:
        return f"{self.shared_id} of {self.base_id}"


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


class Offer(TenantModel):
    """What an adaptation gives back to its original. Both communities have a row with this id, each its own."""

    class Side(models.TextChoices):
        RECEIVED = "received", _("Offered to us")
        MADE = "made", _("Offered by us")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        TAKEN = "taken", _("Taken")
        IN_PART = "in_part", _("Taken in part")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    side = models.CharField(max_length=8, choices=Side)
    curriculum = TenantForeignKey(Curriculum, models.CASCADE, related_name="offers")  # of this side
    other = models.ForeignKey(Community, models.CASCADE, related_name="+")
    base = models.ForeignKey(SharedVersion, models.PROTECT, related_name="+")  # what the adaptation starts from
    number = models.PositiveIntegerField()  # of the adaptation's version
    about: Any = models.JSONField()  # {field: value} of what that says about itself
    nodes: Any = models.JSONField()  # NodeData as JSON
    message = models.TextField()
    offered_by = models.CharField(max_length=150)
    offered_at = models.DateTimeField(default=timezone.now)
    keys = ArrayField(models.UUIDField(), null=True)  # of the base's nodes that the adaptation took; null: all
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    taken: Any = models.JSONField(default=list)  # [{"id", "title", "field", "what"}]
    before: Any = models.JSONField(null=True)  # of the original's draft, as in a Pull, when it was taken
    draft_at = models.DateTimeField(null=True)  # when that draft was as the answer left it

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["curriculum"], condition=models.Q(side="made", state="open"), name="one_open_offer"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""), name="offer_declined_with_a_reason"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def node_data(self) -> list[NodeData]:
        return [from_json(node) for node in self.nodes]


class OfferComment(TenantModel):
    """A word on an offer, by either side; both have it."""

    offer = TenantForeignKey(Offer, models.CASCADE, related_name="comments")
    name = models.CharField(max_length=150)
    place = models.CharField(max_length=120)  # the community's name
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

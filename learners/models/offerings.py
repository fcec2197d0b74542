"""Offerings of a curriculum, and what of them is seen from outside."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from curriculum.models import Version
from learners.models.details import CHECKS, Details
from tenancy.models import SharedModel, TenantForeignKey, TenantModel, UniqueInCommunity


class State(models.TextChoices):
    """Where an offering stands; only an open one takes learners."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed to new learners")
    ENDED = "ended", _("Ended")


class OpenTo(models.TextChoices):
    """Who may come, and therefore who finds it."""

    PUBLIC = "public", _("Everyone: it is found without signing in")
    NETWORK = "network", _("Anyone who signs in on this network")
    CIRCLE = "circle", _("Members of communities that share a circle with this one")
    MEMBERS = "members", _("Members of this community")


class Offering(Details, TenantModel):
    """A published version of a curriculum, run in a term; its counters are written with the row locked."""

    version = TenantForeignKey(Version, models.PROTECT, related_name="offerings")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)  # BCP 47
    term_key = models.CharField(max_length=40, blank=True)  # of the community's calendar
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)  # of its own; null: as the version says
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)  # null: no limit
    enrolled = models.PositiveIntegerField(default=0, editable=False)  # places taken: enrolled or completed
    offered = models.PositiveIntegerField(default=0, editable=False)  # places kept for who was offered one
    waiting = models.PositiveIntegerField(default=0, editable=False)  # with those
    by_application = models.BooleanField(default=False)  # until its places are drawn; set when it is published
    open_to = models.CharField(max_length=7, choices=OpenTo, default=OpenTo.PUBLIC)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=F("enrolled") + F("offered")),
                name="no_more_than_capacity",
            ),
            models.CheckConstraint(condition=Q(offered__lte=F("waiting")), name="offers_to_who_waits"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="offering_ends_after_start",
            ),
            *CHECKS,
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def places_left(self) -> int | None:
        """None: no limit."""
        return None if self.capacity is None else self.capacity - self.enrolled - self.offered

    @property
    def is_full(self) -> bool:
        return self.places_left is not None and self.places_left <= 0


class OfferingTeacher(TenantModel):
    offering = TenantForeignKey(Offering, models.CASCADE, related_name="teachers")
    membership = TenantForeignKey(Membership, models.CASCADE, related_name="teaches")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["offering", "membership"], name="one_teacher_an_offering")]


class OfferingCard(Details):
    """What of an offering its learners see anywhere, and everyone when it is listed; same id, kept by the actions.

    `outline` is [{"key", "number", "title", "minutes", "unit", "unit_title", "teaches"}, …], the activities in reading
    order; `named` is {key: title} of what it requires and teaches."""

    id = models.UUIDField(primary_key=True, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    places_left = models.PositiveIntegerField(null=True)  # null: no limit
    waiting = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=6, choices=State)
    open_to = models.CharField(max_length=7, choices=OpenTo, default=OpenTo.PUBLIC)
    listed = models.BooleanField(default=False)  # in the catalogue: open to everyone, or to the network
    by_application = models.BooleanField(default=False)
    outline = models.JSONField(default=list)
    busy = ArrayField(models.SmallIntegerField(), default=list)  # `times` as learners.times.slots.ticks
    covers = ArrayField(models.UUIDField(), default=list)  # the parts in it, by their keys
    requires = ArrayField(models.UUIDField(), default=list)  # parts of others that come before
    teaches = ArrayField(models.UUIDField(), default=list)  # competencies, by their keys
    named = models.JSONField(default=dict)
    words = models.GeneratedField(
        expression=SearchVector("title", "subject", "summary", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["starts_on", "id"], condition=Q(listed=True), name="cards_listed"),
            GinIndex(fields=["covers"], name="cards_covering", fastupdate=False),
            GinIndex(fields=["teaches"], name="cards_teaching", fastupdate=False),
            GinIndex(fields=["words"], name="cards_by_word", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_full(self) -> bool:
        return self.places_left == 0

    def title_of(self, activity_key: UUID) -> str | None:
        """None: there is no such activity."""
        return next((entry["title"] for entry in self.outline if entry["key"] == str(activity_key)), None)


class CircleCard(SharedModel):
    """That an offering is for the communities of its community's circles: they find it, and nobody else does."""

    card = models.OneToOneField(OfferingCard, models.CASCADE, primary_key=True, related_name="for_circles")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)

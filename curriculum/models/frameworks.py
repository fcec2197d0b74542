"""Frameworks of competencies: what there is to learn, as a tree with links across it. Names follow CASE 1.0."""

from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Relation(models.TextChoices):
    """What one competency is to another; the last three stand in imported frameworks alone."""

    PRECEDES = "precedes", _("comes before")
    PART_OF = "part_of", _("is part of")
    EQUIVALENT = "equivalent", _("is the same as")
    RELATED = "related", _("is related to")
    EXEMPLAR = "exemplar", _("is shown by")
    REPLACED_BY = "replaced_by", _("was replaced by")
    TRANSLATION_OF = "translation_of", _("is a translation of")


class Framework(TenantModel):
    """A community's own, or one taken in from a file, which a later file of the same key brings up to date."""

    key = models.UUIDField(default=uuid4, editable=False)  # stays the same in every copy and edition
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    language = models.CharField(_("language"), max_length=35)  # BCP 47
    subject = models.CharField(_("subject"), max_length=80, blank=True)
    publisher = models.CharField(_("published by"), max_length=200, blank=True)
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    licence = models.CharField(_("licence"), max_length=300, blank=True)  # its address or name
    source = models.CharField(max_length=500, blank=True)  # where it comes from; empty: written here
    more: Any = models.JSONField(default=dict)  # what its source says besides, in its own words
    made_by = TenantForeignKey(Membership, models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["key"], name="one_framework_a_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_imported(self) -> bool:
        return bool(self.source)


class Competency(TenantModel):
    """One thing to know or to be able to do, or a group of them."""

    framework = TenantForeignKey(Framework, models.CASCADE, related_name="competencies")
    key = models.UUIDField(default=uuid4, editable=False)
    parent_key = models.UUIDField(null=True, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)  # among its siblings, from 0
    code = models.CharField(_("code"), max_length=100, blank=True)  # as people cite it, such as 5.NBT.1
    statement = models.TextField(_("what one can do"))  # Markdown
    short = models.CharField(_("in short"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)  # the framework's own word: standard, strand …
    language = models.CharField(max_length=35, blank=True)  # BCP 47; empty: the framework's
    levels = ArrayField(models.CharField(max_length=20), default=list)  # of education, as the framework names them
    keywords = ArrayField(models.CharField(max_length=100), default=list)
    notes = models.TextField(_("notes"), blank=True)
    more: Any = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["framework", "key"], name="one_competency_a_key"),
            models.CheckConstraint(condition=~Q(parent_key=F("key")), name="not_under_itself"),
        ]
        indexes = [models.Index(fields=["community", "framework", "parent_key"], name="competencies_by_parent")]

    def __str__(self) -> str:
        return f"{self.code} {self.named}".strip()

    @property
    def named(self) -> str:
        """In a line."""
        return self.short or " ".join(self.statement.split())[:200]


class CompetencyLink(TenantModel):
    """From a competency to another one here, or to something outside by its address or code."""

    origin = TenantForeignKey(Competency, models.CASCADE, related_name="links")
    relation = models.CharField(max_length=14, choices=Relation)
    target = TenantForeignKey(Competency, models.CASCADE, related_name="linked_from", null=True)
    address = models.CharField(max_length=1000, blank=True)  # of what is outside
    title = models.CharField(max_length=300, blank=True)  # of it

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["origin", "relation", "target"], condition=Q(target__isnull=False), name="one_link_each"
            ),
            UniqueInCommunity(
                fields=["origin", "relation", "address"], condition=Q(target__isnull=True), name="one_link_outside_each"
            ),
            models.CheckConstraint(condition=Q(target__isnull=False) ^ ~Q(address=""), name="here_or_outside"),
            models.CheckConstraint(condition=~Q(target=F("origin")), name="linked_to_another"),
        ]

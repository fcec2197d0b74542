"""What somebody asked of the product or of a community about what is kept of them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tenancy.models import PersonModel, UniqueForPerson


class Copy(PersonModel):
    """Everything about a person in one file, made by a job; it lies in the storage for them alone, for some days."""

    KEPT: ClassVar[timedelta] = timedelta(days=7)
    AGAIN: ClassVar[timedelta] = timedelta(days=1)  # from one to the next

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)  # or a guardian
    by_name = models.CharField(max_length=150)
    language = models.CharField(max_length=12)  # of its index
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    rows = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(fields=["person"], condition=Q(made_at__isnull=True), name="one_copy_made_at_a_time")
        ]

    @property
    def path(self) -> str:
        """In the storage."""
        return f"people/{self.person_id}/{self.pk}"

    @property
    def gone_at(self) -> datetime:
        return self.asked_at + self.KEPT

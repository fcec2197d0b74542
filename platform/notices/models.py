"""What a person is told, in an inbox of their own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tenancy.models import PersonModel, UniqueForPerson


class Notice(PersonModel):
    """One thing a person is told; its words are made when it is read, in the reader's language.

    A community may add to an inbox, in its own name alone, and reads nothing there: the database sees to both."""

    given_by: ClassVar[str] = "community"

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=120)  # of what happened: it is told once
    kind = models.CharField(max_length=60)  # of kinds.KINDS
    params = models.JSONField(default=dict)  # what its words need
    path = models.CharField(max_length=300, blank=True)  # the page that it is about
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["community", "key"], name="told_once")]
        indexes = [models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notices_unread")]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

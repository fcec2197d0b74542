"""Work that waits: jobs committed with the change that causes them, and when regular work is due."""

from django.db import models
from django.utils import timezone

from tenancy.keys import uuid7


class Job(models.Model):
    """The outbox: a row commits with its cause and goes away in the transaction that does the work."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.CharField(max_length=100)
    args = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["not_before"], name="jobs_waiting")]


class Due(models.Model):
    """When a kind of regular work is next due in a community (null: for the whole network)."""

    community = models.UUIDField(null=True)
    kind = models.CharField(max_length=50)
    next_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "kind"], name="one_due_time_a_kind", nulls_distinct=False)
        ]
        indexes = [models.Index(fields=["next_at"], name="due_next")]

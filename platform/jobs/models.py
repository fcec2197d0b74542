"""Work that waits: jobs committed with the change that causes them, and when regular work is due."""

import json
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from tenancy.keys import uuid7


class ArgumentEncoder(json.JSONEncoder):
    def default(self, o: Any) -> Any:
        return {"uuid": str(o)} if isinstance(o, UUID) else super().default(o)


class ArgumentDecoder(json.JSONDecoder):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(object_hook=lambda o: UUID(o["uuid"]) if o.keys() == {"uuid"} else o, **kwargs)


class Job(models.Model):
    """The outbox: a row commits with its cause and goes away in the transaction that does the work."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.CharField(max_length=100)
    args = models.JSONField(default=list, encoder=ArgumentEncoder, decoder=ArgumentDecoder)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(null=True)  # null: at once, whatever the clocks of web and worker say
    attempts = models.PositiveSmallIntegerField(default=0)  # those that failed
    problem = models.TextField(blank=True)  # the first line of the last failure

    class Meta:
        indexes = [models.Index(fields=["not_before"], name="jobs_waiting")]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"


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

    def __str__(self) -> str:
        return f"{self.kind} {self.next_at}"

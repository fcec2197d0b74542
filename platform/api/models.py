"""Answers kept so that a write asked for twice happens once."""

from django.db import models
from django.utils import timezone


class Answer(models.Model):
    """What a caller was told about one keyed request; kept a day, read again for that caller alone."""

    caller = models.CharField(max_length=64)  # SHA-256, hex, of api.callers.caller
    route = models.CharField(max_length=64)  # SHA-256, hex, of method and path
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)  # SHA-256, hex
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "route", "key"], name="one_answer_a_key")]
        indexes = [models.Index(fields=["created_at"], name="answers_by_age")]

    def __str__(self) -> str:
        return f"{self.status} {self.key}"

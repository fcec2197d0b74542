"""What was taken in from files, or is on its way."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel


class Import(TenantModel):
    """One go at it: all of its files, or nothing. They lie in the storage until it is over."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Under way")
        DONE = "done", _("Taken in")
        REFUSED = "refused", _("Refused")

    kind = models.CharField(max_length=20)  # of importers.IMPORTERS
    files: Any = models.JSONField()  # their names
    by = TenantForeignKey(Membership, models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(max_length=12)  # of what is said about it
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    problem = models.TextField(blank=True)  # why it was refused, and where
    imported: Any = models.JSONField(default=dict)  # {kind: number}
    not_kept: Any = models.JSONField(default=list)  # [{"element", "reason"}]
    made: Any = models.JSONField(default=dict)  # {"title", "address"} of what came of it

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(problem=""), name="refused_with_a_reason")
        ]

    def path(self, number: int) -> str:
        """Of a file, in the storage."""
        return f"{self.community_id}/imports/{self.pk}/{number}"

"""Decisions, and the settings that only a decision changes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Decision(TenantModel):
    """What a community decided; numbered without gaps within it, chained to the one before, never changed.

    Written by `record.py` alone. A new column that says something belongs into what is hashed there."""

    class Kind(models.TextChoices):
        FOUNDING = "founding", _("Founding")
        SETTING = "setting", _("Change of a setting")
        ROLE = "role", _("Change of a role")
        MEMBERSHIP = "membership", _("A membership")
        CIRCLE = "circle", _("Circles")
        MONEY = "money", _("Money")
        CURRICULUM = "curriculum", _("Curricula")
        REPORT = "report", _("Reports")

    append_only: ClassVar[bool] = True

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=150)
    decided_at = models.DateTimeField(default=timezone.now)
    changes = models.JSONField(default=list)  # what came into force with it (record.py)
    previous = models.CharField(max_length=64)  # the hash of the decision before
    hash = models.CharField(max_length=64)  # SHA-256, hex (README.md)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["number"], name="one_decision_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Setting(TenantModel):
    """One value a setting has had, and the decision behind it; the latest row of a key is in force."""

    append_only: ClassVar[bool] = True

    key = models.CharField(max_length=40)
    value = models.JSONField()
    decision = TenantForeignKey(Decision, models.PROTECT, related_name="settings")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["decision", "key"], name="one_value_a_key_a_decision")]
        indexes = [models.Index(fields=["community", "key", "decision"], name="settings_by_key")]

"""What stands behind an entry: bills, receipts, contracts."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from funding.models.entries import Entry
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Attachment(TenantModel):
    """A file beside an entry, by its content; it stays as long as the entry."""

    class Audience(models.TextChoices):
        KEEPERS = "keepers", _("Who keeps the books")
        MEMBERS = "members", _("Everyone who reads the books")

    append_only: ClassVar[bool] = True

    entry = TenantForeignKey(Entry, models.PROTECT, related_name="attachments")
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    audience = models.CharField(max_length=7, choices=Audience, default=Audience.KEEPERS)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["entry", "file"], name="one_file_an_entry"),
            models.CheckConstraint(condition=Q(audience__in=["keepers", "members"]), name="known_readers"),
        ]

    def __str__(self) -> str:
        return self.name

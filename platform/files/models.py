"""Files of a community; their bytes lie in the storage under `<community id>/<sha256>`, each once."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantModel, UniqueInCommunity


class StoredFile(TenantModel):
    class Audience(models.TextChoices):
        PUBLIC = "public", _("Anyone")
        MEMBERS = "members", _("Members")
        PRIVATE = "private", _("Those who see what it belongs to")  # served only by the pages of the app it belongs to

    sha256 = models.CharField(max_length=64)  # hex, of the bytes as stored
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)  # found out from the bytes
    size = models.PositiveBigIntegerField()  # bytes
    width = models.PositiveIntegerField(null=True)  # pixels, of a picture
    height = models.PositiveIntegerField(null=True)
    audience = models.CharField(max_length=7, choices=Audience, default=Audience.MEMBERS)
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["sha256"], name="one_file_a_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """In the storage."""
        return f"{self.community_id}/{self.sha256}"

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class Export(TenantModel):
    """A table that one person asked for, kept for them alone, and for a day."""

    KEPT: ClassVar[timedelta] = timedelta(days=1)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=50)  # of files.exports
    asked = models.JSONField(default=dict)
    language = models.CharField(max_length=12)  # of its headings
    name = models.CharField(max_length=150, blank=True)
    size = models.PositiveBigIntegerField(null=True)  # bytes; null until it is made
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "asked_at"], name="exports_by_time")]

    @property
    def path(self) -> str:
        """In the storage."""
        return f"{self.community_id}/exports/{self.pk}"

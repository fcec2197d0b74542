"""Files of a community; their bytes lie in the storage under `<community id>/<sha256>`, each once."""

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

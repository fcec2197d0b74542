"""The files beside a proposal."""

from django.db import models
from django.utils import timezone

from communities.governance.models.proposals import Proposal
from files.models import StoredFile
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Attachment(TenantModel):
    """A plan, a picture or a sum that speaks for a proposal; for whoever may read that."""

    proposal = TenantForeignKey(Proposal, models.PROTECT, related_name="attachments")
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["proposal", "file"], name="one_attachment_a_file")]

    def __str__(self) -> str:
        return self.title

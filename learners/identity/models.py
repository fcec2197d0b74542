"""Invitations to be somebody whom a community knows and whom nobody signs in as yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from communities.models import Community, Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class ClaimCode(models.Model):
    """To which community the code of an invitation leads; read by whoever enters one alone."""

    key = models.CharField(max_length=64, primary_key=True)  # as codes.key_of makes it
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.key


class Claim(TenantModel):
    """An invitation to sign in as the person behind a membership, once; only a hash of its code is kept."""

    membership = TenantForeignKey(Membership, models.PROTECT, related_name="claims")
    key = models.CharField(max_length=64)  # as codes.key_of makes it
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    made_by_name = models.CharField(max_length=150)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["key"], name="one_claim_a_code"),
            UniqueInCommunity(
                fields=["membership"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_waiting_claim_each",
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership)

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.withdrawn_at is None and timezone.now() < self.expires_at

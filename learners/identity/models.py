"""Invitations to be somebody whom a community knows, and people who turned out to be one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from communities.models import Community, Membership
from tenancy.models import PersonModel, TenantForeignKey, TenantModel, UniqueInCommunity

UNDO_DAYS = 14


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


class JoinCode(models.Model):
    """A code that somebody made, signed in, to be joined to another; read by whoever enters one alone."""

    key = models.CharField(max_length=64, primary_key=True)  # as codes.key_of makes it
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Join(PersonModel):
    """That another turned out to be the same person, by whom, and everything that went, so that it can go back."""

    alias = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    alias_name = models.CharField(max_length=150)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    carried = models.JSONField(default=dict)  # ids by table, by community ("": in none), as carrying.carry says
    also = models.JSONField(default=dict)  # what else changed, as joining.undoing needs it

    def __str__(self) -> str:
        return self.alias_name

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() < self.undo_until

    @property
    def places(self) -> int:
        """In how many communities something went."""
        return len([place for place in self.carried if place])

    @property
    def rows(self) -> int:
        return sum(len(ids) for tables in self.carried.values() for ids in tables.values())


class Likeness(TenantModel):
    """Two members who may be one: that both were asked, or that the community knows them to be two."""

    one = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    two = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    apart = models.BooleanField(default=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["one", "two"], name="one_likeness_a_pair")]

    def __str__(self) -> str:
        return f"{self.one} · {self.two}"

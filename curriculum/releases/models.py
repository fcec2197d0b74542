"""Drafts handed in as the next version, what others say to them, and which versions a community has used."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.governance.models import Decision
from communities.models import Membership
from curriculum.models import Curriculum, Described, Placed, Version
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Submission(Described, TenantModel):
    """A draft as it was handed in; it becomes the next version, or is taken back. One is open at a time."""

    curriculum = TenantForeignKey(Curriculum, models.PROTECT, related_name="submissions")
    follows = models.PositiveIntegerField(null=True)  # the number of the latest version then
    note = models.TextField(_("what is new"), blank=True)
    share = models.BooleanField(default=False)
    by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(null=True)  # of the version that it became

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["curriculum"], condition=Q(closed_at__isnull=True), name="one_open_submission"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(closed_at__isnull=False), name="published_is_closed"
            ),
        ]  # fmt: skip

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def next_number(self) -> int:
        return (self.follows or 0) + 1


class SubmissionNode(Placed, TenantModel):
    """A part as it was handed in."""

    append_only: ClassVar[bool] = True

    submission = TenantForeignKey(Submission, models.PROTECT, related_name="nodes")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["submission", "key"], name="one_submitted_node_a_key")]


class Opinion(TenantModel):
    """What a colleague says to it; the last word of each counts."""

    submission = TenantForeignKey(Submission, models.CASCADE, related_name="opinions")
    member = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["submission", "member"], name="one_opinion_each")]


class Use(TenantModel):
    """From its decision on, the community uses this version; or none."""

    append_only: ClassVar[bool] = True

    curriculum = TenantForeignKey(Curriculum, models.PROTECT, related_name="uses")
    version = TenantForeignKey(Version, models.PROTECT, related_name="uses", null=True)
    decision = TenantForeignKey(Decision, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["decision"], name="one_use_a_decision")]

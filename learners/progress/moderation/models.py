"""A sample of assessed evidence that a second teacher looks at without knowing what the first said."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from communities.models import Membership
from learners.models import Offering
from learners.progress.evidence.models import Assessment, Evidence
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Moderation(TenantModel):
    """Of an offering, by one of its teachers; `second` is asked."""

    append_only: ClassVar[bool] = True

    offering = TenantForeignKey(Offering, models.PROTECT, related_name="moderations")
    second = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=150)
    asked_at = models.DateTimeField(default=timezone.now)


class Sampled(TenantModel):
    """One piece of the sample, with the assessment that stood when it was drawn."""

    append_only: ClassVar[bool] = True
    of_owned: ClassVar[bool] = True

    moderation = TenantForeignKey(Moderation, models.PROTECT, related_name="sample")
    evidence = TenantForeignKey(Evidence, models.PROTECT, related_name="+")
    first = TenantForeignKey(Assessment, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # from 1, in an order that tells nothing

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["moderation", "evidence"], name="sampled_once_a_moderation"),
            UniqueInCommunity(fields=["moderation", "number"], name="sampled_in_order"),
        ]


class SecondLook(TenantModel):
    """What the second teacher put it on, on the scale of the first; said once, and never changed."""

    append_only: ClassVar[bool] = True
    of_owned: ClassVar[bool] = True

    sampled = TenantForeignKey(Sampled, models.PROTECT, related_name="looks")
    level = models.PositiveSmallIntegerField()
    scale = ArrayField(models.CharField(max_length=60))
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["sampled"], name="one_second_look_a_piece"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=F("scale__len")), name="second_look_on_its_scale"
            ),
        ]

    @property
    def level_name(self) -> str:
        return str(self.scale[self.level - 1])

    @property
    def shade(self) -> int:
        """On the four shades of any scale."""
        return -(-4 * self.level // len(self.scale))


class Settled(TenantModel):
    """The level that both agreed on, which is an assessment of the evidence like others."""

    append_only: ClassVar[bool] = True
    of_owned: ClassVar[bool] = True

    sampled = TenantForeignKey(Sampled, models.PROTECT, related_name="settled")
    assessment = TenantForeignKey(Assessment, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["sampled"], name="settled_once")]

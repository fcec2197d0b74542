"""Receipts: numbered without a gap, and never changed; a wrong one is cancelled by another."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from funding.income.models.donations import Donor, Gift
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class ReceiptSeries(TenantModel):
    """The last number given in a year; whoever makes a receipt locks it."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["year"], name="one_series_a_year")]


class Receipt(TenantModel):
    """What a community confirms to have been given, as it was printed; or that another receipt holds no longer.

    `content` is {"community", "place", "registration", "signed_by", "name", "address", "tax_number", "language",
    "title", "paragraphs", "source", "gifts": [{"on", "amount"}]}."""

    owner: ClassVar[str] = "person"
    append_only: ClassVar[bool] = True

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    donor = TenantForeignKey(Donor, models.PROTECT, related_name="receipts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    made_on = models.DateField()
    amount = models.BigIntegerField()  # minor units
    currency = models.CharField(max_length=3)
    content = models.JSONField(default=dict)
    cancels = TenantForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="cancelled_by")
    made_by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["year", "number"], name="one_receipt_a_number"),
            UniqueInCommunity(fields=["cancels"], condition=Q(cancels__isnull=False), name="cancelled_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_is_positive"),
            models.CheckConstraint(condition=Q(number__gt=0), name="receipts_count_from_one"),
        ]
        indexes = [
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="gift_receipts_of_person"),
            models.Index(fields=["community", "donor"], name="receipts_of_donor"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number:04d}"


class ReceiptGift(TenantModel):
    """Which gifts a receipt confirms."""

    append_only: ClassVar[bool] = True

    receipt = TenantForeignKey(Receipt, models.PROTECT, related_name="of_gifts")
    gift = TenantForeignKey(Gift, models.PROTECT, related_name="on_receipts")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["receipt", "gift"], name="a_gift_once_a_receipt")]
        indexes = [models.Index(fields=["community", "gift"], name="receipts_of_gift")]

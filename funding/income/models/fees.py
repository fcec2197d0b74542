"""What learners owe for taking part, and what of it came. Entries in the books name no learner: the links are here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funding.models import Entry, Fund
from learners.models import Offering
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Per(models.TextChoices):
    TERM = "term", _("A term")
    MONTH = "month", _("A month")
    ONCE = "once", _("Once")


class ForWhom(models.TextChoices):
    EVERYONE = "everyone", _("Everyone who learns here")
    ROLE = "role", _("Members of a role")
    OFFERING = "offering", _("Those enrolled in one offering")


class FeeKind(TenantModel):
    """A fee that the community asks for; it goes to a fund without restrictions."""

    title = models.CharField(max_length=150)  # what members read in the books
    amount = models.BigIntegerField()  # minor units
    currency = models.CharField(max_length=3)  # ISO 4217
    per = models.CharField(max_length=5, choices=Per)
    for_whom = models.CharField(max_length=8, choices=ForWhom)
    role = models.CharField(max_length=30, blank=True)
    offering = TenantForeignKey(Offering, models.PROTECT, null=True, db_index=False, related_name="+")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+", db_index=False)
    is_retired = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["title"], name="one_fee_a_title"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="fee_is_positive"),
            models.CheckConstraint(
                condition=Q(for_whom="offering", offering__isnull=False, role="")
                | Q(for_whom="role", offering__isnull=True) & ~Q(role="")
                | Q(for_whom="everyone", offering__isnull=True, role=""),
                name="a_fee_says_for_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ChargeRun(TenantModel):
    """A fee charged for one period, to everyone it is for; its entry is the sum of its charges as they stand."""

    kind = TenantForeignKey(FeeKind, models.PROTECT, related_name="runs")
    period = models.CharField(max_length=60)  # key of a term, "2026-11", or "once"
    title = models.CharField(max_length=220)
    due_on = models.DateField()
    total = models.BigIntegerField(default=0)  # as its entry says, minor units
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["kind", "period"], name="charged_once_a_period"),
            models.CheckConstraint(condition=Q(total__gte=0), name="a_run_owes_nobody"),
        ]

    def __str__(self) -> str:
        return self.title


class Charge(TenantModel):
    """What one learner owes of a run; nothing here says whether others owe more."""

    owner: ClassVar[str] = "person"

    run = TenantForeignKey(ChargeRun, models.PROTECT, related_name="charges")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    title = models.CharField(max_length=220)
    due_on = models.DateField()
    amount = models.BigIntegerField()  # minor units
    paid = models.BigIntegerField(default=0)  # minor units
    currency = models.CharField(max_length=3)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["run", "person"], name="charged_once_each"),
            UniqueInCommunity(fields=["id", "person"], name="charge_of_one_person"),  # what payments refer to
            models.CheckConstraint(condition=Q(paid__gte=0, amount__gte=F("paid")), name="paid_up_to_what_is_charged"),
        ]
        indexes = [
            models.Index(fields=["person"], name="charges_of_person"),
            models.Index(fields=["community", "due_on"], condition=Q(amount__gt=F("paid")), name="charges_open"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> int:
        """Minor units still to be paid."""
        return self.amount - self.paid


class Payment(TenantModel):
    """A part of an entry that paid a charge; the entry is the sum of all that were recorded together."""

    owner: ClassVar[str] = "person"

    charge = TenantForeignKey(Charge, models.PROTECT, matching=["person"], related_name="payments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    entry = TenantForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    amount = models.BigIntegerField()  # minor units
    taken_back = models.BooleanField(default=False)  # its entry was reversed

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["charge", "entry"], name="a_charge_once_an_entry"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_positive"),
        ]
        indexes = [
            models.Index(fields=["person"], name="payments_of_person"),
            models.Index(fields=["community", "entry"], name="payments_of_entry"),
        ]

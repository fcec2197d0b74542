"""Money promised for a purpose: on what conditions, in which instalments, and what the funder is told of it when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from communities.models import Membership
from funding.models import Entry, Fund
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Grant(TenantModel):
    """Its fund is opened with it and takes nothing else; the fund's name and purpose are the grant's."""

    funder = models.CharField(max_length=200)
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="grants")
    amount = models.BigIntegerField()  # minor units, promised in all
    currency = models.CharField(max_length=3)  # ISO 4217
    awarded_on = models.DateField()
    may_be_named = models.BooleanField(default=False)  # the funder, on the page of open books

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["fund"], name="one_grant_a_fund"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.fund.name}"


class Condition(TenantModel):
    """What the funder asks for; met with what shows it."""

    grant = TenantForeignKey(Grant, models.PROTECT, related_name="conditions")
    text = models.CharField(max_length=500)
    met_on = models.DateField(null=True)
    evidence = models.CharField(max_length=1000, blank=True)
    said_by_name = models.CharField(max_length=150, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, evidence="") | (Q(met_on__isnull=False) & ~Q(evidence="")),
                name="met_with_evidence",
            )
        ]


class Instalment(TenantModel):
    """A part of it that is expected; its entry once it came."""

    grant = TenantForeignKey(Grant, models.PROTECT, related_name="instalments")
    due_on = models.DateField()
    amount = models.BigIntegerField()  # minor units
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["entry"], condition=Q(entry__isnull=False), name="one_instalment_an_entry"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_is_positive"),
        ]


class Due(TenantModel):
    """A report that the funder expects; `text` is being written."""

    grant = TenantForeignKey(Grant, models.PROTECT, related_name="dues")
    due_on = models.DateField()
    about = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["grant", "due_on", "about"], name="one_report_a_day_and_subject")]


class Report(TenantModel):
    """As it was sent, with what had been spent line by line; one sent again is the next version."""

    append_only: ClassVar[bool] = True

    due = TenantForeignKey(Due, models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    text = models.TextField()
    spent = models.JSONField()  # [{"line": "5200 Learning materials", "posted": 4200, "held": 0}, …], minor units
    sent_on = models.DateField()
    by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["due", "number"], name="one_report_a_number")]

"""Requests for a lower fee, and what was lowered: in tables of their own, that no charge, entry or notice points to.

A request is read anywhere by the one who asked and nobody else, and in its community by those who decide."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from funding.income.models.fees import Charge
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class HardshipState(models.TextChoices):
    WAITING = "waiting", _("Waits for an answer")
    AGREED = "agreed", _("Waits for a second person")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Declined")


class HardshipRequest(TenantModel):
    """That somebody cannot pay a fee in full: a learner themself, or a guardian (`asker`) for them."""

    owner: ClassVar[str] = "asker"

    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    asker_name = models.CharField(max_length=150)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    learner_name = models.CharField(max_length=150)
    words = models.CharField(max_length=600)
    file = TenantForeignKey(StoredFile, models.PROTECT, null=True, db_index=False, related_name="+")
    file_name = models.CharField(max_length=150, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=HardshipState, default=HardshipState.WAITING)
    situation = models.CharField(max_length=120, blank=True)  # of the setting, as it stood
    percent = models.PositiveSmallIntegerField(default=0)  # by which fees are lowered
    since = models.DateField(null=True)  # fees due from this day
    until = models.DateField(null=True)  # to this one inclusive
    answer = models.CharField(max_length=600, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["learner", "asker"],
                condition=Q(state__in=["waiting", "agreed"]),
                name="one_open_hardship_request",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="lowered_to_nothing_at_most"),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "granted"])
                | Q(percent__gte=1, since__isnull=False, until__gte=F("since")),
                name="granted_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("agreed_by")), name="two_different_people"
            ),
        ]
        indexes = [
            models.Index(fields=["asker"], name="hardship_of_asker"),
            models.Index(fields=["community", "learner"], name="hardship_of_learner"),
        ]


class Reduction(TenantModel):
    """What a charge would have been, and by which request it is less."""

    charge = TenantForeignKey(Charge, models.CASCADE, related_name="reductions")
    request = TenantForeignKey(HardshipRequest, models.CASCADE, related_name="reductions")
    full = models.BigIntegerField()  # minor units
    amount = models.BigIntegerField()  # of the charge, minor units
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["charge"], name="one_reduction_a_charge"),
            models.CheckConstraint(condition=Q(amount__gte=0, full__gt=F("amount")), name="less_than_in_full"),
        ]
        indexes = [models.Index(fields=["community", "request"], name="reductions_of_request")]

"""What other currencies are worth."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tenancy.models import TenantModel


class Rate(TenantModel):
    """How many units of a currency one unit of the community's own buys, from a day on; a later row corrects it."""

    append_only: ClassVar[bool] = True

    currency = models.CharField(max_length=3)  # ISO 4217
    base = models.CharField(max_length=3)  # the community's own, as the rate was stored
    on = models.DateField()
    rate = models.DecimalField(max_digits=30, decimal_places=15)
    source = models.CharField(max_length=100)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+")
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(rate__gt=Decimal(0)), name="rate_above_zero"),
            models.CheckConstraint(condition=~Q(currency=models.F("base")), name="rate_of_another_currency"),
        ]
        indexes = [models.Index(fields=["community", "base", "currency", "-on", "-id"], name="rates_by_day")]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate}"

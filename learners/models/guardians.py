"""Who looks after a learner, and who looked."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from tenancy.models import PersonModel, TenantForeignKey, TenantModel, UniqueForPerson, UniqueInCommunity


class Guardianship(PersonModel):
    """One side of a guardianship as one community recorded it: the guardian and the child hold a row each."""

    class Side(models.TextChoices):
        GUARDIAN = "guardian", _("Guardian")
        CHILD = "child", _("Child")

    side = models.CharField(max_length=8, choices=Side)  # which of the two `person` is
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    other_name = models.CharField(max_length=150)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)
    recorded_in = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(
                fields=["side", "other", "recorded_in"],
                condition=Q(until__isnull=True),
                name="one_live_guardianship_each",
            )
        ]


class GuardianshipRecord(TenantModel):
    """That this community recorded a guardianship between two of its members, and by whom."""

    guardian = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    child = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=150)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["child", "guardian"], condition=Q(until__isnull=True), name="one_live_record_each"
            )
        ]


class AccessLog(PersonModel):
    """That somebody looked at a person's rows: the first look of a day at each thing."""

    append_only: ClassVar[bool] = True

    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    who_name = models.CharField(max_length=150)
    what = models.CharField(max_length=420)
    at = models.DateTimeField(default=timezone.now)
    day = models.DateField(default=timezone.localdate)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["day", "who", "what"], name="one_look_a_day_at_a_thing")]

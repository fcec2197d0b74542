"""Who gives, what they promised, and what came of it. Nobody reads of donors but who may see them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.models import Entry, Fund
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Donor(TenantModel):
    """Somebody who gives; `person` where they have an account here, and then they read their own row anywhere."""

    owner: ClassVar[str] = "person"

    name = models.CharField(max_length=150)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    email = models.EmailField(blank=True)
    address = models.TextField(max_length=500, blank=True)  # as a receipt needs it
    tax_number = models.CharField(max_length=40, blank=True)  # where the country's receipt names it
    may_be_named = models.BooleanField(default=False)  # in the books, which members read
    wants_reminders = models.BooleanField(default=False)  # by a notice, before a gift is due
    note = models.CharField(max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["person"], condition=Q(person__isnull=False), name="one_donor_a_person")
        ]
        indexes = [models.Index(fields=["person"], condition=Q(person__isnull=False), name="donors_of_person")]

    def __str__(self) -> str:
        return self.name


class Every(models.TextChoices):
    ONCE = "once", _("Once")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every three months")
    YEAR = "year", _("Every year")


class PledgeState(models.TextChoices):
    ACTIVE = "active", _("Under way")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class Pledge(TenantModel):
    """What a donor means to give, and when; whatever comes is a gift of its own."""

    donor = TenantForeignKey(Donor, models.PROTECT, related_name="pledges")
    fund = TenantForeignKey(Fund, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()  # minor units, each time
    currency = models.CharField(max_length=3)  # ISO 4217
    every = models.CharField(max_length=7, choices=Every)
    starts = models.DateField()  # the first gift; later ones on its day of the month, or the month's last
    ends = models.DateField(null=True)  # the last day on which one is expected
    state = models.CharField(max_length=6, choices=PledgeState, default=PledgeState.ACTIVE)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["id", "donor"], name="pledge_of_one_donor"),  # what gifts refer to
            models.CheckConstraint(condition=Q(amount__gt=0), name="pledge_is_positive"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="pledge_ends_later"),
        ]
        indexes = [models.Index(fields=["community", "donor"], name="pledges_of_donor")]

    def __str__(self) -> str:
        return str(self.get_every_display())


class PledgePause(TenantModel):
    """Days on which nothing is expected; without `until` it goes on."""

    pledge = TenantForeignKey(Pledge, models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)  # the first day on which gifts are expected again

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["pledge"], condition=Q(until__isnull=True), name="one_open_pause"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="pause_ends_later"),
        ]
        indexes = [models.Index(fields=["community", "pledge"], name="pauses_of_pledge")]


class Gift(TenantModel):
    """Money that came, with its entry in the books; `due_on` where a pledge had expected it that day."""

    donor = TenantForeignKey(Donor, models.PROTECT, related_name="gifts")
    pledge = TenantForeignKey(Pledge, models.PROTECT, matching=["donor"], null=True, related_name="gifts")
    entry = TenantForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    on = models.DateField()
    amount = models.BigIntegerField()  # minor units
    currency = models.CharField(max_length=3)
    taken_back_on = models.DateField(null=True)  # its entry was reversed

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["entry"], name="one_gift_an_entry"),
            UniqueInCommunity(
                fields=["pledge", "due_on"],
                condition=Q(pledge__isnull=False, due_on__isnull=False, taken_back_on__isnull=True),
                name="one_gift_an_expected_day",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="gift_is_positive"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(pledge__isnull=False), name="expected_by_a_pledge"
            ),
        ]
        indexes = [models.Index(fields=["community", "donor", "on"], name="gifts_of_donor")]

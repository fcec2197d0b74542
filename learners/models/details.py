"""What an offering and its card both say of when, where, how and at what price."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learners.times.slots import Slot, slots_of


class Held(models.TextChoices):
    PLACE = "place", _("At a place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("At a place and online")


class Support(models.TextChoices):
    """What helps some to take part."""

    STEP_FREE = "step_free", _("Step-free way in")
    SIGNED = "signed", _("Sign language")
    CAPTIONS = "captions", _("Captions or a written account")
    LARGE_PRINT = "large_print", _("Large print or Braille")
    QUIET = "quiet", _("A quiet room")
    ASSISTANT = "assistant", _("Somebody who assists")
    DEVICE = "device", _("A device to borrow")
    WAY = "way", _("Help with the way there")
    MEAL = "meal", _("A meal")


class Details(models.Model):
    """`times` as learners.times.slots keeps them, by the clock of the community."""

    held = models.CharField(max_length=6, choices=Held, default=Held.PLACE)
    room = models.CharField(max_length=200, blank=True)  # and address, or where online
    times = models.JSONField(default=list, blank=True)
    cost = models.PositiveBigIntegerField(default=0)  # minor units; 0: free
    currency = models.CharField(max_length=3, default="EUR")  # ISO 4217
    cost_words = models.CharField(max_length=200, blank=True)
    support = ArrayField(models.CharField(max_length=12, choices=Support), default=list, blank=True)
    pause_keeps = models.BooleanField(default=False, db_default=False)  # whoever pauses keeps the place

    class Meta:
        abstract = True

    @property
    def slots(self) -> list[Slot]:
        return slots_of(self.times)

    @property
    def is_free(self) -> bool:
        return not self.cost

    @property
    def supports(self) -> list[Any]:
        """In words."""
        return [Support(one).label for one in self.support]


DETAILS = tuple(field.name for field in Details._meta.fields)
CHECKS = [
    models.CheckConstraint(condition=Q(held__in=Held.values), name="offering_is_held_somehow"),
    models.CheckConstraint(
        condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
        name="offering_ages_in_order",
    ),
]

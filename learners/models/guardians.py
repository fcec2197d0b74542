"""Who looks after a learner, and who looked."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community, Membership
from tenancy.models import PersonModel, TenantForeignKey, TenantModel, UniqueForPerson, UniqueInCommunity


def in_force() -> Q:
    """Of guardianships: not ended; an end set ahead is still to come."""
    return Q(until__isnull=True) | Q(until__gt=timezone.localdate())


class Guardianship(PersonModel):
    """One side of a guardianship as one community recorded it: the guardian and the child hold a row each."""

    class Side(models.TextChoices):
        GUARDIAN = "guardian", _("Guardian")
        CHILD = "child", _("Child")

    side = models.CharField(max_length=8, choices=Side)  # which of the two `person` is
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    other_name = models.CharField(max_length=150)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)  # the first day on which it no longer holds; may be set ahead
    replaced = models.BooleanField(default=False)  # ended, and another may be recorded
    recorded_in = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(
                fields=["side", "other", "recorded_in"],
                condition=Q(replaced=False),
                name="one_live_guardianship_each",
            )
        ]


class GuardianshipRecord(TenantModel):
    """That this community recorded a guardianship between two of its members: by whom, and on what it saw."""

    class Seen(models.TextChoices):
        BIRTH = "birth", _("A birth certificate")
        FAMILY = "family", _("A family book or an extract from the register")
        COURT = "court", _("A decision of a court or an authority")
        KNOWN = "known", _("No document: both are known to us in person")

    guardian = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    child = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=150)
    seen = models.CharField(max_length=6, choices=Seen, default=Seen.KNOWN)
    seen_on = models.DateField(default=timezone.localdate)  # by who recorded it
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True)  # the first day on which it no longer holds; may be set ahead
    replaced = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["child", "guardian"], condition=Q(replaced=False), name="one_live_record_each")
        ]

    @property
    def is_in_force(self) -> bool:
        return self.until is None or self.until > timezone.localdate()


class AccessLog(PersonModel):
    """That somebody looked at a person's rows: the first look of a day at each thing."""

    append_only: ClassVar[bool] = True

    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    who_name = models.CharField(max_length=150)
    what = models.CharField(max_length=420)
    at = models.DateTimeField(default=timezone.now)
    day = models.DateField(default=timezone.localdate)

    @staticmethod
    def note(person_id: UUID, *, who: Person, what: str) -> None:
        """In the person's scope."""
        one = AccessLog(person_id=person_id, who=who, who_name=str(who), what=what)
        AccessLog.objects.bulk_create([one], ignore_conflicts=True)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["day", "who", "what"], name="one_look_a_day_at_a_thing")]

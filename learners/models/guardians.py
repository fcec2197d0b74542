"""Who looks after a learner, and who looked."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community, Membership
from tenancy.models import PersonModel, TenantForeignKey, TenantModel, UniqueForPerson, UniqueInCommunity
from tenancy.scope import current_community
from web.sentences import SentenceField, Wording, sentence_of


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
    """That somebody looked at a person's rows, or did something to them: the first time of a day each thing.

    A community adds what its own people look at, and reads nothing here: the database sees to both."""

    class Role(models.TextChoices):
        """As what they looked."""

        GUARDIAN = "guardian", _("Guardian")
        MENTOR = "mentor", _("Mentor")
        COMMUNITY = "community", _("For the community")

    append_only: ClassVar[bool] = True
    given_by: ClassVar[str] = "community"

    role = models.CharField(max_length=9, choices=Role, default=Role.GUARDIAN)
    did = models.BooleanField(default=False)  # and not only looked
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="+", db_index=False)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    who_name = models.CharField(max_length=150)
    what: Any = SentenceField()  # told in the language of whoever reads it
    at = models.DateTimeField(default=timezone.now)
    day = models.DateField(default=timezone.localdate)

    @staticmethod
    def note(
        person_id: UUID, *, who: Person, what: Wording, did: bool = False, role: str = Role.GUARDIAN,
        community: Community | None = None,
    ) -> None:  # fmt: skip
        """In the person's scope."""
        said: dict[str, Any] = {"who_name": str(who), "did": did, "role": role, "community": community}
        row = AccessLog(person_id=person_id, who=who, what=sentence_of(what), **said)
        AccessLog.objects.bulk_create([row], ignore_conflicts=True)

    @staticmethod
    def note_here(
        people: Iterable[UUID], *, who: Person, what: Wording, did: bool = False, name: str = "",
        role: str = Role.COMMUNITY,
    ) -> None:  # fmt: skip
        """In a community's scope, of what somebody sees or does for it; `name` is what they are called there."""
        said: dict[str, Any] = {"who_name": name or str(who), "what": sentence_of(what), "did": did, "role": role}
        said["community_id"] = current_community()
        rows = [AccessLog(person_id=one, who=who, **said) for one in dict.fromkeys(people) if one != who.pk]
        AccessLog.objects.bulk_create(rows, ignore_conflicts=True)

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(
                fields=["day", "who", "what", "community"], name="one_look_a_day_at_a_thing", nulls_distinct=False
            )
        ]

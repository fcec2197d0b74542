"""What a learner says about themself, to whom they agree to show it, and what a community therefore has of it."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from learners.consents.terms import PURPOSES, WITH_ANSWERS, label_of, purpose_of, words_of
from tenancy.models import PersonModel, TenantModel, UniqueForPerson, UniqueInCommunity

LONGEST = 366  # days that a consent holds at most


class ProfileEntry(PersonModel):
    """One field of a learner's profile, in their own words or ticked."""

    class SeenBy(models.TextChoices):
        ME = "me", _("Only me")
        GUARDIANS = "guardians", _("My guardians and me")
        COMMUNITIES = "communities", _("Communities I agree with, my guardians and me")
        EVERYONE = "everyone", _("Everyone, also without signing in")

    field = models.CharField(max_length=20)  # of terms.FIELDS
    text = models.TextField(max_length=2000)  # or codes of the field's choices, in their order, with spaces between
    seen_by = models.CharField(max_length=11, choices=SeenBy, default=SeenBy.ME)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["field"], name="one_entry_a_field")]

    @property
    def label(self) -> str:
        return label_of(self.field)

    @property
    def words(self) -> str:
        return words_of(self.field, self.text)

    @property
    def is_for_communities(self) -> bool:
        return self.seen_by in (self.SeenBy.COMMUNITIES, self.SeenBy.EVERYONE)


class Consent(PersonModel):
    """That a community may use some of a learner's data for one purpose until a day; what it needs is fixed when given.

    It holds once every act that it needs is there; taking it back, or leaving, ends it."""

    class Ended(models.TextChoices):
        REVOKED = "revoked", _("Taken back")
        REPLACED = "replaced", _("Replaced by a newer one")
        LEFT = "left", _("Ended with leaving the community")

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    purpose = models.CharField(max_length=20)  # of terms.PURPOSES
    fields = ArrayField(models.CharField(max_length=20))  # of terms.FIELDS and terms.OTHER
    given_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    needs_own = models.BooleanField()  # the learner's own word: always from the age of assent on
    needs_guardian = models.BooleanField()
    own_at = models.DateTimeField(null=True)
    guardian = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    guardian_name = models.CharField(max_length=150, blank=True)
    guardian_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=8, choices=Ended, blank=True)
    ended_by_name = models.CharField(max_length=150, blank=True)
    said = models.JSONField(default=dict)  # answers at enrolment that wait for a word, by card; the learner's alone

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(
                fields=["community", "purpose"], condition=Q(ended_at__isnull=True), name="one_consent_a_purpose"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("given_at"))
                & Q(expires_at__lte=F("given_at") + models.Value(timedelta(days=LONGEST))),
                name="consent_has_a_near_end",
            ),
            models.CheckConstraint(condition=Q(needs_own=True) | Q(needs_guardian=True), name="consent_needs_someone"),
            models.CheckConstraint(
                condition=Q(own_at__isnull=True) | Q(needs_own=True, own_at__lt=F("expires_at")),
                name="own_word_from_the_age_of_assent_in_time",
            ),
            models.CheckConstraint(
                condition=Q(guardian_at__isnull=True, guardian__isnull=True)
                | Q(needs_guardian=True, guardian__isnull=False, guardian_at__lt=F("expires_at")),
                name="guardian_agrees_where_asked_in_time",
            ),
        ]

    def __str__(self) -> str:
        return purpose_of(self.purpose)

    @property
    def why(self) -> str:
        known = PURPOSES | WITH_ANSWERS
        return str(known[self.purpose].why) if self.purpose in known else ""

    @property
    def labels(self) -> list[str]:
        return [label_of(field) for field in self.fields]

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_standing(self) -> bool:
        """Neither taken back nor past its date, whether or not somebody still has to agree."""
        return self.ended_at is None and not self.is_expired

    @property
    def waits_for_own(self) -> bool:
        return self.is_standing and self.needs_own and self.own_at is None

    @property
    def waits_for_guardian(self) -> bool:
        return self.is_standing and self.needs_guardian and self.guardian_at is None

    @property
    def holds(self) -> bool:
        return self.is_standing and not (self.waits_for_own or self.waits_for_guardian)


class SharedRecord(TenantModel):
    """What a learner agreed that this community may use, for one purpose; the database hides it from its end on."""

    owner: ClassVar[str] = "learner"
    expiry: ClassVar[str] = "expires_at"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    purpose = models.CharField(max_length=20)
    data = models.JSONField(default=dict)  # {field: what it says}, of the fields agreed to
    copies = models.JSONField(default=dict)  # {field: a copy}, of what is written in no profile; as its room makes it
    consent = models.UUIDField()
    guardian = models.UUIDField(null=True)  # who agreed for the learner
    expires_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["learner", "purpose"], name="one_shared_record_a_purpose")]
        indexes = [models.Index(fields=["learner"], name="shared_records_of_learner")]

    def __str__(self) -> str:
        return purpose_of(self.purpose)

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(label_of(field), words_of(field, text)) for field, text in self.data.items()]

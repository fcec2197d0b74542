"""What a person is told, in an inbox of their own."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.kinds import TOPICS
from tenancy.models import PersonModel, UniqueForPerson


class Notice(PersonModel):
    """One thing a person is told; its words are made when it is read, in the reader's language.

    A community may add to an inbox, in its own name alone, and reads nothing there: the database sees to both."""

    given_by: ClassVar[str] = "community"

    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=120)  # of what happened: it is told once
    kind = models.CharField(max_length=60)  # of kinds.KINDS
    params = models.JSONField(default=dict)  # what its words need
    path = models.CharField(max_length=300, blank=True)  # the page that it is about
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["community", "key"], name="told_once")]
        indexes = [models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notices_unread")]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_unread(self) -> bool:
        return self.read_at is None


class Preferences(PersonModel):
    """What of it comes by e-mail, and when; what a person chose nothing about goes by its topic."""

    class Mail(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("In the daily mail")
        WEEKLY = "weekly", _("In the weekly mail")
        NEVER = "never", _("Not by e-mail")

    mail = models.JSONField(default=dict)  # by topic, one of Mail
    quiet_from = models.TimeField(null=True)  # of the person's own clock; no mail is sent in between
    quiet_until = models.TimeField(null=True)
    digest_hour = models.PositiveSmallIntegerField(default=17, validators=[MaxValueValidator(23)])
    digest_weekday = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(6)])  # 0: Monday

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(fields=["person"], name="one_set_of_preferences_each"),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=models.F("quiet_until")),
                name="quiet_hours_have_two_ends",
            ),
            models.CheckConstraint(condition=Q(digest_hour__lte=23, digest_weekday__lte=6), name="digest_has_a_time"),
        ]

    @property
    def at_once(self) -> list[str]:
        """Topics that are mailed at once."""
        return [topic for topic in TOPICS if self.mail_of(topic) == self.Mail.AT_ONCE]

    def mail_of(self, topic: str) -> str:
        return str(self.mail.get(topic) or (self.Mail.AT_ONCE if TOPICS[topic].urgent else self.Mail.DAILY))


class Post(models.Model):
    """When mail to a person is due next. Shared by all, as `jobs` are: only the machinery reads it."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    at_once = ArrayField(models.CharField(max_length=60), default=list)  # topics: a copy from the preferences
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="post_due")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.due_at}"


class FeedKey(PersonModel):
    """The address at which programs read a person's calendar."""

    token_hash = models.CharField(max_length=64)  # SHA-256, hex
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["person"], name="one_calendar_address_each")]

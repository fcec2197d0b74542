"""When an offering met, who was there, and what was announced before."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.models import Enrolment, Offering
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    EXCURSION = "excursion", _("Out and about")
    HOME = "home", _("At home")


class Was(models.TextChoices):
    PRESENT = "present", _("There")
    LATE = "late", _("Late")
    ABSENT = "absent", _("Away")


class Reason(models.TextChoices):
    NONE = "", _("Not said")
    ILL = "ill", _("Ill")
    FAMILY = "family", _("Family")
    WAY = "way", _("No way to get here")
    WEATHER = "weather", _("Weather")
    CONNECTION = "connection", _("No connection or device")
    CARE = "care", _("Looks after somebody")
    WORK = "work", _("Has to work")
    OTHER = "other", _("Something else")


class Session(TenantModel):
    """One meeting of an offering, by the clock of its community; made with its roll."""

    offering = TenantForeignKey(Offering, models.PROTECT, related_name="sessions")
    on = models.DateField()
    starts = models.TimeField()
    mode = models.CharField(max_length=9, choices=Mode, default=Mode.IN_PERSON)
    note = models.CharField(max_length=200, blank=True)
    made_by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["offering", "on", "starts"], name="one_session_a_time")]


class Presence(TenantModel):
    """How it was with one learner, and why; with what their own pages show of the session."""

    owner: ClassVar[str] = "person"

    session = TenantForeignKey(Session, models.PROTECT, related_name="roll")
    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    starts = models.TimeField()
    mode = models.CharField(max_length=9, choices=Mode)
    was = models.CharField(max_length=7, choices=Was)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["session", "enrolment"], name="one_presence_each"),
            UniqueInCommunity(fields=["id", "person"], name="presence_of_one_person"),  # what changes refer to
            models.CheckConstraint(
                condition=~Q(was="present") | Q(reason="", words=""), name="who_is_there_needs_none"
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="presences_of_person"),
            models.Index(fields=["community", "enrolment"], name="presences_of_enrolment"),
            models.Index(fields=["community", "on"], name="presences_of_day"),
        ]


class PresenceChange(TenantModel):
    """Each state that a presence came to, and by whom."""

    owner: ClassVar[str] = "person"
    append_only: ClassVar[bool] = True

    presence = TenantForeignKey(Presence, models.PROTECT, matching=["person"], related_name="changes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    was = models.CharField(max_length=7, choices=Was)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["person"], name="presence_changes_of_person"),
            models.Index(fields=["community", "presence"], name="changes_of_presence"),
        ]


class Announcement(TenantModel):
    """That a learner will not be there, from a day to a day, said before by themself or a guardian."""

    owner: ClassVar[str] = "person"

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="announcements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_it_begins")]
        indexes = [
            models.Index(fields=["person"], name="announcements_of_person"),
            models.Index(fields=["community", "enrolment"], name="announcements_of_enrolment"),
        ]

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until

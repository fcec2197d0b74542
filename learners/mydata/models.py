"""What somebody asked of the product or of a community about what is kept of them."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.models import PersonModel, TenantModel, UniqueForPerson, UniqueInCommunity
from web.sentences import SentenceField


class Copy(PersonModel):
    """Everything about a person in one file, made by a job; it lies in the storage for them alone, for some days."""

    passing: ClassVar[bool] = True
    KEPT: ClassVar[timedelta] = timedelta(days=7)
    AGAIN: ClassVar[timedelta] = timedelta(days=1)  # from one to the next

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)  # or a guardian
    by_name = models.CharField(max_length=150)
    language = models.CharField(max_length=12)  # of its index
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)  # the file is gone; the row stays until another may be asked for
    size = models.PositiveBigIntegerField(default=0)  # bytes
    rows = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(
                fields=["person"],
                condition=Q(made_at__isnull=True, forgotten_at__isnull=True),
                name="one_copy_made_at_a_time",
            )
        ]

    @property
    def path(self) -> str:
        """In the storage."""
        return f"people/{self.person_id}/{self.pk}"

    @property
    def gone_at(self) -> datetime:
        return self.asked_at + self.KEPT


class ErasureRequest(TenantModel):
    """That somebody asks a community they left to erase what it recorded about them, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Asked for")
        DONE = "done", _("Erased")
        REFUSED = "refused", _("Refused")

    owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    words = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)  # why it was refused
    answered_by_name = models.CharField(max_length=150, blank=True)
    gone = models.JSONField(default=dict)  # how many rows by table
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["person"], condition=Q(state="open"), name="one_open_erasure_request_each"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="erasure_refused_with_why"),
        ]
        indexes = [models.Index(fields=["person"], name="erasure_requests_of_person")]

    def __str__(self) -> str:
        return self.display_name


class Closing(PersonModel):
    """That a person closes their account for good: at the end of some days in which they may take it back."""

    passing: ClassVar[bool] = True
    GRACE: ClassVar[timedelta] = timedelta(days=14)

    class State(models.TextChoices):
        WAITING = "waiting", _("Can be taken back")
        TAKEN_BACK = "taken_back", _("Taken back")
        STOPPED = "stopped", _("Stopped")
        ERASING = "erasing", _("Under way")
        DONE = "done", _("Erased")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)  # or a guardian
    by_name = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)  # why it was stopped
    left = models.JSONField(default=list)  # ids of communities that are still to be visited
    gone = models.JSONField(default=dict)  # how many rows by table

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(
                fields=["person"], condition=Q(state__in=["waiting", "erasing"]), name="one_closing_at_a_time"
            )
        ]

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class Clearing(TenantModel):
    """That what was past its time went by itself on a day; how many rows, by table."""

    append_only: ClassVar[bool] = True

    on = models.DateField()
    record = models.CharField(max_length=20)  # of retention.RECORDS
    until = models.DateField()  # of those who had left by that day
    gone = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["community", "on"], name="clearings_by_day")]


class CorrectionRequest(TenantModel):
    """That somebody says a record of theirs is wrong, and what the community answered; both stay beside it."""

    class State(models.TextChoices):
        OPEN = "open", _("Asked for")
        CORRECTED = "corrected", _("Corrected")
        REFUSED = "refused", _("Refused")

    owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    record = models.CharField(max_length=60)  # its table, of correcting.CORRECTABLE
    row = models.UUIDField()
    called: Any = SentenceField()  # what the record was when it was asked about
    wrong = models.TextField(max_length=2000)
    right = models.TextField(max_length=2000)  # what it should say; if it was refused, the person's own word beside it
    by_name = models.CharField(max_length=150)  # the person, or a guardian
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["person", "record", "row"], condition=Q(state="open"), name="one_open_correction_a_record"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="correction_refused_with_why"),
        ]
        indexes = [
            models.Index(fields=["person"], name="corrections_of_person"),
            models.Index(fields=["community", "state"], name="corrections_by_state"),
        ]

    def __str__(self) -> str:
        return str(self.called)

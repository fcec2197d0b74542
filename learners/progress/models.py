"""What a learner handed in and how it was marked."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from learners.models import Enrolment
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Mark(TenantModel):
    """One activity of one enrolment: handed in, and marked on the community's mastery scale once `level` is set."""

    owner: ClassVar[str] = "person"

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    activity_key = models.UUIDField()
    activity_title = models.CharField(max_length=200)
    work = models.TextField(blank=True)  # what the learner handed in
    submitted_on = models.DateField(null=True)
    level = models.PositiveSmallIntegerField(null=True)  # 1 is the lowest of the scale; null: not marked yet
    score = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )  # per cent
    banked = models.BooleanField(default=False)  # taken over from an earlier enrolment
    comment = models.TextField(blank=True)
    marked_by_name = models.CharField(max_length=150, blank=True)
    marked_at = models.DateTimeField(null=True)
    created_on = models.DateField(default=timezone.localdate, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["enrolment", "activity_key"], name="one_mark_an_activity"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="score_in_per_cent"
            ),
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__gte=1), name="level_from_1"),
        ]
        indexes = [
            models.Index(fields=["person"], name="marks_of_person"),
            models.Index(fields=["community", "submitted_on"], condition=Q(level__isnull=True), name="marks_waiting"),
            models.Index(fields=["community", "submitted_on"], name="marks_handed_in"),
            models.Index(fields=["community", "marked_at"], name="marks_marked"),
        ]

    @property
    def is_marked(self) -> bool:
        return self.level is not None

    @property
    def touched_on(self) -> date:
        """The day it was marked, or else handed in."""
        marked_on = timezone.localdate(self.marked_at) if self.marked_at else None
        day: date = marked_on or self.submitted_on or self.created_on
        return day


class MarkChange(TenantModel):
    """Each change of a mark: who, when, from what to what."""

    owner: ClassVar[str] = "person"
    append_only: ClassVar[bool] = True

    mark = TenantForeignKey(Mark, models.PROTECT, related_name="changes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    was_level = models.PositiveSmallIntegerField(null=True)
    was_score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    level = models.PositiveSmallIntegerField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["community", "mark"], name="changes_of_mark"),
            models.Index(fields=["person"], name="changes_of_person"),
        ]

"""Whom a learner asked to go along with their plan."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Mentoring(TenantModel):
    """A learner and a member of a community, once asked and agreed; it opens the plan only while a consent does."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ON = "on", _("Agreed")
        DECLINED = "declined", _("Declined")
        ENDED = "ended", _("Ended")

    owner: ClassVar[str] = "learner"

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    learner_name = models.CharField(max_length=150)
    mentor = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    mentor_name = models.CharField(max_length=150)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    words = models.CharField(max_length=1000, blank=True)  # of whoever asked
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(
                fields=["learner", "mentor"], condition=Q(state__in=("asked", "on")), name="one_live_mentoring_each"
            ),
        ]
        indexes = [
            models.Index(fields=["learner"], name="mentorings_of_learner"),
            models.Index(fields=["community", "mentor"], name="mentorings_of_mentor"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_name}, {self.mentor_name}"

    @property
    def is_live(self) -> bool:
        return self.state in (self.State.ASKED, self.State.ON)

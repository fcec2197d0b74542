"""Who has a place in an offering, or waits for one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community
from learners.models.offerings import Offering, OfferingCard
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Enrolment(TenantModel):
    """A person's place in an offering, or in its waiting list; one row each, also after leaving and coming back."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("Enrolled")
        WAITING = "waiting", _("Waiting")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        COMPLETED = "completed", _("Completed")

    class Outcome(models.TextChoices):
        PASS = "Pass", _("Pass")
        DISTINCTION = "Distinction", _("Distinction")
        FAIL = "Fail", _("Fail")
        WITHDRAWN = "Withdrawn", _("Withdrawn")

    owner: ClassVar[str] = "person"

    offering = TenantForeignKey(Offering, models.PROTECT, related_name="enrolments")
    card = models.ForeignKey(OfferingCard, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    home = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=State, default=State.ENROLLED)
    place = models.PositiveIntegerField(null=True)  # in the waiting list: 1 is next
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    attributes = models.JSONField(default=dict)  # for equity, as recorded at enrolment; a blank is the value ""
    enrolled_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["offering", "person"], name="one_enrolment_each"),
            UniqueInCommunity(fields=["id", "person"], name="enrolment_of_one_person"),  # what marks refer to
            models.CheckConstraint(
                condition=Q(state="waiting", place__gte=1) | (~Q(state="waiting") & Q(place__isnull=True)),
                name="a_place_while_waiting",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="enrolments_of_person")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_live(self) -> bool:
        """May read the activities."""
        return self.state in (self.State.ENROLLED, self.State.COMPLETED)


class EnrolmentChange(TenantModel):
    """Each state an enrolment came to, and by whom."""

    owner: ClassVar[str] = "person"
    append_only: ClassVar[bool] = True

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="changes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=Enrolment.State)
    outcome = models.CharField(max_length=20, choices=Enrolment.Outcome, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["community", "enrolment"], name="changes_of_enrolment"),
            models.Index(fields=["person"], name="enrolment_changes_of_person"),
        ]

    @classmethod
    def of(cls, enrolment: Enrolment, *, by: Person) -> "EnrolmentChange":
        """What the enrolment is now, unsaved."""
        return cls(
            enrolment=enrolment,
            person_id=enrolment.person_id,
            state=enrolment.state,
            outcome=enrolment.outcome,
            by=by,
            by_name=str(by),
        )

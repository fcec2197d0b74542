"""Who has a place in an offering, or waits for one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community
from learners.models.answers import BY_CONSENT, Answers
from learners.models.offerings import Offering, OfferingCard
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Enrolment(Answers, TenantModel):
    """A person's place in an offering, or in its waiting list; one row each, also after leaving and coming back."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("Enrolled")
        WAITING = "waiting", _("Waiting")
        PAUSED = "paused", _("Paused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        COMPLETED = "completed", _("Completed")

    class Kind(models.TextChoices):
        """How somebody takes part."""

        FULL = "full", _("In all of it")
        PART = "part", _("In a part of it")
        VISITING = "visiting", _("As a visitor")
        TRIAL = "trial", _("On trial")
        ONLINE = "online", _("Online")

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
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FULL)
    trial_until = models.DateField(null=True)  # the last day of a trial
    paused_on = models.DateField(null=True)  # of a pause, and of who waits to return from one
    keeps_place = models.BooleanField(default=False, db_default=False)  # while paused: nobody else is let in for it
    offered_until = models.DateTimeField(null=True)  # a place is kept for who waits, until then
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    enrolled_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=BY_CONSENT, name="enrolment_answers_by_consent"),
            UniqueInCommunity(fields=["offering", "person"], name="one_enrolment_each"),
            UniqueInCommunity(fields=["id", "person"], name="enrolment_of_one_person"),  # what marks refer to
            models.CheckConstraint(
                condition=Q(state="waiting", place__gte=1) | (~Q(state="waiting") & Q(place__isnull=True)),
                name="a_place_while_waiting",
            ),
            models.CheckConstraint(
                condition=Q(kind="trial", trial_until__isnull=False) | (~Q(kind="trial") & Q(trial_until__isnull=True)),
                name="a_trial_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(kind="visiting") | Q(home__isnull=True) | ~Q(home=F("community")),
                name="a_visitor_is_at_home_elsewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state="paused") | Q(paused_on__isnull=False), name="a_pause_has_a_first_day"
            ),
            models.CheckConstraint(condition=Q(keeps_place=False) | Q(state="paused"), name="a_place_kept_in_a_pause"),
            models.CheckConstraint(
                condition=Q(offered_until__isnull=True) | Q(state="waiting"), name="an_offer_to_who_waits"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="enrolments_of_person")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_live(self) -> bool:
        """May read the activities."""
        return self.state in (self.State.ENROLLED, self.State.COMPLETED)

    @property
    def is_here(self) -> bool:
        """Neither left nor through."""
        return self.state in BELONGING

    @property
    def returns(self) -> bool:
        """Waits to come back from a pause."""
        return self.state == self.State.WAITING and self.paused_on is not None


BELONGING = (Enrolment.State.ENROLLED, Enrolment.State.WAITING, Enrolment.State.PAUSED)  # neither left nor through


PASSED = (Enrolment.Outcome.PASS, Enrolment.Outcome.DISTINCTION)


class EnrolmentChange(TenantModel):
    """Each state and kind that an enrolment came to, and by whom."""

    owner: ClassVar[str] = "person"
    append_only: ClassVar[bool] = True

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="changes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=Enrolment.State)
    kind = models.CharField(max_length=8, choices=Enrolment.Kind, default=Enrolment.Kind.FULL)
    outcome = models.CharField(max_length=20, choices=Enrolment.Outcome, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)  # empty: it came by itself
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["community", "enrolment"], name="changes_of_enrolment"),
            models.Index(fields=["person"], name="enrolment_changes_of_person"),
        ]

    @classmethod
    def of(cls, enrolment: Enrolment, *, by: Person | None) -> "EnrolmentChange":
        """What the enrolment is now, unsaved."""
        return cls(
            enrolment=enrolment,
            person_id=enrolment.person_id,
            state=enrolment.state,
            kind=enrolment.kind,
            outcome=enrolment.outcome,
            by_id=by.pk if by else enrolment.person_id,
            by_name=str(by or ""),
        )

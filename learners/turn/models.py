"""That a term was closed: which offerings ended and became what, and how everyone stood in them."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from curriculum.values import SeveralField
from learners.models import Enrolment, Offering, OfferingCard, State
from learners.turn.pace import Carried
from tenancy.models import PersonModel, TenantForeignKey, TenantModel, UniqueForPerson, UniqueInCommunity


class TermTurn(TenantModel):
    """One term, closed once; undone it may be closed again."""

    term_key = models.CharField(max_length=40)  # of the community's calendar, as is the next
    term_name = models.CharField(max_length=80)
    ends_on = models.DateField()
    next_key = models.CharField(max_length=40, blank=True)
    next_name = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    undone_by_name = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["term_key"], condition=Q(undone_at__isnull=True), name="one_turn_a_term")
        ]

    def __str__(self) -> str:
        return self.term_name


class TurnedOffering(TenantModel):
    """An offering that ended, as what it stood before, and its copy in the next term."""

    turn = TenantForeignKey(TermTurn, models.CASCADE, related_name="offerings")
    offering = TenantForeignKey(Offering, models.PROTECT, related_name="+")
    was = models.CharField(max_length=6, choices=State)
    copy = TenantForeignKey(Offering, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["turn", "offering"], name="an_offering_turns_once")]


class TurnedPlace(TenantModel):
    """How somebody stood in an offering when it ended, and where it goes on; the learner reads it anywhere."""

    owner: ClassVar[str] = "person"

    turn = TenantForeignKey(TermTurn, models.CASCADE, related_name="places")
    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    card = models.ForeignKey(OfferingCard, models.PROTECT, related_name="+", db_index=False)
    into = models.ForeignKey(OfferingCard, models.PROTECT, null=True, related_name="+", db_index=False)  # its copy
    kept = models.BooleanField(default=False)  # a place in the copy, until it is answered
    was = models.CharField(max_length=9, choices=Enrolment.State)
    place = models.PositiveIntegerField(null=True)  # in the waiting list, as it was
    keeps_place = models.BooleanField(default=False, db_default=False)  # in a pause, as it was
    offered_until = models.DateTimeField(null=True)  # as it was
    done = models.PositiveIntegerField(default=0)  # activities handed in or marked
    total = models.PositiveIntegerField(default=0)
    since = models.DateField()  # the first day there
    term_name = models.CharField(max_length=80)
    ended_on = models.DateField()
    goes_on_from = models.DateField(null=True)  # the first day of the copy, or of the next term
    undone = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["turn", "enrolment"], name="a_place_turns_once")]
        indexes = [models.Index(fields=["person"], name="turned_places_of_person")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def goes_on(self) -> bool:
        """They took part, and were not through."""
        return self.left > 0 and self.was in (Enrolment.State.ENROLLED, Enrolment.State.PAUSED)


class CarryOn(PersonModel):
    """What the learner carried on in their plan after a term ended, and how it was before."""

    place = models.UUIDField()  # the TurnedPlace
    title = models.CharField(max_length=200)  # of what ended
    steps = SeveralField(of=Carried)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["place"], condition=Q(undone_at__isnull=True), name="carried_on_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)

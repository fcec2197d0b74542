"""What a learner wants, the way there, and what they said of what was suggested to them."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.values import SeveralField
from learners.models import OfferingCard
from tenancy.models import PersonModel, UniqueForPerson


class Step(NamedTuple):
    """On the way to a goal; days in ISO 8601, empty where there is none."""

    id: str
    title: str
    offering: str = ""  # the card's id, where it is one
    target_on: str = ""
    done_on: str = ""
    left: str = ""  # the community that offers it, where the learner has moved away from it

    @property
    def key(self) -> UUID:
        return UUID(self.id)

    @property
    def target(self) -> date | None:
        return date.fromisoformat(self.target_on) if self.target_on else None

    @property
    def done(self) -> date | None:
        return date.fromisoformat(self.done_on) if self.done_on else None


class Note(NamedTuple):
    """What somebody said about a goal."""

    at: str  # ISO 8601
    by: str
    words: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


class Goal(PersonModel):
    """In the learner's own words; its day may move, and says how often it did, and nobody is late."""

    class State(models.TextChoices):
        OPEN = "open", _("On the way")
        REACHED = "reached", _("Reached")
        ASIDE = "aside", _("Put aside")

    words = models.CharField(max_length=300)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    target_on = models.DateField(null=True)
    moved = models.PositiveIntegerField(default=0)  # how often its day did
    steps = SeveralField(of=Step)
    competency = models.UUIDField(null=True)  # its key
    card = models.ForeignKey(OfferingCard, models.SET_NULL, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True)
    notes = SeveralField(of=Note)  # the learner's and their mentors', the latest last
    agreed_with = models.CharField(max_length=150, blank=True)  # a mentor, on the goal as it stands
    agreed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_words(self) -> bool:
        """And neither a competency nor an offering."""
        return self.competency is None and self.card_id is None

    @property
    def next(self) -> Step | None:
        """The first step that is not done."""
        return next((one for one in self.steps if not one.done_on), None)

    @property
    def done(self) -> int:
        return sum(bool(one.done_on) for one in self.steps)

    def step(self, key: UUID) -> Step | None:
        return next((one for one in self.steps if one.id == str(key)), None)


class Overrule(PersonModel):
    """What the learner said against a suggestion, or for what was ruled out; it holds until they take it back."""

    class Says(models.TextChoices):
        NOT_FOR_ME = "not_for_me", _("Not for me")
        ALL_THE_SAME = "all_the_same", _("All the same")

    card = models.ForeignKey(OfferingCard, models.CASCADE, related_name="+", db_index=False)
    says = models.CharField(max_length=12, choices=Says)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta(PersonModel.Meta):
        constraints = [UniqueForPerson(fields=["card"], name="one_overrule_an_offering")]

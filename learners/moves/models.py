"""A learner's home moves from one community to another: what was asked, and that it happened."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from tenancy.models import PersonModel, TenantModel, UniqueForPerson, UniqueInCommunity


class HomeMove(PersonModel):
    """Asked for by the learner, or a guardian, as consents are; taken in by the new community as it admits members.

    It takes place on its day. Until then it can be undone, by those whose word it needs."""

    class State(models.TextChoices):
        WORDS = "words", _("Waits for a word")
        ASKED = "asked", _("Asked for")
        ACCEPTED = "accepted", _("Accepted")
        DONE = "done", _("Moved")
        DECLINED = "declined", _("Declined")
        UNDONE = "undone", _("Undone")

    class Rest(models.TextChoices):
        """What becomes of the places in offerings of the old community."""

        STAY = "stay", _("I stay in them, as a visitor")
        LEAVE = "leave", _("I leave them")

    source = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    target = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()  # by the calendar of the new community
    rest = models.CharField(max_length=5, choices=Rest, default=Rest.STAY)
    words = models.TextField(max_length=2000, blank=True)  # to the new community
    display_name = models.CharField(max_length=150)
    state = models.CharField(max_length=8, choices=State, default=State.WORDS)
    needs_own = models.BooleanField()  # as consents need it
    needs_guardian = models.BooleanField()
    own_at = models.DateTimeField(null=True)
    guardian = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    guardian_name = models.CharField(max_length=150, blank=True)
    request = models.UUIDField(null=True)  # to join the new community; none: the learner belongs to it already
    answer = models.TextField(blank=True)  # of the new community, where it declined
    went = models.JSONField(default=dict)  # how many of what moved, stayed and ended
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)

    class Meta(PersonModel.Meta):
        constraints = [
            UniqueForPerson(
                fields=["person"], condition=Q(state__in=["words", "asked", "accepted"]), name="one_move_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_move_goes_elsewhere"),
            models.CheckConstraint(
                condition=Q(state__in=["words", "declined", "undone"])
                | (
                    (Q(needs_own=False) | Q(own_at__isnull=False))
                    & (Q(needs_guardian=False) | Q(guardian__isnull=False))
                ),
                name="no_move_without_the_words_it_needs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WORDS, self.State.ASKED, self.State.ACCEPTED)

    @property
    def waits_for_own(self) -> bool:
        return self.state == self.State.WORDS and self.needs_own and self.own_at is None

    @property
    def waits_for_guardian(self) -> bool:
        return self.state == self.State.WORDS and self.needs_guardian and self.guardian_id is None


class Moved(TenantModel):
    """That a learner's home moved, for good: a row in each of the two communities, which the learner reads anywhere."""

    class Side(models.TextChoices):
        LEFT = "left", _("Moved away")
        CAME = "came", _("Moved here")

    owner: ClassVar[str] = "person"
    append_only: ClassVar[bool] = True

    move = models.UUIDField()
    side = models.CharField(max_length=4, choices=Side)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    other = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+", db_index=False)  # null: hidden
    on = models.DateField()
    went = models.JSONField(default=dict)  # how many of what is this community's: {"places_kept": 1, …}
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["move"], name="one_event_a_move")]
        indexes = [models.Index(fields=["person"], name="moves_of_person")]

    def __str__(self) -> str:
        return self.display_name

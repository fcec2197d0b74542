"""Who took a shared curriculum over, and what those say of it who taught it: network-wide rows."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from tenancy.keys import uuid7
from tenancy.models import SharedModel

AGE = [MaxValueValidator(120)]


class Adoption(SharedModel):
    """A community that everyone may know of took over a version of this curriculum. Who finds that sees it."""

    writers = ("community", "sharer")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    curriculum = models.UUIDField(editable=False)
    sharer = models.ForeignKey(Community, models.CASCADE, related_name="+")  # whose curriculum it is
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["curriculum", "community"], name="one_adoption_a_curriculum_and_community")
        ]

    def __str__(self) -> str:
        return str(self.community)


class Review(SharedModel):
    """What somebody says of a curriculum who taught it, and what its community answers. Who finds that reads it."""

    writers = ("community", "sharer")
    owner = "person"

    class Again(models.TextChoices):
        AS_IT_IS = "as_it_is", _("Yes, as it is")
        CHANGED = "changed", _("Yes, with changes")
        NO = "no", _("No")

    class Time(models.TextChoices):
        LESS = "less", _("Less than given")
        AS_GIVEN = "as_given", _("As given")
        MORE = "more", _("More than given")

    class Setting(models.TextChoices):
        ROOM = "room", _("In a room")
        OUTDOORS = "outdoors", _("Outdoors")
        ONLINE = "online", _("Online")
        HOME = "home", _("At home")
        SEVERAL = "several", _("In several places")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    curriculum = models.UUIDField(editable=False)
    sharer = models.ForeignKey(Community, models.CASCADE, related_name="+")  # whose curriculum it is
    number = models.PositiveIntegerField()  # of the version that was looked at
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    name = models.CharField(max_length=150)  # as the community knows them
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    went = models.TextField(_("How did it go?"), max_length=5000)
    again = models.CharField(_("Would you teach it again?"), max_length=8, choices=Again)
    changed = models.TextField(_("What did you change?"), max_length=5000, blank=True)
    time = models.CharField(_("How much time did it take?"), max_length=8, choices=Time, blank=True)
    setting = models.CharField(_("Where?"), max_length=8, choices=Setting)
    learners = models.PositiveIntegerField(
        _("With how many learners?"), validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True, validators=AGE)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=AGE)
    answer = models.TextField(_("answer"), max_length=5000, blank=True)  # of the curriculum's community
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)  # by the network's stewards, from everyone but its author
    hidden_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["curriculum", "person"], name="one_review_a_curriculum_and_person"),
            models.CheckConstraint(
                condition=models.Q(age_from__isnull=True)
                | models.Q(age_to__isnull=True)
                | models.Q(age_from__lte=models.F("age_to")),
                name="review_ages_in_order",
                violation_error_message=_("The youngest age is above the oldest one."),
            ),
        ]
        indexes = [models.Index(fields=["curriculum", "-written_at"], name="reviews_lately")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ages(self) -> bool:
        return self.age_from is not None or self.age_to is not None

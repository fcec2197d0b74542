"""Rounds of applications for an offering's places, and what was drawn."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from communities.governance.kinds.admissions import GROUPS
from communities.governance.models import Decision
from communities.models import Community
from learners.models import Offering, OfferingCard
from learners.models.answers import BY_CONSENT, Answers
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Round(TenantModel):
    """By the rule in force when it was opened; what binds applicants never changes afterwards."""

    append_only: ClassVar[bool] = True

    offering = TenantForeignKey(Offering, models.PROTECT, related_name="rounds")
    order = models.CharField(max_length=10)  # as the setting has it
    groups = ArrayField(models.CharField(max_length=12), default=list)  # who comes before the others, first to last
    commitment = models.CharField(max_length=64, blank=True)  # SHA-256 of the seed, hex; "" where there is no lot
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by_name = models.CharField(max_length=150)
    closes_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["offering"], name="one_round_an_offering"),
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opened_at")), name="round_closes_after_opening"),
            models.CheckConstraint(
                condition=~Q(order="lottery") | Q(commitment__regex="^[0-9a-f]{64}$"), name="lottery_has_a_commitment"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return timezone.now() < self.closes_at


class NewSeed(TenantModel):
    """That a commitment no longer counts, since its seed was lost, and what is committed to instead; published."""

    append_only: ClassVar[bool] = True

    round = TenantForeignKey(Round, models.PROTECT, related_name="new_seeds")
    voided = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    reason = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by_name = models.CharField(max_length=150)
    draw_from = models.DateTimeField()  # not before: time to read this

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["round", "voided"], name="one_new_seed_for_a_lost_one"),
            models.CheckConstraint(condition=Q(commitment__regex="^[0-9a-f]{64}$"), name="a_new_commitment"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_new_seed_says_why"),
        ]


class Application(Answers, TenantModel):
    """A person's wish for a place; `code` stands for them in what is published."""

    owner: ClassVar[str] = "person"

    round = TenantForeignKey(Round, models.PROTECT, related_name="applications")
    card = models.ForeignKey(OfferingCard, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    home = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+", db_index=False)
    code = models.CharField(max_length=19)
    number = models.PositiveIntegerField()  # the order of asking, from 1
    claims = ArrayField(models.CharField(max_length=12), default=list)  # groups they say they are of
    granted = ArrayField(models.CharField(max_length=12), default=list)  # those confirmed here
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(condition=BY_CONSENT, name="application_answers_by_consent"),
            UniqueInCommunity(fields=["round", "person"], name="one_application_each"),
            UniqueInCommunity(fields=["round", "code"], name="one_application_a_code"),
            UniqueInCommunity(fields=["round", "number"], name="one_application_a_number"),
            UniqueInCommunity(fields=["id", "person"], name="application_of_one_person"),  # what appeals refer to
        ]
        indexes = [models.Index(fields=["person"], name="applications_of_person")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def counts_as(self) -> list[str]:
        """The groups confirmed, in words."""
        return [str(GROUPS[one]) for one in self.granted]


class Appeal(TenantModel):
    """What an applicant for whom there was no place says against it: once; and what was decided."""

    owner: ClassVar[str] = "person"

    application = TenantForeignKey(Application, models.PROTECT, matching=["person"], related_name="appeals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    granted = models.BooleanField(null=True)  # null: not decided
    answer = models.TextField(blank=True)
    decision = TenantForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["application"], name="one_appeal_each"),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, decision__isnull=True)
                | (Q(granted__isnull=False, decision__isnull=False) & ~Q(answer="")),
                name="an_answer_is_a_decision_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="appeals_of_person")]


class Draw(TenantModel):
    """What was drawn, for good. `document` is published: the shape that draw_again.py reads, without names."""

    append_only: ClassVar[bool] = True

    round = TenantForeignKey(Round, models.PROTECT, related_name="draws")
    document = models.JSONField()
    treatment = models.JSONField(default=dict)  # as treatment.shown: once and for all, so that no two can be compared
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["round"], name="one_draw_a_round")]

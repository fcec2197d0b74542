"""One person's attempts at an assessment, with all that their pages show of it."""

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from curriculum.models import Answers, Curriculum, Version
from curriculum.questions import Question
from curriculum.values import SeveralField
from files.models import StoredFile
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Attempt(TenantModel):
    """Begun, handed in, marked. The questions are those of the version it was begun with."""

    owner: ClassVar[str] = "person"

    curriculum = TenantForeignKey(Curriculum, models.PROTECT, related_name="+")
    version = TenantForeignKey(Version, models.PROTECT, related_name="+")
    node_key = models.UUIDField()
    number = models.PositiveIntegerField()  # of the person's at this assessment, in whatever version, from 1
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    title = models.CharField(max_length=200)  # of the assessment, and of its curriculum
    curriculum_title = models.CharField(max_length=200)
    questions = SeveralField(of=Question)
    attempts = models.PositiveSmallIntegerField(null=True)  # as the assessment said when it was begun, as is `answers`
    answers = models.CharField(max_length=6, choices=Answers, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    handed_in_at = models.DateTimeField(null=True)
    marked_at = models.DateTimeField(null=True)
    marked_by_name = models.CharField(max_length=150, blank=True)  # "": by machine
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # per cent
    comment = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["person", "curriculum", "node_key", "number"], name="one_attempt_a_number"),
            UniqueInCommunity(
                fields=["person", "curriculum", "node_key"], condition=Q(handed_in_at__isnull=True),
                name="one_attempt_at_once",
            ),
            UniqueInCommunity(fields=["id", "person"], name="attempt_of_one_person"),  # what answers refer to
            models.CheckConstraint(
                condition=Q(marked_at__isnull=True) | Q(handed_in_at__isnull=False, score__range=(0, 100)),
                name="marked_with_a_score",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person"], name="attempts_of_person"),
            models.Index(fields=["community", "curriculum", "node_key"], name="attempts_at_assessment"),
            models.Index(
                fields=["community", "handed_in_at"], condition=Q(marked_at__isnull=True), name="attempts_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.handed_in_at is None

    @property
    def is_marked(self) -> bool:
        return self.marked_at is not None

    @property
    def waits(self) -> bool:
        return not self.is_open and not self.is_marked

    @property
    def shows_solutions(self) -> bool:
        """Whether its person may see what would have been right."""
        if not self.is_marked or self.answers == Answers.NEVER:
            return False
        return self.answers != Answers.LAST or (self.attempts is not None and self.number >= self.attempts)


class Answer(TenantModel):
    """To one question of an attempt."""

    owner: ClassVar[str] = "person"

    attempt = TenantForeignKey(Attempt, models.CASCADE, matching=["person"], related_name="given")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    question_key = models.UUIDField()
    answer: Any = models.JSONField(null=True)  # of the shape that the kind of question names
    replaced: Any = models.JSONField(
        default=list
    )  # what another window had saved and this one wrote over, latest first
    share = models.DecimalField(max_digits=6, decimal_places=5, null=True)  # of the points, 0 to 1; null: not marked
    levels: Any = models.JSONField(default=list)  # of the rubric's criteria, 1 is the lowest
    comment = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["attempt", "question_key"], name="one_answer_a_question"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(Decimal(0), Decimal(1))), name="share_from_0_to_1"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="answers_of_person")]


class Evidence(TenantModel):
    """A picture or another file that shows what was made, for one question of an attempt."""

    owner: ClassVar[str] = "person"

    attempt = TenantForeignKey(Attempt, models.CASCADE, matching=["person"], related_name="evidence")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    question_key = models.UUIDField()
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["attempt", "question_key", "file"], name="one_evidence_a_file")]
        indexes = [models.Index(fields=["person"], name="evidence_of_person")]

    def __str__(self) -> str:
        return self.title

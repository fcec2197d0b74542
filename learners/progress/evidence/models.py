"""What shows that a learner can do something, and how it was assessed."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.assessments.models import Attempt
from curriculum.values import Ref, SeveralField
from files.models import StoredFile
from learners.models import Enrolment
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Kind(models.TextChoices):
    TEXT = "text", _("Something written")
    PHOTO = "photo", _("A picture")
    AUDIO = "audio", _("A recording")
    FILE = "file", _("A file")
    LINK = "link", _("A link")
    QUIZ = "quiz", _("A result of an assessment")
    OBSERVATION = "observation", _("An observation")


ICONS = {
    Kind.TEXT: "pencil-line", Kind.PHOTO: "image", Kind.AUDIO: "play", Kind.FILE: "file-text", Kind.LINK: "link",
    Kind.QUIZ: "clipboard-check", Kind.OBSERVATION: "eye",
}  # fmt: skip
WITH_FILE = (Kind.PHOTO, Kind.AUDIO, Kind.FILE)


class Who(models.TextChoices):
    """As what somebody adds evidence."""

    LEARNER = "learner", _("Learner")
    GUARDIAN = "guardian", _("Guardian")
    TEACHER = "teacher", _("Teacher")


class Evidence(TenantModel):
    """One piece of it; once somebody has assessed it, it stays."""

    owner: ClassVar[str] = "person"

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="evidence")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=150)
    words = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = TenantForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=150, blank=True)  # and type, as the file has them: for the learner anywhere
    media_type = models.CharField(max_length=100, blank=True)
    transcript = models.TextField(blank=True)  # of what is heard
    attempt = TenantForeignKey(Attempt, models.PROTECT, null=True, matching=["person"], related_name="+")
    activity_key = models.UUIDField(null=True)
    activity_title = models.CharField(max_length=200, blank=True)
    competencies = SeveralField(of=Ref)  # that it shows
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=8, choices=Who)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["id", "person"], name="evidence_of_one_person"),  # what assessments refer to
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(kind__in=WITH_FILE), name="evidence_has_its_file"
            ),
            models.CheckConstraint(condition=~Q(kind="link") | ~Q(link=""), name="evidence_has_its_link"),
            models.CheckConstraint(
                condition=~Q(kind="quiz") | Q(attempt__isnull=False), name="evidence_has_its_attempt"
            ),
            models.CheckConstraint(
                condition=~Q(kind="observation") | ~Q(by_role="learner"), name="nobody_observes_themself"
            ),
            models.CheckConstraint(
                condition=Q(by_role="learner", by=F("person")) | (~Q(by_role="learner") & ~Q(by=F("person"))),
                name="evidence_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="evidence_of_learner"),
            models.Index(fields=["community", "enrolment"], name="evidence_of_enrolment"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def icon(self) -> str:
        return ICONS[Kind(self.kind)]

    @property
    def medium(self) -> str:
        """image, audio, video, or of a document application or text."""
        return self.media_type.partition("/")[0]

    @property
    def judged(self) -> "Assessment | None":
        """What teachers made of it last; its assessments are at hand, in order."""
        return next((one for one in reversed(self.assessments.all()) if one.is_of_teachers), None)


class Assessment(TenantModel):
    """What somebody made of a piece of evidence, on the scale as it stood; a newer one takes nothing away."""

    class Role(models.TextChoices):
        SELF = "self", _("The learner")
        PEER = "peer", _("Another learner")
        TEACHER = "teacher", _("Teacher")
        AGREED = "agreed", _("Agreed by two teachers")

    owner: ClassVar[str] = "person"
    append_only: ClassVar[bool] = True

    evidence = TenantForeignKey(Evidence, models.PROTECT, matching=["person"], related_name="assessments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=7, choices=Role)
    level = models.PositiveSmallIntegerField()  # 1 is the lowest of the scale
    scale = ArrayField(models.CharField(max_length=60))  # the names of its levels
    rubric: Any = models.JSONField(null=True)  # as curriculum.questions.Rubric
    rubric_levels = ArrayField(models.PositiveSmallIntegerField(), default=list)  # of its criteria
    competencies = SeveralField(of=Ref)  # that the level is of
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(role="self", by=F("person")) | (~Q(role="self") & ~Q(by=F("person"))),
                name="assessed_by_whom",
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=F("scale__len")), name="assessed_on_its_scale"),
        ]
        indexes = [
            models.Index(fields=["person"], name="assessments_of_learner"),
            models.Index(fields=["community", "evidence"], name="assessments_of_evidence"),
        ]

    @property
    def level_name(self) -> str:
        return str(self.scale[self.level - 1])

    @property
    def is_of_teachers(self) -> bool:
        return self.role in (self.Role.TEACHER, self.Role.AGREED)

    @property
    def by_criterion(self) -> list[tuple[str, str]]:
        """Each criterion of the rubric, and the level it was put on."""
        rows = zip(self.rubric["criteria"], self.rubric_levels, strict=True) if self.rubric else ()
        return [(one["title"], self.rubric["levels"][level - 1]) for one, level in rows]

    @property
    def shade(self) -> int:
        """On the four shades of any scale."""
        return -(-4 * self.level // len(self.scale))


class PeerAsk(TenantModel):
    """That another learner of the same offering (`person`) is asked for their view; they find it wherever they are."""

    owner: ClassVar[str] = "person"

    evidence = TenantForeignKey(Evidence, models.CASCADE, related_name="asks")
    enrolment = TenantForeignKey(Enrolment, models.PROTECT, matching=["person"], related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    display_name = models.CharField(max_length=150)
    title = models.CharField(max_length=150)  # of the evidence
    learner_name = models.CharField(max_length=150)
    asked_by_name = models.CharField(max_length=150)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["evidence", "person"], name="a_peer_is_asked_once")]
        indexes = [models.Index(fields=["person"], name="asks_of_peer")]

    def __str__(self) -> str:
        return self.title

"""Curricula as they are written, the versions of them that were published, and who may write along."""

from typing import Any, ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from communities.models import Membership
from curriculum.licences import Licence
from curriculum.models.vocabulary import Answers, Kind, Method
from curriculum.questions import Question
from curriculum.values import Author, Medium, Ref, SeveralField, Translation
from tenancy.models import ScopedManager, TenantForeignKey, TenantModel, UniqueInCommunity

MINUTES = [MaxValueValidator(100_000)]
AGE = [MaxValueValidator(120)]


class Described(models.Model):
    """What a curriculum says about itself, in the draft and in each version."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    language = models.CharField(_("language"), max_length=35)  # BCP 47
    subject = models.CharField(_("subject"), max_length=80, blank=True)
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True, validators=AGE)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=AGE)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.BY_SA)
    authors: Any = models.JSONField(default=list)  # [{"name": …, "community": …}], in order

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Placed(models.Model):
    """A part of a curriculum in its tree; the key stays the same in every version and adaptation.

    What is left empty (language, ages, licence, authors) is as the curriculum says."""

    key = models.UUIDField(default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent_key = models.UUIDField(null=True, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)  # among its siblings, from 0
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)  # Markdown
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True, validators=MINUTES)
    method = models.CharField(_("teaching method"), max_length=20, choices=Method, blank=True)
    materials = SeveralField(_("materials"), of=str)
    relevance = models.TextField(_("why here"), blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)  # BCP 47
    translations = SeveralField(_("translations"), of=Translation)
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True, validators=AGE)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=AGE)
    teaches = SeveralField(_("competencies taught"), of=Ref)
    assesses = SeveralField(_("competencies assessed"), of=Ref)
    requires = SeveralField(_("what comes before"), of=Ref)  # other parts, here or in another curriculum
    media = SeveralField(_("files"), of=Medium)
    access_modes = SeveralField(_("taken in by"), of=str)  # of AccessMode
    access_features = SeveralField(_("what helps"), of=str)
    access_hazards = SeveralField(_("what may harm"), of=str)
    access_note = models.TextField(_("about accessibility"), blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    authors = SeveralField(_("authors"), of=Author)
    questions = SeveralField(_("questions"), of=Question)  # of an assessment, as are the next two
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )  # how many a learner has; null: as many as they like
    answers = models.CharField(_("right answers"), max_length=6, choices=Answers, blank=True)  # "" is MARKED

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Curriculum(Described, TenantModel):
    """The draft, which changes; what was published of it lies in its versions."""

    created_by = TenantForeignKey(Membership, models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(null=True, editable=False)  # of the latest version
    published_at = models.DateTimeField(null=True, editable=False)  # up to when the draft is in it
    in_use = models.PositiveIntegerField(null=True, editable=False)  # the number of the version that is used here
    source = models.CharField(max_length=300, blank=True, editable=False)  # what file it was taken in from, and when
    taken_in_at = models.DateTimeField(null=True, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="ages_in_order",
            ),
        ]
        permissions = [("write_curriculum", "Write along on this curriculum")]


class Node(Placed, TenantModel):
    """A part of the draft."""

    curriculum = TenantForeignKey(Curriculum, models.CASCADE, related_name="nodes")
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["curriculum", "key"], name="one_node_a_key")]


class Version(Described, TenantModel):
    """What was published; numbered without gaps within its curriculum, never changed."""

    append_only: ClassVar[bool] = True

    curriculum = TenantForeignKey(Curriculum, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.TextField(_("what is new"), blank=True)
    published_by = TenantForeignKey(Membership, models.PROTECT, related_name="+", null=True)
    published_by_name = models.CharField(max_length=150)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["curriculum", "number"], name="one_version_a_number")]


class VersionNode(Placed, TenantModel):
    """A part as it was published."""

    append_only: ClassVar[bool] = True

    version = TenantForeignKey(Version, models.PROTECT, related_name="nodes")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["version", "key"], name="one_published_node_a_key")]


class GrantManager(ScopedManager[Any], UserObjectPermissionManager):
    """guardian's manager, within the scope."""


class CurriculumUserPermission(TenantModel, UserObjectPermissionBase):
    """A person's grant on one curriculum: a co-author, who need not belong to the community and finds it anywhere."""

    owner: ClassVar[str] = "user"

    content_object = TenantForeignKey(Curriculum, models.CASCADE, related_name="grants")
    name = models.CharField(max_length=150)  # of the person, and of the curriculum, as the pages show them
    title = models.CharField(max_length=200)
    granted_at = models.DateTimeField(default=timezone.now)
    objects: ClassVar[GrantManager] = GrantManager()

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["content_object", "user", "permission"], name="one_grant_each")]
        indexes = [models.Index(fields=["user"], name="curriculum_grants_of_person")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name, self.title = str(self.user), self.content_object.title
        super().save(*args, **kwargs)

"""Curricula as they are written, the versions of them that were published, and who may write along."""

from typing import Any, ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from communities.models import Membership
from curriculum.licences import Licence
from tenancy.models import ScopedManager, TenantForeignKey, TenantModel, UniqueInCommunity

MINUTES = [MaxValueValidator(100_000)]


class Kind(models.TextChoices):
    """What a node is; a unit holds activities and other units."""

    UNIT = "unit", _("Unit")
    ACTIVITY = "activity", _("Activity")


class Described(models.Model):
    """What a curriculum says about itself, in the draft and in each version."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    language = models.CharField(_("language"), max_length=35)  # BCP 47
    subject = models.CharField(_("subject"), max_length=80, blank=True)
    age_from = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=[MaxValueValidator(120)])
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.BY_SA)
    authors: Any = models.JSONField(default=list)  # [{"name": …, "community": …}], in order

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Placed(models.Model):
    """A unit or activity in its tree; the key stays the same in every version and adaptation."""

    key = models.UUIDField(default=uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    parent_key = models.UUIDField(null=True, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)  # among its siblings, from 0
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)  # Markdown
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True, validators=MINUTES)

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
    number = models.PositiveIntegerField(null=True, editable=False)  # of the latest version, and when that came
    published_at = models.DateTimeField(null=True, editable=False)
    source = models.CharField(max_length=300, blank=True, editable=False)  # what file it was taken in from, and when
    taken_in_at = models.DateTimeField(null=True, editable=False)
    # Where an adopted one came from: a version in the commons (curriculum.commons), and what was true of it then.
    origin = models.UUIDField(null=True, editable=False)
    origin_title = models.CharField(max_length=200, blank=True)
    origin_community = models.CharField(max_length=120, blank=True)
    origin_number = models.PositiveIntegerField(null=True)
    origin_licence = models.CharField(max_length=20, choices=Licence, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["origin"], name="one_adoption_a_version"),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="ages_in_order",
            ),
        ]
        permissions = [("write_curriculum", "Write along on this curriculum")]


class Node(Placed, TenantModel):
    """A unit or activity of the draft."""

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
    """A unit or activity as it was published."""

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

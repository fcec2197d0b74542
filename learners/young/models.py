"""Classes that young learners come into by a code, and how each of them does."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from communities.models import Community, Membership
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class SchoolClass(TenantModel):
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=6)  # as codes.new_code makes it
    ends_on = models.DateField()  # the last day on which the code opens anything
    made_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["code"], name="one_class_a_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return timezone.localdate() <= self.ends_on


class ClassCode(models.Model):
    """In which community the class of a code is; read by sign-in alone."""

    code = models.CharField(max_length=6, primary_key=True)
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.code


class YoungLearner(TenantModel):
    """How a learner without credentials of their own signs in; gone when they have some."""

    owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    membership = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    school_class = TenantForeignKey(SchoolClass, models.PROTECT, related_name="learners")
    called = models.CharField(max_length=40)  # what the child writes as their name
    called_key = models.CharField(max_length=40)  # the same, as it is compared
    by_word = models.BooleanField(default=False)  # or by pictures
    secret = models.CharField(max_length=128)  # hashed
    link_hash = models.CharField(max_length=64, blank=True)  # of the link to credentials of their own, SHA-256, hex
    link_until = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["person"], name="one_class_each"),
            UniqueInCommunity(fields=["school_class", "called_key"], name="one_name_in_a_class"),
        ]
        indexes = [models.Index(fields=["person"], name="young_learners_of_person")]

    def __str__(self) -> str:
        return self.called


class Tries(models.Model):
    """How often in a row a name was tried in vain with a code, be there such a learner or not; kept as a hash."""

    key = models.CharField(max_length=64, primary_key=True)
    failed = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.key

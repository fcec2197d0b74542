"""From what others shared a curriculum was taken over, in whole or in part."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from curriculum.licences import Licence
from curriculum.models.curricula import Curriculum
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Origin(TenantModel):
    """One original of a curriculum: a version in the commons (curriculum.commons), and what was true of it then."""

    curriculum = TenantForeignKey(Curriculum, models.CASCADE, related_name="origins")
    version = models.UUIDField()  # in the commons; a later one once that was taken in
    original = models.UUIDField()  # the curriculum that it is a version of
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=120)  # the name of its community
    number = models.PositiveIntegerField()
    licence = models.CharField(max_length=20, choices=Licence)  # of what was taken
    keys = ArrayField(models.UUIDField(), null=True)  # of its parts that were taken; null: all
    at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        ordering = ("at", "id")
        constraints = [
            UniqueInCommunity(fields=["curriculum", "original"], name="one_thread_an_original"),
            UniqueInCommunity(fields=["version"], condition=Q(keys__isnull=True), name="one_adoption_a_version"),
        ]

    def __str__(self) -> str:
        return self.title

"""What a community has to teach with, and whom it teaches."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantModel, UniqueInCommunity

OLDEST, MOST_MATERIALS, MOST_HOURS = 120, 300, 2000


class Means(TenantModel):
    """In a community's own words, to tell what is shared fits it. Nothing said of something: unknown."""

    materials = ArrayField(models.CharField(max_length=100), default=list)
    age_from = models.PositiveSmallIntegerField(null=True, validators=[MaxValueValidator(OLDEST)])
    age_to = models.PositiveSmallIntegerField(null=True, validators=[MaxValueValidator(OLDEST)])
    hours = models.PositiveSmallIntegerField(null=True)  # for one curriculum
    changed_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["community"], name="one_means_a_community"),
            models.CheckConstraint(
                condition=models.Q(age_from__isnull=True)
                | models.Q(age_to__isnull=True)
                | models.Q(age_from__lte=models.F("age_to")),
                name="means_ages_in_order",
                violation_error_message=_("The youngest age is above the oldest one."),
            ),
        ]

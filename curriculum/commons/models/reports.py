"""Reviews that readers report, and what the network's stewards do about them: rows of the network."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.models import TenantModel, UniqueInCommunity


class Report(TenantModel):
    """What somebody says against a review; known to the stewards alone."""

    class Why(models.TextChoices):
        LEARNER = "learner", _("It says who a learner is")
        ABUSE = "abuse", _("It insults or threatens somebody")
        ADVERT = "advert", _("It advertises, or is about something else")
        OTHER = "other", _("Something else")

    review = models.UUIDField()  # which may be gone
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(_("Why?"), max_length=7, choices=Why)
    words = models.TextField(_("In your words"), max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["review", "person"], name="one_report_a_review_and_person")]


class ModerationStep(TenantModel):
    """The record: what was done about a review, by whom and why."""

    append_only: ClassVar[bool] = True

    class What(models.TextChoices):
        HIDDEN = "hidden", _("Hidden")
        LEFT = "left", _("Left as it is")
        SHOWN = "shown", _("Shown again")

    review = models.UUIDField()
    author = models.CharField(max_length=150)
    what = models.CharField(max_length=6, choices=What)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

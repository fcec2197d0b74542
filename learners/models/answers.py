"""What a learner said about themself so that it is counted, kept by a consent alone."""

from typing import Any

from django.db import models
from django.db.models import F, Func, Q


class Says(Func):
    """Whether anything but blanks is said."""

    template = "jsonb_path_exists(%(expressions)s, '$.* ? (@ != \"\")')"
    output_field = models.BooleanField()


class Answers(models.Model):
    """The database keeps no answer without the consent that it was given by, nor one without a last day."""

    card_id: Any  # of what it was said about; each model has its own key to it

    attributes: Any = models.JSONField(default=dict)  # for equity, as recorded at enrolment; a blank is the value ""
    attributes_by = models.UUIDField(null=True)  # the consent, which the person's own scope has
    attributes_until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def forget_answers(self) -> None:
        """A blank in place of each; unsaved."""
        self.attributes = dict.fromkeys(self.attributes, "")
        self.attributes_by = self.attributes_until = None


BY_CONSENT = Q(attributes_by__isnull=False, attributes_until__isnull=False) | ~Q(Says(F("attributes")))

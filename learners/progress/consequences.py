"""What a decision of the community would mean for what was marked, counted."""

from typing import Any

from django.utils.translation import ngettext

from communities.models import Community
from learners.progress.models import Mark


def of_mastery_scale(_community: Community, _before: Any, _after: Any) -> str:
    """Whose marks are shown in other words."""
    n = Mark.objects.filter(level__isnull=False).values("person").distinct().count()
    return ngettext(
        "%(n)s learner’s record is shown on the new scale.", "%(n)s learners’ records are shown on the new scale.", n
    ) % {"n": n}

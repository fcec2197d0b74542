"""What a decision of the community would mean for its learners, counted."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import ngettext

from communities.models import Community
from learners.models import Enrolment, Offering
from learners.models.offerings import State


def of_enrolment(community: Community, _before: Any, after: Any) -> str:
    """How many offerings open or close by it, and how many keep their places."""
    open_now = Offering.objects.filter(state=State.OPEN).count()
    if after["takes_learners"]:
        return ngettext(
            "%(n)s offering takes new learners again.", "%(n)s offerings take new learners again.", open_now
        ) % {"n": open_now}
    live = Q(state=Enrolment.State.ENROLLED)
    kept = Enrolment.objects.aggregate(n=Count("person", filter=live, distinct=True))["n"]
    return ngettext(
        "%(n)s offering takes nobody new; learners who keep their places: %(kept)s.",
        "%(n)s offerings take nobody new; learners who keep their places: %(kept)s.",
        open_now,
    ) % {"n": open_now, "kept": kept}

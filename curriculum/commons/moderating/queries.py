"""What was reported, and what was done about it; in the network's scope."""

from typing import NamedTuple
from uuid import UUID

from curriculum.commons.models import ModerationStep, Report, Review, SharedVersion
from curriculum.commons.queries import shared_versions

MOST = 50  # reviews on the page, and steps of the record


class Reported(NamedTuple):
    review: Review
    reports: list[Report]  # that wait
    shared: SharedVersion | None  # the curriculum, as it is shared now


def reported() -> list[Reported]:
    """Reviews with reports that wait, the earliest first, then those that are hidden."""
    waiting: dict[UUID, list[Report]] = {}
    for report in Report.objects.filter(answered_at__isnull=True).order_by("at", "id")[: MOST * 4]:
        waiting.setdefault(report.review, []).append(report)
    known = Review.objects.select_related("community").in_bulk(list(waiting)[:MOST])
    hidden = Review.objects.select_related("community").filter(hidden_at__isnull=False).order_by("-hidden_at")[:MOST]
    rows = [(known[key], reports) for key, reports in waiting.items() if key in known]
    rows += [(review, []) for review in hidden if review.pk not in known]
    about = shared_versions().filter(curriculum__in={review.curriculum for review, _reports in rows})
    shared = {one.curriculum: one for one in about}
    return [Reported(review, reports, shared.get(review.curriculum)) for review, reports in rows]


def how_many_wait() -> int:
    return Report.objects.filter(answered_at__isnull=True).values("review").distinct().count()


def steps() -> list[ModerationStep]:
    return list(ModerationStep.objects.order_by("-at", "-id")[:MOST])

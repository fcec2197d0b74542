"""What one's own page and a curriculum's page show of assessments."""

from typing import Any

from curriculum.assessments.models import Attempt
from curriculum.assessments.queries import assessments_of
from curriculum.models import Curriculum

FEW = 6


def of_curriculum(request: Any, curriculum: Curriculum) -> dict[str, Any] | None:
    """On a curriculum's page: the assessments of its latest version, to take and to look into."""
    if request.access.membership is None or curriculum.number is None:
        return None
    latest = curriculum.versions.order_by("-number").first()
    rows = list(assessments_of(latest).only("id", "key", "title", "minutes", "version", "community")) if latest else []
    return (
        {"rows": rows, "number": curriculum.number, "marks": request.access.can("assessments.mark")} if rows else None
    )


def mine(_request: Any) -> dict[str, Any] | None:
    """On one's own page: attempts begun and not handed in."""
    found = Attempt.objects.filter(handed_in_at__isnull=True).select_related("community").defer("questions")
    rows = list(found.order_by("-begun_at")[:FEW])
    return {"rows": rows} if rows else None

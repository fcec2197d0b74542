"""What happens at its time by itself."""

from uuid import UUID

from jobs.outbox import job
from learners.admissions.actions import draw_due
from tenancy.scope import in_community


@job("admissions.draw")
def draw(community_id: UUID, round_id: UUID) -> None:
    """When the applications have closed."""
    with in_community(community_id):
        draw_due(community_id, round_id)

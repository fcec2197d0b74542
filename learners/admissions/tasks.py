"""What happens at its time by itself."""

from uuid import UUID

from jobs.outbox import job
from learners.admissions import news
from learners.admissions.actions import draw_due, expire_offers
from tenancy.scope import in_community


@job("admissions.draw")
def draw(community_id: UUID, round_id: UUID) -> None:
    """When the applications have closed."""
    with in_community(community_id):
        draw_due(community_id, round_id)


@job("admissions.tell_next")
def tell_next(community_id: UUID, enrolment_id: UUID) -> None:
    """Whose turn it is in a waiting list."""
    with in_community(community_id):
        news.tell_next(enrolment_id)


@job("admissions.expire_offers")
def expire(community_id: UUID, offering_id: UUID) -> None:
    """When the time to answer is over."""
    with in_community(community_id):
        expire_offers(offering_id)

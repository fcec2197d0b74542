"""Have people told of something, once it is committed (telling.py)."""

from datetime import datetime, timedelta
from uuid import UUID

from communities.governance.models import Proposal
from jobs.outbox import enqueue
from tenancy.scope import current_community

REMINDER = timedelta(hours=24)  # before the closing, for those who have not voted


def announce(what: str, pk: UUID, *, not_before: datetime | None = None) -> None:
    """`what` is one of telling.TELLERS."""
    enqueue("governance.tell", current_community(), what, pk, not_before=not_before)


def announce_voting(proposal: Proposal, now: datetime) -> None:
    """Now, and again before it closes if it lasts longer."""
    announce("voting", proposal.pk)
    if proposal.closes_at and proposal.closes_at - REMINDER > now:
        announce("closing", proposal.pk, not_before=proposal.closes_at - REMINDER)

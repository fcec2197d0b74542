"""What happens at its time by itself."""

from uuid import UUID

from communities.governance.appealing import vote_on_appeal
from communities.governance.models import Proposal
from communities.governance.voting import close_proposal
from jobs.outbox import job
from tenancy.scope import in_community


@job("governance.close_proposal")
def close(community_id: UUID, proposal_id: UUID) -> None:
    """Once its voting is over."""
    with in_community(community_id):
        proposal = Proposal.objects.filter(pk=proposal_id).first()
        if proposal:
            close_proposal(proposal)


@job("governance.vote_on_appeal")
def open_appeal(community_id: UUID, proposal_id: UUID) -> None:
    """Once it has been talked over."""
    with in_community(community_id):
        vote_on_appeal(proposal_id)

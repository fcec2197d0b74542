"""What happens at its time by itself."""

from uuid import UUID

from communities.governance.ballots.voting import close_proposal
from communities.governance.models import Proposal
from communities.governance.news.telling import TELLERS
from communities.governance.people.appealing import vote_on_appeal
from communities.governance.proposals.enacting import enact_decided
from communities.governance.secrecy.keys import destroy_key, keys_left
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


@job("governance.destroy_ballot_key")
def destroy_ballot_key(community_id: UUID, proposal_id: UUID) -> None:
    """Again, in case the process that counted died before it could."""
    destroy_key(community_id, proposal_id)


@job("governance.sweep_ballot_keys")
def sweep_ballot_keys() -> None:
    """Each day: keys of votes that never opened, or are over."""
    for community_id, proposal_id in keys_left():
        with in_community(community_id):
            is_needed = Proposal.objects.filter(pk=proposal_id, state=Proposal.State.VOTING).exists()
        if not is_needed:
            destroy_key(community_id, proposal_id)


@job("governance.enact_decided")
def enact(community_id: UUID, proposal_id: UUID) -> None:
    """On its day."""
    with in_community(community_id):
        enact_decided(Proposal.objects.get(pk=proposal_id))


@job("governance.tell")
def tell(community_id: UUID, what: str, pk: UUID) -> None:
    """Notices of what happened to a proposal, a ballot, a comment or a decision."""
    with in_community(community_id):
        TELLERS[what](pk)

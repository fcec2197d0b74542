"""A suspended member's appeal: one, of right; the community votes on it, or those decide it who decide alone."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.models import Proposal, Suspension
from communities.governance.people.suspending import suspension_of
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose, withdraw_proposal
from communities.governance.proposals.readiness import talk_until
from communities.governance.queries import rule_in_force
from communities.governance.rules import Rule
from communities.models import Membership
from jobs.outbox import enqueue
from tenancy.refusal import Refused
from tenancy.scope import current_community


@transaction.atomic
def appeal(membership: Membership, *, text: str) -> Suspension:
    """Ask that the suspension be lifted; a proposal of the member's own, where the community votes on it."""
    Membership.objects.select_for_update().get(pk=membership.pk)
    suspension = suspension_of(membership)
    if suspension is None or not membership.is_suspended:
        raise Refused(_("You are not suspended."))
    if suspension.is_appealed:
        raise Refused(_("You have appealed already."))
    suspension.appeal, suspension.appealed_at = text.strip(), timezone.now()
    if not rule_in_force("suspension").is_entrusted:
        suspension.proposal = _opened(membership, suspension.appeal)
    suspension.save(update_fields=["appeal", "appealed_at", "proposal"])
    return suspension


def _opened(membership: Membership, text: str) -> Proposal:
    draft = propose(effect="lift_suspension", payload={"member": str(membership.pk)}, body=text, by=membership)
    proposal = open_deliberation(draft, by=membership)
    _vote_after_the_talk(proposal)
    return proposal


@transaction.atomic
def vote_on_appeal(proposal_id: UUID) -> None:
    """Open the voting once it has been talked over; by another rule the talk begins again. Moot, it is withdrawn."""
    proposal = Proposal.objects.filter(pk=proposal_id, state=Proposal.State.DELIBERATION).first()
    if proposal is None:
        return
    if timezone.now() < talk_until(proposal, Rule.read(proposal.rule or {})):
        _vote_after_the_talk(proposal)
        return
    try:
        if Rule.read(proposal.rule or {}) == rule_in_force(proposal.matter):
            open_voting(proposal, by=proposal.proposer)
        else:
            _vote_after_the_talk(open_deliberation(proposal, by=proposal.proposer))
    except Refused:  # entrusted meanwhile, lifted, or over by itself
        withdraw_proposal(proposal, by=proposal.proposer)


def _vote_after_the_talk(proposal: Proposal) -> None:
    ready = talk_until(proposal, Rule.read(proposal.rule or {}))
    enqueue("governance.vote_on_appeal", current_community(), proposal.pk, not_before=ready)

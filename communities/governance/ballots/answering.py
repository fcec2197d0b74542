"""What answers a ballot: an objection is met or overruled, advice is heard, and the proposer decides after it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.ballots.voting import finish, is_taking
from communities.governance.models import Ballot, Proposal
from communities.governance.news.announcing import announce
from communities.governance.proposals.holding import locked
from communities.governance.rules import Rule
from communities.governance.tally import Settled, Stage
from communities.models import Membership
from tenancy.refusal import Refused


@transaction.atomic
def settle_objection(
    ballot: Ballot, *, settled: str, answer: str, by: Membership, may_decide: bool = False, at: datetime | None = None
) -> Ballot:
    """Say how an objection was met, or overrule it; whoever the rule names, with a reason, before closing."""
    proposal = locked(ballot.proposal)
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if not is_taking(proposal, at or timezone.now()) or not ballot.settled:
        raise Refused(_("There is no objection to settle any more."))
    allowed = {"proposer": proposal.proposer_id == by.pk, "entrusted": may_decide}
    if not allowed.get(Rule.read(proposal.rule or {}).objections, False):
        raise Refused(_("By the decision rule you may not settle an objection."))
    if settled not in (Settled.INTEGRATED, Settled.OVERRULED) or not answer.strip():
        raise Refused(_("Say whether the objection is met or overruled, and why."))
    ballot.content = {**(ballot.content or {}), "settled": settled}
    return _answered(ballot, answer, by)


@transaction.atomic
def answer_advice(ballot: Ballot, *, answer: str, by: Membership) -> Ballot:
    """Say what the proposal makes of a piece of advice: it has been heard."""
    proposal = locked(ballot.proposal)
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
    _refuse_unless_proposer(proposal, by)
    if not answer.strip():
        raise Refused(_("Say what you make of it."))
    ballot.content = Stage.HEARD.value
    return _answered(ballot, answer, by)


@transaction.atomic
def decide_after_advice(
    proposal: Proposal, *, goes_ahead: bool, by: Membership, at: datetime | None = None
) -> Proposal:
    """Go ahead or step back, once the time for advice is over and all of it has an answer."""
    proposal = locked(proposal)
    _refuse_unless_proposer(proposal, by)
    now = at or timezone.now()
    if proposal.closes_at is None or now < proposal.closes_at:
        raise Refused(_("Those who were asked may still give advice."))
    if proposal.ballots.filter(content=Stage.GIVEN.value).exists():
        raise Refused(_("Answer all the advice first."))
    finish(proposal, now, verdict=goes_ahead)
    return proposal


def _refuse_unless_proposer(proposal: Proposal, by: Membership) -> None:
    if not Rule.read(proposal.rule or {}).is_advice or proposal.state != Proposal.State.VOTING:
        raise Refused(_("No advice is being heard on this."))
    if proposal.proposer_id != by.pk:
        raise Refused(_("Only the proposer does this."))


def _answered(ballot: Ballot, answer: str, by: Membership) -> Ballot:
    ballot.answer, ballot.settled_by_name = answer.strip(), by.display_name
    ballot.save(update_fields=["content", "answer", "settled_by_name"])
    announce("answered", ballot.pk)
    return ballot

"""Ballots are cast until closing; closing counts them, decides and enacts in one transaction."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.ballots.counting import could_go_ahead, count
from communities.governance.ballots.reading import kept_ballot
from communities.governance.models import Ballot, Proposal, Voter
from communities.governance.news.announcing import announce
from communities.governance.proposals.enacting import enact_on_its_day
from communities.governance.proposals.holding import held, locked
from communities.governance.proposals.options import accepted_payload
from communities.governance.proposals.proposing import next_number
from communities.governance.queries import rule_in_force
from communities.governance.rules import Rule
from communities.governance.secrecy.keys import Box, KeyLost, Told, new_receipt
from communities.governance.secrecy.publishing import end_secrecy, publish_ballots
from communities.governance.tally import Code, Outcome, Result
from communities.models import Membership
from tenancy.refusal import Refused, refusing


@transaction.atomic
def cast_ballot(
    proposal: Proposal, *, content: Any, reason: str = "", by: Membership, at: datetime | None = None
) -> Ballot:
    """Say what the rule's method asks (tally's plain form); a later ballot takes the place of an earlier one."""
    if by.is_suspended:
        raise Refused(_("Your membership is suspended."))
    proposal, now = taking_ballots(proposal, at or timezone.now())
    voter = Voter.objects.filter(proposal=proposal, member=by).select_related("member").first()
    if voter is None:
        raise Refused(_("You may not vote on this: who may was settled when the voting opened."))
    return write_ballot(proposal, voter, content, reason, now)


def taking_ballots(proposal: Proposal, now: datetime) -> tuple[Proposal, datetime]:
    """The row, which cannot be closed before the transaction ends; refused when no ballots are taken."""
    proposal = held(proposal)
    _refuse_late(proposal, now)
    return proposal, now


def write_ballot(
    proposal: Proposal, voter: Voter, content: Any, reason: str, now: datetime, *, cast_by: Membership | None = None
) -> Ballot:
    """`cast_by`: a delegate, whose ballot takes the place of a delegate's, and never of the voter's own."""
    said = _written(proposal, voter, content, reason)
    receipt = said.pop("receipt", "")
    said |= {"cast_at": now, "answer": "", "settled_by_name": "", "cast_by": cast_by}
    first = {**said, "proposal": proposal, "closes_at": proposal.closes_at}
    replaced = {"voter": voter} | ({"cast_by__isnull": False} if cast_by else {})
    own = _("%(name)s has voted themself.") % {"name": voter.member.display_name}
    with refusing({"cast_before_closing": _("The voting has closed."), "one_ballot_each": own}):
        ballot: Ballot = Ballot.objects.update_or_create(**replaced, defaults=said, create_defaults=first)[0]
    ballot.receipt, ballot.voter = receipt, voter
    return ballot


def _written(proposal: Proposal, voter: Voter, content: Any, reason: str) -> dict[str, Any]:
    """As its row holds it: open, or sealed with a receipt."""
    kept, words = kept_ballot(proposal, content, reason)
    if not Rule.read(proposal.rule or {}).is_secret:
        return {"content": kept, "reason": words}
    if words:
        raise Refused(_("A secret ballot has no words beside it."))
    try:
        box = Box(proposal)
    except (KeyLost, OSError):
        raise Refused(_("The key of this secret vote is missing. Tell whoever runs this installation.")) from None
    receipt = new_receipt()
    return {"sealed": box.seal(voter.pk, Told(receipt, kept)), "receipt": receipt}


def _refuse_late(proposal: Proposal, now: datetime) -> None:
    if proposal.state == Proposal.State.WITHDRAWN:
        raise Refused(_("This proposal was withdrawn."))
    if proposal.closes_at is None:
        raise Refused(_("The voting has not opened."))
    if not is_taking(proposal, now):
        raise Refused(_("The voting has closed."))


def is_taking(proposal: Proposal, now: datetime) -> bool:
    """Whether ballots were taken at that moment."""
    return proposal.state == Proposal.State.VOTING and proposal.closes_at is not None and now < proposal.closes_at


@transaction.atomic
def close_proposal(proposal: Proposal, *, at: datetime | None = None) -> Proposal:
    """Count the ballots cast before closing, and do what they say; nothing if it is too early or done already.

    After advice the proposer decides: it is closed here only when too little advice was given for that."""
    proposal, now = locked(proposal), at or timezone.now()
    if proposal.state != Proposal.State.VOTING or proposal.closes_at is None or now < proposal.closes_at:
        return proposal
    rule = Rule.read(proposal.rule or {})
    if not rule.is_advice or not could_go_ahead(proposal, rule):
        finish(proposal, now)
    return proposal


def finish(proposal: Proposal, now: datetime, *, verdict: bool | None = None) -> None:
    """Count a locked proposal and act on the result."""
    rule = Rule.read(proposal.rule or {})
    try:
        contents = publish_ballots(proposal) if rule.is_secret else proposal.ballots.values_list("content", flat=True)
    except KeyLost:
        _end_void(proposal, now)
        return
    result = count(proposal, rule, contents, seed=f"{proposal.pk}:{token_hex(16)}", verdict=verdict)
    proposal.result = result.plain()
    payload = accepted_payload(proposal, result)
    if payload is None:
        proposal.state = Proposal.State.REJECTED
    else:
        enact_on_its_day(proposal, payload, now)
    proposal.save(update_fields=["result", "state", "decision", "problem"])
    announce("result", proposal.pk)
    if rule.is_secret:
        end_secrecy(proposal)
    if _is_again(result, rule):
        _talk_again(proposal, now)


def _end_void(proposal: Proposal, now: datetime) -> None:
    """The talk begins again: nobody can know what was said."""
    proposal.state = Proposal.State.VOID
    proposal.problem = _("The key that opens the secret ballots is lost, or ballots were tampered with. It is void.")
    proposal.save(update_fields=["state", "problem"])
    end_secrecy(proposal)
    _talk_again(proposal, now)


def _is_again(result: Result, rule: Rule) -> bool:
    """Whether the rule has it talked over again."""
    if result.reason.code == Code.OBJECTION_STANDS:
        return rule.on_objection == "again"
    ends = {Outcome.TIE: rule.on_tie, Outcome.NO_QUORUM: rule.on_no_quorum}
    return ends.get(result.outcome) == "again"


def _talk_again(proposal: Proposal, now: datetime) -> None:
    """By the rule in force now; not when the matter has since been entrusted."""
    rule = rule_in_force(proposal.matter)
    if rule.is_entrusted:
        return
    fields = ("title", "body", "effect", "payload", "options", "matter", "proposer", "holds_from")
    same = {field: getattr(proposal, field) for field in fields}
    from_now = {"state": Proposal.State.DELIBERATION, "rule": rule.plain(), "deliberation_at": now, "created_at": now}
    again = Proposal.objects.create(number=next_number(), again_of=proposal, **same, **from_now)
    announce("talk", again.pk)

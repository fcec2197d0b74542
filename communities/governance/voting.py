"""Ballots are cast until closing; closing counts them, decides and enacts in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.effects import effect_of
from communities.governance.models import Ballot, Proposal, Voter
from communities.governance.proposing import locked, next_number
from communities.governance.queries import rule_in_force
from communities.governance.rules import Rule
from communities.governance.tally import Choice, Outcome, Position, Result, Settled, Stance, Vote, tally
from communities.models import Membership
from tenancy.refusal import Refused, refusing


@transaction.atomic
def cast_ballot(
    proposal: Proposal, *, choice: str, reason: str = "", by: Membership, at: datetime | None = None
) -> Ballot:
    """Say yes or no, consent or object; a later ballot takes the place of an earlier one, until closing."""
    proposal = locked(proposal)
    now = _taking(proposal, choice, reason, at)
    voter = Voter.objects.filter(proposal=proposal, member=by).first()
    if voter is None:
        raise Refused(_("You may not vote on this: who may was settled when the voting opened."))
    said: dict[str, Any] = {
        "choice": choice, "reason": reason.strip(), "cast_at": now,
        "settled": Ballot.Settled.OPEN, "answer": "", "settled_by_name": "",
    }  # fmt: skip
    fixed = {"proposal": proposal, "closes_at": proposal.closes_at}
    with refusing({"cast_before_closing": _("The voting has closed.")}):
        ballot: Ballot = Ballot.objects.update_or_create(voter=voter, defaults=said, create_defaults={**said, **fixed})[
            0
        ]
    return ballot


def _taking(proposal: Proposal, choice: str, reason: str, at: datetime | None) -> datetime:
    """The ballot's time; refused when no such ballot is taken now."""
    now = at or timezone.now()
    if proposal.state == Proposal.State.WITHDRAWN:
        raise Refused(_("This proposal was withdrawn."))
    if proposal.closes_at is None:
        raise Refused(_("The voting has not opened."))
    if not _is_open(proposal, now):
        raise Refused(_("The voting has closed."))
    if choice not in Rule.read(proposal.rule or {}).choices:
        raise Refused(_("This is no choice by the rule of this vote."))
    if choice == Ballot.Choice.OBJECTION and not reason.strip():
        raise Refused(_("An objection needs a reason."))
    return now


def _is_open(proposal: Proposal, now: datetime) -> bool:
    return proposal.state == Proposal.State.VOTING and proposal.closes_at is not None and now < proposal.closes_at


@transaction.atomic
def settle_objection(
    ballot: Ballot, *, settled: str, answer: str, by: Membership, may_decide: bool = False, at: datetime | None = None
) -> Ballot:
    """Say how an objection was met, or overrule it; whoever the rule names, with a reason, before closing."""
    proposal = locked(ballot.proposal)
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if not _is_open(proposal, at or timezone.now()) or ballot.choice != Ballot.Choice.OBJECTION:
        raise Refused(_("There is no objection to settle any more."))
    allowed = {"proposer": proposal.proposer_id == by.pk, "entrusted": may_decide}
    if not allowed.get(Rule.read(proposal.rule or {}).objections, False):
        raise Refused(_("By the decision rule you may not settle an objection."))
    if settled not in (Ballot.Settled.INTEGRATED, Ballot.Settled.OVERRULED) or not answer.strip():
        raise Refused(_("Say whether the objection is met or overruled, and why."))
    ballot.settled, ballot.answer, ballot.settled_by_name = settled, answer.strip(), by.display_name
    ballot.save(update_fields=["settled", "answer", "settled_by_name"])
    return ballot


@transaction.atomic
def close_proposal(proposal: Proposal, *, at: datetime | None = None) -> Proposal:
    """Count the ballots cast before closing, and do what they say; nothing if it is too early or done already."""
    proposal, now = locked(proposal), at or timezone.now()
    if proposal.state != Proposal.State.VOTING or proposal.closes_at is None or now < proposal.closes_at:
        return proposal
    rule = Rule.read(proposal.rule or {})
    result = count(proposal, rule)
    proposal.result = result.plain()
    if result.outcome == Outcome.ACCEPTED:
        _enact(proposal, now)
    else:
        proposal.state = Proposal.State.REJECTED
    proposal.save(update_fields=["result", "state", "decision", "problem"])
    void = {Outcome.TIE: rule.on_tie, Outcome.NO_QUORUM: rule.on_no_quorum}
    if void.get(result.outcome) == "again":
        _talk_again(proposal, now)
    return proposal


@transaction.atomic
def retry_enactment(proposal: Proposal, *, by: Person) -> Proposal:
    """Try again what was accepted and could not be put in force; refused with the reason while it still cannot."""
    proposal = locked(proposal)
    if proposal.state != Proposal.State.UNENACTED:
        raise Refused(_("There is nothing to put in force."))
    proposal.decision = effect_of(proposal.effect).enact(proposal.payload, by, proposal.body, timezone.now())
    proposal.state, proposal.problem = Proposal.State.ENACTED, ""
    proposal.save(update_fields=["decision", "state", "problem"])
    return proposal


def count(proposal: Proposal, rule: Rule) -> Result:
    """The result of the ballots as they stand."""
    consent = rule.method == "consent"
    read = _position if consent else _vote
    return tally(
        rule.tally_method(),
        [read(*row) for row in proposal.ballots.values_list("choice", "reason", "settled")],
        eligible=proposal.voters.count(),
        quorum=rule.tally_quorum(),
        tie_break=rule.tally_tie_break(),
        seed=str(proposal.pk),
    )


def _vote(choice: str, _reason: str, _settled: str) -> Vote:
    return Vote(Choice(choice))


def _position(choice: str, reason: str, settled: str) -> Position:
    return Position(Stance(choice), reason, Settled(settled))


def _enact(proposal: Proposal, now: datetime) -> None:
    """Decide and put in force; what cannot be is decided all the same, and says why."""
    effect, by = effect_of(proposal.effect), proposal.proposer.person
    try:
        with transaction.atomic():
            proposal.decision = effect.enact(proposal.payload, by, proposal.body, now)
        proposal.state = Proposal.State.ENACTED
    except Refused as refusal:
        title = _("Accepted, not in force: %(title)s") % {"title": proposal.title}
        proposal.decision = decide(by=by, kind=effect.decision_kind, title=title[:200], reason=proposal.body, at=now)
        proposal.state, proposal.problem = Proposal.State.UNENACTED, str(refusal)


def _talk_again(proposal: Proposal, now: datetime) -> None:
    """By the rule in force now; not when the matter has since been entrusted."""
    rule = rule_in_force(proposal.matter)
    if rule.is_entrusted:
        return
    fields = ("title", "body", "effect", "payload", "matter", "proposer")
    same = {field: getattr(proposal, field) for field in fields}
    from_now = {"state": Proposal.State.DELIBERATION, "rule": rule.plain(), "deliberation_at": now, "created_at": now}
    Proposal.objects.create(number=next_number(), again_of=proposal, **same, **from_now)

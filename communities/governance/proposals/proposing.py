"""A proposal's way to a vote: drawn up, opened for talk, put to the vote, or withdrawn."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.calendar import day_after
from communities.governance.effects import effect_of
from communities.governance.electorate import freeze_voters
from communities.governance.models import Proposal
from communities.governance.news.announcing import announce, announce_voting
from communities.governance.proposals.amending import keep_own_change, leave_unanswered, wording_of
from communities.governance.proposals.holding import locked
from communities.governance.proposals.options import refuse_ways
from communities.governance.proposals.readiness import is_of_right, ready
from communities.governance.queries import rule_in_force
from communities.governance.rules import MATTERS, Rule
from communities.governance.secrecy.keys import make_key
from communities.governance.secrecy.publishing import end_secrecy
from communities.models import Community, Membership
from jobs.outbox import enqueue
from tenancy.refusal import Refused
from tenancy.scope import current_community

NUMBERING = "SELECT pg_advisory_xact_lock(hashtextextended('proposals ' || %s::uuid, 0))"
LONGEST_TITLE = 200  # characters; two long names make a longer one
LONGEST_VOTE = 24 * 366  # hours


@transaction.atomic
def propose(
    *,
    effect: str,
    payload: Any,
    title: str = "",
    body: str,
    holds_from: date | None = None,
    by: Membership,
    at: datetime | None = None,
) -> Proposal:
    """Draw up a proposal; only its proposer sees it until it is opened for talk.

    `holds_from`: the day from which it would be in force. `at`: for one older than this house."""
    kind = effect_of(effect)
    kept = kind.checked(payload, _here())
    matter = kind.matter(kept)
    rule = _rule_for(matter)
    if not (rule.may_propose(by) or kind.of_right(kept, by)):
        raise Refused(_("By the decision rule you may not propose this."))
    made: Proposal = Proposal.objects.create(
        number=next_number(),
        title=(title.strip() or kind.title(kept))[:LONGEST_TITLE],
        body=body,
        effect=effect,
        payload=kept,
        matter=matter,
        proposer=by,
        holds_from=_still_to_come(holds_from, at),
        created_at=at or timezone.now(),
    )
    return made


@transaction.atomic
def edit_proposal(
    proposal: Proposal, *, title: str, body: str, holds_from: date | None = None, by: Membership
) -> Proposal:
    """Say it better, until the voting opens; what would change stays as it is."""
    proposal = locked(proposal)
    _only_proposer(proposal, by)
    if not proposal.is_editable:
        raise Refused(_("The text can no longer be changed: the voting has opened."))
    was = wording_of(proposal)
    proposal.title, proposal.body = title.strip() or proposal.title, body
    if holds_from != proposal.holds_from:
        proposal.holds_from = _still_to_come(holds_from, None)
    proposal.save(update_fields=["title", "body", "holds_from"])
    if proposal.state == Proposal.State.DELIBERATION and was != wording_of(proposal):
        keep_own_change(proposal, was, by=by)
    return proposal


@transaction.atomic
def open_deliberation(proposal: Proposal, *, by: Membership, at: datetime | None = None) -> Proposal:
    """Show it to everyone and begin the talk, by the rule in force; or begin it again after the rule has changed."""
    proposal = locked(proposal)
    _only_proposer(proposal, by)
    rule = _rule_for(proposal.matter)
    renewed = proposal.state == Proposal.State.DELIBERATION and proposal.rule != rule.plain()
    if proposal.state != Proposal.State.DRAFT and not renewed:
        raise Refused(_("The talk has begun already."))
    if not (rule.may_propose(by) or is_of_right(proposal)):
        raise Refused(_("By the decision rule you may not propose this."))
    refuse_ways(proposal, rule, _here())
    proposal.state, proposal.rule = Proposal.State.DELIBERATION, rule.plain()
    proposal.deliberation_at = at or timezone.now()
    proposal.save(update_fields=["state", "rule", "deliberation_at"])
    announce("talk", proposal.pk)
    return proposal


@transaction.atomic
def open_voting(proposal: Proposal, *, by: Membership, hours: int = 0, at: datetime | None = None) -> Proposal:
    """Freeze the rule and who may vote, and take ballots for so many hours (0: the fewest that the rule allows)."""
    proposal, now = locked(proposal), at or timezone.now()
    _only_proposer(proposal, by)
    rule = ready(proposal, now)
    if hours and not rule.voting_hours <= hours <= LONGEST_VOTE:
        raise Refused(
            _("By the decision rule the voting takes at least %(hours)s hours.") % {"hours": rule.voting_hours}
        )
    proposal.state, proposal.voting_at = Proposal.State.VOTING, now
    proposal.closes_at = now + timedelta(hours=hours or rule.voting_hours)
    leave_unanswered(proposal)
    proposal.save(update_fields=["state", "voting_at", "closes_at"])
    freeze_voters(proposal, rule)
    if rule.is_secret:
        make_key(proposal)
    enqueue("governance.close_proposal", current_community(), proposal.pk, not_before=proposal.closes_at)
    announce_voting(proposal, now)
    return proposal


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Membership) -> Proposal:
    """Take it back, until it is decided."""
    proposal = locked(proposal)
    _only_proposer(proposal, by)
    if not (proposal.is_editable or proposal.takes_ballots):
        raise Refused(_("This can no longer be withdrawn."))
    if proposal.takes_ballots and Rule.read(proposal.rule or {}).is_secret:
        end_secrecy(proposal)
    leave_unanswered(proposal)
    proposal.state = Proposal.State.WITHDRAWN
    proposal.save(update_fields=["state"])
    return proposal


def _still_to_come(day: date | None, at: datetime | None) -> date | None:
    if day and at is None and day <= day_after(_here(), timezone.now(), 0):
        raise Refused(_("The day from which it holds is to come; left empty, it holds as soon as it is accepted."))
    return day


def _rule_for(matter: str) -> Rule:
    rule = rule_in_force(matter)
    if rule.is_entrusted:
        told = {"matter": MATTERS[matter]}
        raise Refused(_("%(matter)s: entrusted to those who decide alone, so there is nothing to vote on.") % told)
    return rule


def _only_proposer(proposal: Proposal, by: Membership) -> None:
    if proposal.proposer_id != by.pk:
        raise Refused(_("Only the proposer does this."))


def next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute(NUMBERING, [current_community()])
    last: int = Proposal.objects.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def _here() -> Community:
    return Community.objects.get(pk=current_community())

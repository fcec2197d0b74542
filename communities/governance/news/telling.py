"""Who is told what: each is called by a job, once what they tell of is committed, in the community's scope."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from communities.governance.models import Ballot, Comment, Decision, Proposal
from communities.governance.rules import Rule
from communities.models import Community, Membership
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

OF_A_PERSON = {
    "role given", "role ended", "membership ended", "member admitted", "member suspended", "suspension lifted",
}  # fmt: skip


def tell_talk(pk: UUID) -> None:
    """Everyone, but who proposes it."""
    proposal = _proposal(pk)
    if proposal.deliberation_at:
        key = f"talk {proposal.pk} {proposal.deliberation_at.isoformat()}"
        _tell(_everyone(), "talk", proposal, key=key, by=_proposer(proposal), at=proposal.deliberation_at)


def tell_voting(pk: UUID) -> None:
    """Whoever may vote, but who opened it."""
    proposal = _proposal(pk)
    _tell(
        _voters(proposal), "voting", proposal, key=f"voting {proposal.pk}", by=_proposer(proposal),
        at=proposal.voting_at, closes_at=_written(proposal.closes_at),
    )  # fmt: skip


def tell_closing(pk: UUID) -> None:
    """Whoever may vote and has not, while there is still time."""
    proposal = _proposal(pk)
    if proposal.takes_ballots:
        silent = proposal.voters.filter(ballots__isnull=True).values_list("member__person_id", flat=True)
        key, closes_at = f"closing {proposal.pk}", _written(proposal.closes_at)
        _tell(silent, "closing", proposal, key=key, closes_at=closes_at)


def tell_result(pk: UUID) -> None:
    """Everyone; after advice all but the proposer, whose act it was."""
    proposal = _proposal(pk)
    by = _proposer(proposal) if Rule.read(proposal.rule or {}).is_advice else None
    at = proposal.decision.decided_at if proposal.decision else proposal.closes_at
    _tell(_everyone(), "result", proposal, key=f"result {proposal.pk}", by=by, at=at, state=proposal.state)


def tell_answered(pk: UUID) -> None:
    """Who objected, or gave advice: both are given openly. No other ballot is answered."""
    ballot = Ballot.objects.select_related("proposal__proposer", "voter__member").get(pk=pk)
    voter, key = ballot.voter.member.person_id, f"answered {ballot.pk} {_written(ballot.cast_at)}"
    _tell([voter], "answered", ballot.proposal, key=key, at=min(ballot.closes_at, timezone.now()))


def tell_reply(pk: UUID) -> None:
    """Whose comment is answered, unless they answer themselves."""
    comment = Comment.objects.select_related("proposal", "author", "parent__author").get(pk=pk)
    if comment.parent:
        _tell(
            [comment.parent.author.person_id], "reply", comment.proposal, key=f"reply {comment.pk}",
            by=comment.author.person_id, at=comment.at, name=comment.author.display_name,
        )  # fmt: skip


def tell_decision(pk: UUID) -> None:
    """Those whom it concerns by name; and everyone, unless a vote's result told them."""
    decision = Decision.objects.get(pk=pk)
    path = url_at(_here(), "governance-decision", decision.number)
    told: dict[str, Any] = {"path": path, "by": decision.decided_by_id, "at": decision.decided_at}
    for number, change in enumerate(one for one in decision.changes if one["what"] in OF_A_PERSON):
        people = Membership.objects.filter(pk=change["membership"]).values_list("person_id", flat=True)
        params = {"what": change["what"], "role": change.get("role", "")}
        notify(people, "governance.role", key=f"role {decision.pk} {number}", params=params, **told)
    if not decision.proposals.exists():
        params = {"title": decision.title}
        notify(_everyone(), "governance.decided", key=f"decided {decision.pk}", params=params, **told)


TELLERS: dict[str, Callable[[UUID], None]] = {
    "talk": tell_talk, "voting": tell_voting, "closing": tell_closing, "result": tell_result,
    "answered": tell_answered, "reply": tell_reply, "decision": tell_decision,
}  # fmt: skip


def _tell(
    people: Iterable[UUID], kind: str, proposal: Proposal, *, key: str, by: UUID | None = None,
    at: datetime | None = None, **params: Any,
) -> None:  # fmt: skip
    path = url_at(_here(), "governance-proposal", proposal.number)
    notify(people, f"governance.{kind}", key=key, path=path, params={"title": proposal.title, **params}, by=by, at=at)


def _proposal(pk: UUID) -> Proposal:
    found: Proposal = Proposal.objects.select_related("proposer", "decision").get(pk=pk)
    return found


def _proposer(proposal: Proposal) -> UUID:
    found: UUID = proposal.proposer.person_id
    return found


def _everyone() -> Iterable[UUID]:
    return Membership.objects.filter(until__isnull=True).values_list("person_id", flat=True)


def _voters(proposal: Proposal) -> Iterable[UUID]:
    found: Iterable[UUID] = proposal.voters.values_list("member__person_id", flat=True)
    return found


def _written(moment: datetime | None) -> str:
    assert moment
    return moment.isoformat()


def _here() -> Community:
    return Community.objects.get(pk=current_community())

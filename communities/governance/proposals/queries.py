"""What is proposed here, and what of it waits for whom."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from communities.governance.models import Ballot, Comment, Proposal, PublishedBallot
from communities.governance.queries import Told, rule_in_force
from communities.governance.rules import Rule
from communities.models import Membership
from tenancy.statements import ask

GLANCE = """
    SELECT true, p.number, p.title, p.closes_at, ''
    FROM governance_voter v
    JOIN governance_proposal p ON (p.community_id, p.id) = (v.community_id, v.proposal_id)
    LEFT JOIN governance_ballot b ON (b.community_id, b.voter_id) = (v.community_id, v.id)
    WHERE v.community_id = %(here)s AND p.community_id = %(here)s AND v.member_id = %(member)s
        AND p.state = 'voting' AND p.closes_at > now() AND b.id IS NULL
    UNION ALL
    (SELECT false, number, title, decided_at, decided_by_name FROM governance_decision
    WHERE community_id = %(here)s ORDER BY number DESC LIMIT %(most)s)
"""


class Waiting(NamedTuple):
    """A proposal that a member may vote on and has not."""

    number: int
    title: str
    closes_at: datetime


def glance(member: Membership, most: int) -> tuple[list[Waiting], list[Told]]:
    """What waits for a member's vote, and what was decided last, in one query."""
    rows = ask(GLANCE, member=member.pk, most=most)
    waiting = sorted((Waiting(*row[1:4]) for row in rows if row[0]), key=lambda one: (one.closes_at, one.number))
    told = sorted((Told(*row[1:]) for row in rows if not row[0]), reverse=True)
    return waiting, told


def waiting_for(member: Membership) -> list[Waiting]:
    """The soonest to close first."""
    return glance(member, 0)[0]


def proposals_for(member: Membership, *, q: str = "", state: str = "") -> QuerySet[Proposal]:
    """The latest first; a draft is its proposer's alone."""
    found: QuerySet[Proposal] = Proposal.objects.filter(~Q(state="draft") | Q(proposer=member))
    if q:
        found = found.filter(Q(title__icontains=q) | Q(body__icontains=q))
    if state:
        found = found.filter(state=state)
    return found.select_related("proposer", "decision").order_by("-number")


def open_proposals(member: Membership) -> QuerySet[Proposal]:
    """What is drawn up, talked over or voted on, with `said`: how many comments."""
    found = proposals_for(member).filter(state__in=["draft", "deliberation", "voting", "decided"])
    return found.annotate(said=Count("comments"))


def ballots_of(proposal: Proposal) -> QuerySet[Ballot]:
    """Of an open vote; who took part in a secret one is nobody's business."""
    if rule_of(proposal).is_secret:
        return proposal.ballots.none()
    found: QuerySet[Ballot] = proposal.ballots.select_related("voter__member", "cast_by").order_by("cast_at", "pk")
    return found


def published_of(proposal: Proposal, receipt: str = "") -> QuerySet[PublishedBallot]:
    """Of a secret vote that is over, by receipt; the one with this receipt."""
    found: QuerySet[PublishedBallot] = proposal.published.order_by("receipt")
    return found.filter(receipt=receipt) if receipt else found


def own_ballot(proposal: Proposal, member: Membership) -> Ballot | None:
    found: Ballot | None = proposal.ballots.filter(voter__member=member).select_related("cast_by").first()
    return found


def thread_of(proposal: Proposal) -> list[dict[str, Any]]:
    """The comments in order, each under what it answers: {"comment", "answers": […]}."""
    rows: QuerySet[Comment] = proposal.comments.select_related("author").order_by("at", "pk")
    nodes: dict[Any, dict[str, Any]] = {row.pk: {"comment": row, "answers": []} for row in rows}
    top: list[dict[str, Any]] = []
    for node in nodes.values():
        parent = nodes.get(node["comment"].parent_id)
        (parent["answers"] if parent else top).append(node)
    return top


def is_counting(proposal: Proposal) -> bool:
    """Whether its time is over and it has not been counted yet."""
    return proposal.state == Proposal.State.VOTING and not proposal.takes_ballots


def rule_of(proposal: Proposal) -> Rule:
    """By which it is talked over and voted on; of a draft, the one in force."""
    return Rule.read(proposal.rule) if proposal.rule else rule_in_force(proposal.matter)

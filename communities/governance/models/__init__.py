"""Decisions, settings, the proposals by which a community decides, and who comes in or is suspended."""

from communities.governance.models.amendments import Amendment
from communities.governance.models.attachments import Attachment
from communities.governance.models.ballots import Ballot, PublishedBallot, Voter
from communities.governance.models.circles import Belonging
from communities.governance.models.decisions import Decision, Setting
from communities.governance.models.delegations import Delegation
from communities.governance.models.people import JoinRequest, Suspension
from communities.governance.models.proposals import Comment, Proposal, Second

__all__ = [
    "Amendment",
    "Attachment",
    "Ballot",
    "Belonging",
    "Comment",
    "Decision",
    "Delegation",
    "JoinRequest",
    "Proposal",
    "PublishedBallot",
    "Second",
    "Setting",
    "Suspension",
    "Voter",
]

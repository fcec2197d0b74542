"""Decisions, settings, and the proposals by which a community decides."""

from communities.governance.models.ballots import Ballot, Voter
from communities.governance.models.decisions import Decision, Setting
from communities.governance.models.proposals import Comment, Proposal, Second

__all__ = ["Ballot", "Comment", "Decision", "Proposal", "Second", "Setting", "Voter"]

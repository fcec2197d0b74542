"""Decisions, settings, and the proposals by which a community decides."""

from communities.governance.models.decisions import Decision, Setting
from communities.governance.models.proposals import Ballot, Comment, Proposal, Second, Voter

__all__ = ["Ballot", "Comment", "Decision", "Proposal", "Second", "Setting", "Voter"]

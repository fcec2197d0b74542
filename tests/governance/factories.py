"""Communities with a rule of their own, and proposals at each stage of their way."""

from datetime import timedelta

from django.utils import timezone

from communities.governance.actions import decide_setting
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.queries import value_of
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder

OPEN = {
    "method": "simple_majority", "electorate": ["member", "administrator"], "proposers": ["member", "administrator"],
    "quorum": "0", "deliberation_hours": 0, "voting_hours": 24,
}  # fmt: skip


def a_rule(community, matter="setting", **parts):
    """In force from now on, as if voted on."""
    with in_community(community.pk):
        rules = value_of("decision_rules")
        rules[matter] = {**rules[matter], **OPEN, **parts}
        decide_setting(
            "decision_rules",
            rules,
            by=a_keyholder(community).person,
            reason="We decide together.",
            voted_at=timezone.now(),
        )


def a_draft(by, shares=False, **fields):
    """A proposal to share the reports or not (default)."""
    with in_community(by.community_id):
        given = {"effect": "setting", "payload": {"key": "reports", "value": {"shares_reports": shares}}, **fields}
        return propose(body="Because.", by=by, **given)


def a_talk(by, at=None, **fields):
    proposal = a_draft(by, **fields)
    with in_community(by.community_id):
        return open_deliberation(proposal, by=by, at=at)


def a_vote(by, at=None, **fields):
    proposal = a_talk(by, at=at, **fields)
    with in_community(by.community_id):
        return open_voting(proposal, by=by, at=at)


def a_vote_that_is_over(by, ago=timedelta(hours=1), **fields):
    """Its ballots can still be cast at a time before its end."""
    opened = timezone.now() - timedelta(hours=24) - ago
    proposal = a_talk(by, at=opened, **fields)
    with in_community(by.community_id):
        return open_voting(proposal, by=by, at=opened)

"""The database itself holds a proposal to its way, whatever the application would write."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Amendment, Proposal, Voter
from communities.governance.proposals.amending import offer_amendment
from communities.governance.proposals.proposing import withdraw_proposal
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    a_community("south")
    north = a_community("north")
    a_rule(north)
    return north


@pytest.fixture
def ann(north):
    return a_member(north, "ann")


@pytest.fixture
def here(north):
    with in_community(north.pk):
        yield


def an_amendment(proposal, by, **fields):
    return Amendment.objects.create(proposal=proposal, author=by, title="Else", body="Else.", payload={}, **fields)


def refused_by(name):
    return pytest.raises(IntegrityError, match=name)


def test_no_amendment_is_offered_once_the_voting_has_opened(ann, here):
    vote, talk = a_vote(ann), a_talk(ann)
    with refused_by("tenant_proposal_id_past_talk"), transaction.atomic():
        an_amendment(vote, ann)
    open_one = an_amendment(talk, ann)
    for change in ({"proposal": vote}, {"proposal": vote, "settled_at": None}):
        with refused_by("tenant_proposal_id_past_talk"), transaction.atomic():
            Amendment.objects.filter(pk=open_one.pk).update(**change)
    with refused_by("tenant_proposal_id_past_talk"), transaction.atomic():
        Proposal.objects.filter(pk=talk.pk).update(state="withdrawn")


def test_a_settled_amendment_is_not_opened_again_once_the_voting_has_opened(ann, here):
    talk = a_talk(ann)
    settled = an_amendment(talk, ann, state="withdrawn", settled_at=timezone.now())
    Proposal.objects.filter(pk=talk.pk).update(state="withdrawn")
    with refused_by("tenant_proposal_id_past_talk"), transaction.atomic():
        Amendment.objects.filter(pk=settled.pk).update(state="open", settled_at=None)


def test_what_is_open_when_a_proposal_is_withdrawn_is_left_unanswered(north, ann, here):
    talk = a_talk(ann)
    offered = offer_amendment(talk, body="Else.", reason="So.", by=a_member(north, "bob"))
    assert withdraw_proposal(talk, by=ann).state == "withdrawn"
    offered.refresh_from_db()
    assert (offered.state, offered.settled_at is None) == ("lapsed", False)


@pytest.mark.parametrize("state", ["draft", "deliberation"])
def test_what_was_put_to_the_vote_is_not_talked_over_again(ann, here, state):
    vote = a_vote(ann)
    with refused_by("tenant_proposal_id"), transaction.atomic():
        Proposal.objects.filter(pk=vote.pk).update(state=state)
    talk = a_talk(ann)
    Proposal.objects.filter(pk=talk.pk).update(closes_at=vote.closes_at)
    with refused_by("tenant_proposal_id"), transaction.atomic():
        Voter.objects.create(proposal=talk, member=ann, closes_at=vote.closes_at)
    with refused_by("voter_after_the_talk"), transaction.atomic():
        Voter.objects.create(proposal=talk, member=ann, closes_at=vote.closes_at, past_talk=False)


@pytest.mark.parametrize("state", ["voting", "withdrawn", "void"])
def test_what_was_decided_is_not_undecided(ann, here, state):
    vote = a_vote(ann)
    cast_ballot(vote, content="yes", by=ann)
    close_proposal(vote, at=vote.closes_at)
    with refused_by("not_counted_without_decision_and_result"), transaction.atomic():
        Proposal.objects.filter(pk=vote.pk).update(state=state)

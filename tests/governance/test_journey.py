"""Where a proposal stands: each step of its way, with its day, and who wants it to come to a vote."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.proposals.journey import journey
from communities.governance.proposals.proposing import withdraw_proposal
from communities.governance.proposals.queries import rule_of
from tenancy.scope import in_community
from tests.communities.factories import a_browser, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_draft, a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = a_community("north")
    a_rule(north)
    return north


def states(one):
    with in_community(one.community_id):
        return " ".join(f"{step['label']}:{step['state'] or '-'}" for step in journey(one, rule_of(one)))


def closed(ann, choice):
    vote = a_vote(ann)
    with in_community(ann.community_id):
        cast_ballot(vote, content=choice, by=ann)
        return close_proposal(vote, at=vote.closes_at)


def test_it_says_which_steps_are_done_which_is_reached_and_which_come(north):
    ann = a_member(north, "ann")
    assert states(a_draft(ann)) == "Draft:now Talk:- The vote:- Decided:- In force:-"
    assert states(a_talk(ann)) == "Draft:done Talk:now The vote:- Decided:- In force:-"
    assert states(a_vote(ann)) == "Draft:done Talk:done The vote:now Decided:- In force:-"
    assert states(closed(ann, "no")) == "Draft:done Talk:done The vote:done Not accepted:now"
    assert states(closed(ann, "yes")) == "Draft:done Talk:done The vote:done Decided:done In force:now"


def test_what_was_withdrawn_has_no_way_any_more(north):
    ann = a_member(north, "ann")
    talk = a_talk(ann)
    with in_community(north.pk):
        assert journey(withdraw_proposal(talk, by=ann), rule_of(talk)) == []


def test_the_talk_names_its_earliest_end_until_that_is_past(north):
    ann = a_member(north, "ann")
    a_rule(north, deliberation_hours=48)
    now = timezone.now()
    for ago, named in ((timedelta(hours=1), True), (timedelta(hours=49), False)):
        talk = a_talk(ann, at=now - ago)
        with in_community(north.pk):
            assert ("at least" in journey(talk, rule_of(talk))[1]["note"]) == named


def test_who_has_seconded_is_not_asked_again(north):
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    a_rule(north, seconds=2)
    address = f"/c/north/decisions/proposals/{a_talk(ann).number}/"
    browser = a_browser(bob)
    assert "0 of 2 who must want a vote on it." in text_of(browser.get(address))
    browser.post(f"{address}second/")
    page = text_of(browser.get(address))
    assert ("1 of 2 who" in page, "You have seconded it." in page, "Second it" in page) == (True, True, False)
    a_rule(north, seconds=0)
    other = a_talk(ann)
    assert "Second it" not in text_of(browser.get(f"/c/north/decisions/proposals/{other.number}/"))

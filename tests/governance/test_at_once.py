"""What members do at the same moment: nothing is lost, doubled, or let through that comes too late."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from communities.actions import drop_role
from communities.governance.actions import grant_role
from communities.governance.ballots.delegated import cast_for
from communities.governance.ballots.delegating import delegate
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.amending import offer_amendment, settle_amendment
from communities.governance.proposals.enacting import retry_enactment
from communities.governance.proposals.proposing import edit_proposal, open_voting, withdraw_proposal
from communities.governance.proposals.talking import comment, second
from communities.models import Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community, a_member
from tests.governance.crossing import at_once, in_turn, wait_for, within
from tests.governance.factories import a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db(transaction=True)


def a_north(matter="setting", **parts):
    north = a_community("north")
    a_rule(north, matter, **parts)
    return north


def test_who_votes_themself_at_the_same_moment_as_their_delegate_keeps_their_own_vote():
    north = a_north(delegation=True)
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    with in_community(north.pk):
        delegate(by=ann, to=bob, matter="setting")
    vote = a_vote(bob)
    with ThreadPoolExecutor(1) as pool:
        with in_community(north.pk):
            cast_ballot(vote, content="yes", by=ann)
            for_ann = pool.submit(within(north, cast_for, vote, [ann.pk], content="no", by=bob))
            wait_for(1)
        assert str(for_ann.result(30)) == "ann has voted themself."
    with in_community(north.pk):
        assert [(one.content, one.cast_by) for one in vote.ballots.all()] == [("yes", None)]


@pytest.mark.parametrize("is_secret", [False, True])
def test_ballots_that_come_while_two_workers_close_are_counted_once_or_refused(is_secret):
    north = a_north(secret=is_secret)
    people = [a_member(north, f"voter{n}") for n in range(50)]
    vote = a_vote(people[0], at=timezone.now() - timedelta(hours=24) + timedelta(seconds=2))

    def cast_again_until_refused(member):
        def act():
            time.sleep(max(0.0, (vote.closes_at - timezone.now()).total_seconds() - 0.3))
            said = cast_ballot(vote, content="yes", by=member)
            time.sleep(0.01)
            return said

        found = None
        while not isinstance(answer := within(north, act)(), Refused):
            found = answer
        return found, str(answer)

    def close():
        while not (done := within(north, close_proposal, vote)()).result:
            time.sleep(0.01)
        return done.state

    casting = [lambda member=member: cast_again_until_refused(member) for member in people]
    *said, first, second_ = at_once(*casting, close, close)
    cast = sum(ballot is not None for ballot, _why in said)
    assert ({why for _ballot, why in said}, first, second_) == ({"The voting has closed."}, "enacted", "enacted")
    with in_community(north.pk):
        assert Proposal.objects.get(pk=vote.pk).result["people"] == vote.ballots.count() == cast > 0
        assert vote.published.count() == (cast if is_secret else 0)
        assert Decision.objects.count() == 3


def test_what_was_accepted_is_put_in_force_once_by_two_who_try_again():
    north = a_north("role")
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    vote = a_vote(ann, effect="give_role", payload={"member": str(bob.pk), "role": "teacher"})
    with in_community(north.pk):
        grant_role(bob, role="teacher", by=ann.person, reason="Now.", voted_at=timezone.now())
        cast_ballot(vote, content="yes", by=ann)
        assert close_proposal(vote, at=vote.closes_at).state == "unenacted"
        drop_role(bob, role="teacher")
        before = Decision.objects.count()
    retry = within(north, retry_enactment, vote, by=ann)
    done, refused = in_turn(vote, retry, retry)
    assert (done.state, str(refused)) == ("enacted", "There is nothing to put in force.")
    with in_community(north.pk):
        assert Membership.objects.get(pk=bob.pk).roles == ["member", "teacher"]
        assert Decision.objects.count() == before + 1


@pytest.mark.parametrize(("act", "said", "waits"), [
    (offer_amendment, {"body": "Else.", "reason": "Better."}, True),
    (comment, {"text": "Why?", "is_question": True}, True),
    (second, {}, False),
])  # fmt: skip
def test_what_comes_as_the_voting_opens_is_before_it_or_refused(act, said, waits):
    north = a_north()
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    for comes_first in (True, False):
        talk = a_talk(ann)
        acts = [within(north, act, talk, by=bob, **said), within(north, open_voting, talk, by=ann)]
        found = in_turn(talk, *(acts if comes_first else reversed(acts)))
        refused = [isinstance(one, Refused) for one in found]
        assert refused == ([False, waits] if comes_first else [False, True])


def test_a_withdrawal_ends_ballots_and_closing_that_come_with_it():
    north = a_north()
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    vote = a_vote(ann)
    acts = [withdraw_proposal, vote, ann], [cast_ballot, vote, bob], [withdraw_proposal, vote, ann]
    withdrawn, late, again = in_turn(
        vote,
        *(within(north, act, one, by=by, **({"content": "yes"} if by == bob else {})) for act, one, by in acts),
    )
    assert (withdrawn.state, str(late)) == ("withdrawn", "This proposal was withdrawn.")
    assert str(again) == "This can no longer be withdrawn."
    with in_community(north.pk):
        assert close_proposal(vote, at=vote.closes_at).state == "withdrawn"


def test_two_amendments_taken_up_at_once_are_both_in_the_wording():
    north = a_north()
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    talk, other = a_talk(ann), a_talk(ann)
    with in_community(north.pk):
        words = offer_amendment(talk, body="Other words.", reason="Clearer.", by=bob)
        title = offer_amendment(talk, title="Another title", reason="Shorter.", by=bob)
        elsewhere = offer_amendment(other, title="Another title", reason="Shorter.", by=bob)
    in_turn(talk, *(within(north, settle_amendment, one, accepted=True, by=ann) for one in (words, title)))
    with in_community(north.pk):
        talk.refresh_from_db()
        elsewhere.refresh_from_db()
        assert (talk.title, talk.body, elsewhere.body) == ("Another title", "Other words.", "Because.")


def test_the_proposers_own_change_is_kept_by_an_amendment_that_leaves_it_alone():
    north = a_north()
    ann, bob = a_member(north, "ann"), a_member(north, "bob")
    talk = a_talk(ann)
    with in_community(north.pk):
        title = offer_amendment(talk, title="Another title", reason="Shorter.", by=bob)
        edit_proposal(talk, title="", body="Said better.", by=ann)
        settle_amendment(title, accepted=True, by=ann)
        talk.refresh_from_db()
        assert (talk.title, talk.body) == ("Another title", "Said better.")

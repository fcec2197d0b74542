"""Who is told of proposals, votes and decisions; never of what they did themselves, and never how anyone voted."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.governance.actions import end_role, grant_role, remove_member
from communities.governance.ballots.answering import settle_objection
from communities.governance.ballots.voting import cast_ballot
from communities.governance.news.telling import tell_talk
from communities.governance.proposals.talking import comment
from communities.models import Membership
from jobs.outbox import run_waiting
from notices.kinds import words_of
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_draft, a_rule, a_talk, a_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=True) as traveller:
        yield traveller


@pytest.fixture
def north(clock):
    """Ann, Bo and Cy decide; Sue is a member of the south."""
    north = a_community("north")
    for name in ("ann", "bo", "cy"):
        a_member(north, name)
    a_member(a_community("south"), "sue")
    a_rule(north, voting_hours=72)
    run_waiting()
    for person in ("ann", "bo", "cy", "sue"):
        news(person)
    return north


def member(north, name):
    with in_community(north.pk):
        return Membership.objects.get(person=a_person(name))


def news(name):
    """What the person has been told since they were asked last."""
    run_waiting()
    with as_person(a_person(name).pk):
        found = Notice.objects.filter(read_at__isnull=True).order_by("created_at", "id")
        told = [(one.kind.removeprefix("governance."), words_of(one.kind, one.params), one.path) for one in found]
        Notice.objects.update(read_at=timezone.now())
    return told


def kinds(name):
    return [kind for kind, _words, _path in news(name)]


def test_a_draft_is_nobodys_business(north):
    a_draft(member(north, "ann"))
    assert [kinds(name) for name in ("ann", "bo", "sue")] == [[], [], []]


def test_everyone_but_the_proposer_hears_of_a_talk(north):
    proposal = a_talk(member(north, "ann"), title="Share less")
    path = f"/c/north/decisions/proposals/{proposal.number}/"
    assert news("bo") == [("talk", "A proposal to talk over: Share less", path)]
    assert [kinds(name) for name in ("ann", "cy", "sue")] == [[], ["talk"], []]


def test_whoever_may_vote_hears_that_they_may_and_is_reminded_once_if_they_have_not(north, clock):
    a_member(north, "child", "learner")
    proposal = a_vote(member(north, "ann"), title="Share less")
    with in_community(north.pk):
        cast_ballot(proposal, content="yes", by=member(north, "bo"))
    assert [kinds(name) for name in ("ann", "bo", "child")] == [[], ["talk", "voting"], ["talk"]]
    assert news("cy")[1][1].startswith("You may vote until ")
    clock.shift(timedelta(hours=47))
    assert kinds("cy") == []
    clock.shift(timedelta(hours=2))
    assert [kinds(name) for name in ("ann", "bo", "cy", "child", "sue")] == [["closing"], [], ["closing"], [], []]
    clock.shift(timedelta(hours=1))
    assert kinds("cy") == []


@pytest.mark.parametrize(("choice", "words"), [("yes", "Accepted and in force"), ("no", "Not accepted")])
def test_everyone_hears_the_result_once(north, clock, choice, words):
    proposal = a_vote(member(north, "ann"), title="Share less")
    with in_community(north.pk):
        cast_ballot(proposal, content=choice, by=member(north, "bo"))
    for name in ("ann", "cy", "sue"):
        news(name)
    clock.shift(timedelta(hours=73))
    path = f"/c/north/decisions/proposals/{proposal.number}/"
    assert [one for one in news("cy") if one[0] != "closing"] == [("result", f"{words}: Share less", path)]
    assert [one for one in kinds("ann") if one != "closing"] == ["result"]
    assert kinds("sue") == []


def test_nothing_says_how_anyone_voted(north, clock):
    proposal = a_vote(member(north, "ann"))
    with in_community(north.pk):
        cast_ballot(proposal, content="no", reason="Because of Bo.", by=member(north, "bo"))
    clock.shift(timedelta(hours=73))
    run_waiting()
    for name in ("ann", "bo", "cy"):
        with as_person(a_person(name).pk):
            told = list(Notice.objects.exclude(kind="governance.decided").values_list("params", "key"))
        assert told
        assert not any("no" in params.values() or "Bo" in str(params) for params, _key in told)


def test_who_objected_and_who_is_answered_hears_of_it(north):
    a_rule(north, method="consent", objections="proposer")
    proposal = a_vote(member(north, "ann"), title="Share less")
    with in_community(north.pk):
        objection = cast_ballot(
            proposal, content={"stance": "objection", "reason": "Too little."}, reason="Too little.",
            by=member(north, "bo"),
        )  # fmt: skip
        settle_objection(objection, settled="integrated", answer="We share more.", by=member(north, "ann"))
        first = comment(proposal, text="Why?", by=member(north, "bo"))
        comment(proposal, text="I mean it.", by=member(north, "bo"), parent=first)
        comment(proposal, text="So.", by=member(north, "cy"), parent=first)
    told = [words for kind, words, _path in news("bo") if kind in ("answered", "reply")]
    assert sorted(told) == ["What you said in the vote was answered: Share less", "cy answered you: Share less"]
    assert not {"answered", "reply"} & {*kinds("ann"), *kinds("cy")}


def test_a_decision_of_those_who_decide_alone_reaches_the_others(north):
    keeper = a_keyholder(north)
    with in_community(north.pk):
        grant_role(member(north, "bo"), role="teacher", by=keeper.person, reason="x")
        end_role(member(north, "bo"), role="member", by=keeper.person, reason="x")
        remove_member(member(north, "cy"), by=keeper.person, reason="x")
    bo = [words for kind, words, _path in news("bo") if kind == "role"]
    assert bo == ["You are Teacher from now on", "You are no longer Member"]
    assert kinds("ann") == ["decided"] * 3
    assert [words for kind, words, _path in news("cy") if kind == "role"] == ["Your membership has ended"]
    assert (kinds(keeper.person.username), kinds("sue")) == ([], [])


def test_telling_again_tells_nothing_new(north):
    proposal = a_talk(member(north, "ann"))
    assert kinds("bo") == ["talk"]
    with in_community(north.pk):
        tell_talk(proposal.pk)
    assert kinds("bo") == []


@pytest.mark.parametrize("people", [1, 200])
def test_telling_a_whole_community_takes_as_many_statements_as_telling_one(north, people):
    proposal = a_talk(member(north, "ann"))
    run_waiting()
    for number in range(people):
        a_member(north, f"p{number}")
    with in_community(north.pk), CaptureQueriesContext(connection) as asked:
        tell_talk(proposal.pk)
    assert len(asked) <= 10

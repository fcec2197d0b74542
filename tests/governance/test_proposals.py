"""A community decides by its own rule, and the decision is the act."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.governance.actions import decide_setting, end_role, grant_role, remove_member
from communities.governance.ballots.answering import settle_objection
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.enacting import retry_enactment
from communities.governance.proposals.proposing import edit_proposal, open_deliberation, open_voting, withdraw_proposal
from communities.governance.proposals.talking import comment, second
from communities.governance.queries import value_of
from communities.models import Membership
from jobs.models import Job
from jobs.outbox import run_waiting
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member
from tests.governance.factories import a_draft, a_rule, a_talk, a_vote, a_vote_that_is_over

pytestmark = pytest.mark.django_db
EARLIER = timedelta(hours=2)


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
        yield north


def cast(proposal, *said):
    for member, choice, *reason in said:
        cast_ballot(proposal, content=choice, reason=" ".join(reason), by=member, at=timezone.now() - EARLIER)


def shares():
    return value_of("reports")["shares_reports"]


def test_an_accepted_proposal_changes_the_setting_by_itself(north, ann, here):
    proposal = a_vote_that_is_over(ann)
    cast(proposal, (ann, "yes"), (a_keyholder(north), "abstain"))
    closed = close_proposal(proposal)
    assert (closed.state, closed.result["outcome"], shares()) == ("enacted", "accepted", False)
    decision = Decision.objects.get(pk=closed.decision_id)
    assert (decision.kind, decision.reason, decision.decided_by_name) == ("setting", "Because.", "ann")
    assert [row.key for row in decision.settings.all()] == ["reports"]


def test_a_rejected_proposal_changes_nothing_and_makes_no_decision(north, ann, here):
    proposal = a_vote_that_is_over(ann)
    before = Decision.objects.count()
    cast(proposal, (ann, "yes"), (a_keyholder(north), "no"))
    closed = close_proposal(proposal)
    assert (closed.state, closed.result["reason"]["code"]) == ("rejected", "tie_status_quo")
    assert (shares(), Decision.objects.count()) == (True, before)


def test_closing_twice_does_nothing(north, ann, here):
    proposal = a_vote_that_is_over(ann)
    cast(proposal, (ann, "yes"))
    close_proposal(proposal)
    before = Decision.objects.count()
    assert close_proposal(proposal).state == "enacted"
    assert Decision.objects.count() == before


def test_closing_before_its_time_does_nothing(north, ann, here):
    assert close_proposal(a_vote(ann)).state == "voting"


def test_the_vote_closes_by_itself_at_its_time(north, ann):
    proposal = a_vote_that_is_over(ann)
    with in_community(north.pk):
        cast(proposal, (ann, "yes"))
    assert Job.objects.get(task="governance.close_proposal").not_before == proposal.closes_at
    run_waiting()
    with in_community(north.pk):
        assert (Proposal.objects.get().state, shares()) == ("enacted", False)


@pytest.mark.parametrize(("parts", "outcome"), [({"quorum": "3"}, "no_quorum"), ({"quorum": "2/3"}, "no_quorum"),
    ({"quorum": "1/2"}, "accepted"), ({"method": "qualified_majority", "of": "eligible"}, "rejected"),
])  # fmt: skip
def test_the_rule_decides(north, ann, here, parts, outcome):
    a_rule(north, **parts)
    proposal = a_vote_that_is_over(ann)
    cast(proposal, (ann, "yes"))
    assert close_proposal(proposal).result["outcome"] == outcome
    assert shares() is (outcome != "accepted")


@pytest.mark.parametrize("again", ["again", "nothing"])
def test_without_a_quorum_the_talk_begins_again_where_the_rule_says_so(north, ann, here, again):
    a_rule(north, quorum="2", on_no_quorum=again)
    old = close_proposal(a_vote_that_is_over(ann))
    new = list(Proposal.objects.filter(again_of=old).values_list("state", "number", "title"))
    assert old.state == "rejected"
    assert new == ([("deliberation", 2, old.title)] if again == "again" else [])


@pytest.mark.parametrize(("who", "settled", "state"), [
    ("stand", "", "rejected"), ("proposer", "overruled", "enacted"), ("proposer", "integrated", "enacted"),
])  # fmt: skip
def test_consent_hears_objections(north, ann, here, who, settled, state):
    a_rule(north, method="consent", objections=who)
    keyholder = a_keyholder(north)
    proposal = a_vote(ann)
    cast_ballot(proposal, content="consent", by=ann)
    objection = cast_ballot(proposal, content="objection", reason="Too early.", by=keyholder)
    if settled:
        settle_objection(objection, settled=settled, answer="We start in May.", by=ann)
    else:
        with pytest.raises(Refused, match="may not settle"):
            settle_objection(objection, settled="overruled", answer="No.", by=ann)
    assert close_proposal(proposal, at=proposal.closes_at).state == state


def test_a_changed_objection_is_open_again(north, ann, here):
    a_rule(north, method="consent", objections="proposer")
    proposal = a_vote(ann)
    objection = cast_ballot(proposal, content="objection", reason="Too early.", by=ann)
    settle_objection(objection, settled="overruled", answer="No.", by=ann)
    again = cast_ballot(proposal, content="objection", reason="Too late.", by=ann)
    assert (again.pk, again.settled, again.answer) == (objection.pk, "open", "")


def test_an_objection_needs_a_reason(north, ann, here):
    a_rule(north, method="consent")
    with pytest.raises(Refused, match="needs a reason"):
        cast_ballot(a_vote(ann), content="objection", reason=" ", by=ann)


def test_what_is_not_entrusted_is_not_decided_alone(north, ann, here):
    for matter in ("role", "membership", "rules"):
        a_rule(north, matter)
    founder = a_keyholder(north)
    alone = {"by": founder.person, "reason": "I want it."}
    for act in (
        lambda: decide_setting("reports", {"shares_reports": False}, **alone),
        lambda: decide_setting("decision_rules", {}, **alone),
        lambda: grant_role(ann, role="teacher", **alone),
        lambda: end_role(founder, role="administrator", **alone),
        lambda: remove_member(ann, **alone),
    ):
        with pytest.raises(Refused, match="Make a proposal instead"):
            act()


@pytest.mark.parametrize(("effect", "payload", "roles"), [
    ("give_role", {"role": "teacher"}, ["member", "guardian", "teacher"]),
    ("end_role", {"role": "guardian"}, ["member"]), ("end_membership", {}, ["member", "guardian"]),
])  # fmt: skip
def test_roles_and_memberships_follow_the_vote(north, ann, here, effect, payload, roles):
    a_rule(north, "role")
    a_rule(north, "membership")
    bo = a_member(north, "bo", "member", "guardian")
    proposal = a_vote_that_is_over(ann, effect=effect, payload={"member": str(bo.pk), **payload})
    cast(proposal, (ann, "yes"))
    assert close_proposal(proposal).state == "enacted"
    now = Membership.objects.get(pk=bo.pk)
    assert (now.roles, now.is_live) == (roles, effect != "end_membership")


def test_what_can_no_longer_be_put_in_force_is_decided_all_the_same_and_tried_again(north, ann, here):
    a_rule(north, "role")
    bo = a_member(north, "bo", "member", "guardian")
    proposal = a_vote_that_is_over(ann, effect="end_role", payload={"member": str(bo.pk), "role": "member"})
    cast(proposal, (ann, "yes"))
    Membership.objects.filter(pk=bo.pk).update(roles=["member"])
    closed = close_proposal(proposal)
    assert (closed.state, "only role" in closed.problem) == ("unenacted", True)
    assert Decision.objects.get(pk=closed.decision_id).title.startswith("Accepted, not in force")
    with pytest.raises(Refused, match="only role"):
        retry_enactment(closed, by=ann)
    Membership.objects.filter(pk=bo.pk).update(roles=["member", "teacher"])
    assert retry_enactment(closed, by=ann).state == "enacted"
    assert Membership.objects.get(pk=bo.pk).roles == ["teacher"]


def test_a_setting_changed_meanwhile_is_not_overwritten(north, ann, here):
    first, later = a_vote_that_is_over(ann), a_vote_that_is_over(ann)
    for proposal in (first, later):
        cast(proposal, (ann, "yes"))
        close_proposal(proposal)
    later.refresh_from_db()
    assert (later.state, "changed this meanwhile" in later.problem) == ("unenacted", True)


def test_a_payload_that_is_no_longer_valid_comes_to_no_vote(north, ann, here):
    talk, first = a_talk(ann), a_vote_that_is_over(ann)
    cast(first, (ann, "yes"))
    close_proposal(first)
    with pytest.raises(Refused, match="changed this meanwhile"):
        open_voting(talk, by=ann)


def test_a_rule_changed_meanwhile_begins_the_talk_again(north, ann, here):
    talk = a_talk(ann)
    a_rule(north, quorum="1")
    with pytest.raises(Refused, match="rule has changed since the talk began"):
        open_voting(talk, by=ann)
    assert open_voting(open_deliberation(talk, by=ann), by=ann).rule["quorum"] == "1"


def test_a_vote_under_way_is_held_by_its_own_rule(north, ann, here):
    proposal = a_vote_that_is_over(ann)
    cast(proposal, (ann, "yes"))
    a_rule(north, quorum="9")
    assert close_proposal(proposal).state == "enacted"


@pytest.mark.parametrize(("parts", "why"), [
    ({"deliberation_hours": 24}, "talked over until"), ({"seconds": 1}, "Seconds still missing: 1"),
])  # fmt: skip
def test_a_vote_waits_for_what_the_rule_asks(north, ann, here, parts, why):
    a_rule(north, **parts)
    talk = a_talk(ann)
    with pytest.raises(Refused, match=why):
        open_voting(talk, by=ann)
    second(talk, by=a_keyholder(north))
    assert open_voting(talk, by=ann, at=timezone.now() + timedelta(hours=25)).state == "voting"


def test_one_seconds_once_and_not_oneself(north, ann, here):
    talk, bo = a_talk(ann), a_member(north, "bo")
    second(talk, by=bo)
    for who, why in ((bo, "seconded this already"), (ann, "Others second")):
        with pytest.raises(Refused, match=why):
            second(talk, by=who)


def test_only_those_of_the_electorate_at_opening_vote(north, ann, here):
    proposal = a_vote(ann)
    late, learner = a_member(north, "late"), a_member(north, "lea", "learner")
    for who in (late, learner):
        with pytest.raises(Refused, match="You may not vote"):
            cast_ballot(proposal, content="yes", by=who)
    with pytest.raises(Refused, match="may not propose"):
        a_draft(learner)


def test_ballots_change_until_closing_and_not_after(north, ann, here):
    proposal = a_vote_that_is_over(ann)
    cast(proposal, (ann, "yes"), (ann, "no"))
    assert [one.content for one in proposal.ballots.all()] == ["no"]
    with pytest.raises(Refused, match="has closed"):
        cast_ballot(proposal, content="yes", by=ann)


def test_nothing_is_said_of_what_was_withdrawn_or_edited_once_voting_opened(north, ann, here):
    proposal = a_vote(ann)
    with pytest.raises(Refused, match="voting has opened"):
        edit_proposal(proposal, title="Other", body="Other.", by=ann)
    withdraw_proposal(proposal, by=ann)
    for act in (
        lambda: cast_ballot(proposal, content="yes", by=ann),
        lambda: comment(proposal, text="Why?", by=ann),
        lambda: withdraw_proposal(proposal, by=ann),
    ):
        with pytest.raises(Refused, match="withdrawn|over"):
            act()
    assert close_proposal(proposal, at=proposal.closes_at).state == "withdrawn"


def test_only_the_proposer_moves_it_on(north, ann, here):
    bo, talk = a_member(north, "bo"), a_talk(ann)
    for act in (open_voting, withdraw_proposal, open_deliberation):
        with pytest.raises(Refused, match="Only the proposer"):
            act(talk, by=bo)


def test_no_rule_shuts_everybody_out(north, here):
    with pytest.raises(Refused, match="nobody here has these roles"):
        a_rule(north, "rules", electorate=["guardian"])

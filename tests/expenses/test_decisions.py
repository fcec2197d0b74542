"""Over the community's limit a decision approves a request: of who may decide alone, or of all who vote."""

import pytest

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.record.verify import faults
from funding.expenses import actions
from funding.expenses.effect import approve_by_decision
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.expenses.factories import asked, held, state_of, with_rules
from tests.governance.factories import a_rule


def big(north, by=None, **about):
    with in_community(north.community.pk):
        return asked(north, by, amount=50_000, **{"title": "A roof", **about})


def voted(north, request):
    with in_community(north.community.pk):
        proposal = propose(
            effect="pay_expense", payload={"request": str(request.pk)}, body="It rains in.", by=north.tom
        )
        proposal = open_voting(open_deliberation(proposal, by=north.tom), by=north.tom)
        cast_ballot(proposal, content="yes", by=north.tom)
        return proposal


def test_approvals_alone_are_not_enough(north):
    with_rules(north, decide_from=50_000)
    request = big(north)
    with in_community(north.community.pk):
        actions.approve_request(request, by=north.ann.person)
        assert (state_of(request), held()) == ("asked", 0)
        approve_by_decision(request, by=north.bea.person, reason="The rain.")
        assert (state_of(request), held()) == ("approved", 50_000)
        decision = Decision.objects.latest("number")
        assert (decision.kind, decision.changes[0]["what"]) == ("money", "expense approved")
        assert request.steps.get(what="decided").decision == decision.number
        assert "boat" not in str(decision.changes)
        assert not [one for one in faults() if "by no decision and no invitation" not in one]


def test_who_decides_alone_decides_nothing_of_their_own_and_not_what_needs_two(north):
    with_rules(north, two_from=50_000, decide_from=50_000)
    own, other = big(north, north.ann), big(north)
    with in_community(north.community.pk):
        with pytest.raises(Refused, match="their own"):
            approve_by_decision(own, by=north.ann.person, reason="Mine.")
        with pytest.raises(Refused, match="Somebody else approves it first"):
            approve_by_decision(other, by=north.ann.person, reason="Alone.")
        assert Decision.objects.filter(kind="money").count() == 0
        actions.approve_request(other, by=north.bea.person)
        approve_by_decision(other, by=north.ann.person, reason="Together.")
        assert state_of(other) == "approved"


def test_where_all_vote_the_vote_approves_it(north):
    with_rules(north, decide_from=50_000)
    a_rule(north.community, "spending", electorate=["teacher"], proposers=["teacher"])
    request = big(north)
    with in_community(north.community.pk), pytest.raises(Refused, match="Make a proposal instead"):
        approve_by_decision(request, by=north.ann.person, reason="Alone.")
    proposal = voted(north, request)
    page = text_of(a_browser(north.mia).get(f"/c/north/decisions/proposals/{proposal.number}/"))
    assert ("A roof" in page, "window garden" in page) == (True, False)
    with in_community(north.community.pk):
        close_proposal(proposal, at=proposal.closes_at)
        assert (Proposal.objects.get().state, state_of(request), held()) == ("enacted", "approved", 50_000)


def test_what_was_taken_back_meanwhile_is_not_put_in_force(north):
    with_rules(north, decide_from=50_000)
    a_rule(north.community, "spending", electorate=["teacher"], proposers=["teacher"])
    request = big(north)
    proposal = voted(north, request)
    with in_community(north.community.pk):
        actions.withdraw_request(request, by=north.tom.person)
        close_proposal(proposal, at=proposal.closes_at)
        assert (Proposal.objects.get().state, held()) == ("unenacted", 0)


def test_pages_lead_to_the_decision(north):
    with_rules(north, decide_from=50_000)
    request, other = big(north), big(north, title="Windows")
    page = f"/c/north/money/expenses/{request.pk}/"
    assert "Decide to pay it" in text_of(a_browser(north.ann).get(page))
    assert "Decide to pay it" not in text_of(a_browser(north.tom).get(page))
    assert a_browser(north.tom).post(f"{page}decide/", {"reason": "x"}).status_code == 403
    a_browser(north.ann).post(f"{page}decide/", {"reason": "The rain."})
    api = f"/api/v1/c/north/expenses/{other.pk}/"
    a_rule(north.community, "spending", electorate=["teacher", "administrator"], proposers=["administrator"])
    assert an_api(north.ann).post(f"{api}decision/", {"reason": "Alone."}, "json").status_code == 409
    assert "Make it a proposal" in text_of(a_browser(north.ann).get(f"/c/north/money/expenses/{other.pk}/"))
    new = f"/c/north/decisions/proposals/new/pay_expense/?request={other.pk}"
    assert f'value="{other.pk}" selected' in a_browser(north.ann).get(new).content.decode()
    answer = a_browser(north.ann).post(new, {"request": str(other.pk), "title": "", "body": "The rain."})
    assert answer.status_code == 302
    with in_community(north.community.pk):
        assert state_of(request) == "approved"
        assert Proposal.objects.get().payload["title"] == "Windows"


def test_only_what_waits_for_a_decision_is_proposed(north):
    a_rule(north.community, "spending", electorate=["teacher"], proposers=["teacher"])
    small = big(north)
    tried = ({"request": str(small.pk)}, {"request": "x"}, {}, None, [])
    for payload in tried:
        given = {"effect": "pay_expense", "payload": payload, "body": "Why not?"}
        answer = an_api(north.tom).post("/api/v1/c/north/proposals/", given, format="json")
        assert answer.status_code in (400, 409), payload
    assert a_browser(north.tom).get("/c/north/decisions/proposals/new/pay_expense/").status_code == 404

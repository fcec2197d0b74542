"""A pool of the network or of a circle is opened by decision alone, and stands in the record."""

import pytest

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting
from communities.governance.record.verify import faults
from communities.models import Community
from funding.actions import open_fund
from funding.models import Fund
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
NEW = "/c/net/money/funds/new/"


@pytest.fixture
def net():
    a_community("south")
    return a_community("net", kind=Community.Kind.NETWORK)


def written(**more):
    return {"id": str(uuid7()), "name": "Travel pool", "purpose": "Trips to one another", "body": "We agreed.", **more}


def test_a_steward_decides_where_it_is_entrusted(net):
    steward = a_browser(a_keyholder(net))
    assert steward.post(NEW, written(body="")).status_code == 422
    assert steward.post(NEW, written(is_restricted="on", purpose="")).status_code == 422
    given = written()
    assert steward.post(NEW, given).status_code == 302
    assert "There is a fund of this name." in text_of(steward.post(NEW, written()))
    with in_community(net.pk):
        assert str(Fund.objects.get(name="Travel pool").pk) == given["id"]
        decision = Decision.objects.latest("number")
        assert decision.kind == "money"
        assert decision.changes == [{"what": "fund opened", "fund": given["id"], "name": "Travel pool"}]
    assert "Opened the pool Travel pool" in text_of(steward.get("/c/net/decisions/"))
    with in_community(net.pk):
        assert not list(faults())


def test_nobody_opens_one_alone_where_the_network_votes(net):
    steward = a_keyholder(net)
    ann = a_member(net, "ann")
    a_rule(net, "spending", electorate=["member", "steward"], proposers=["member", "steward"])
    assert a_browser(steward).get(NEW).url == "/c/net/decisions/proposals/new/open_pool/"
    assert a_browser(steward).post(NEW, written()).status_code == 422
    answer = an_api(steward).post("/api/v1/c/net/money/funds/", {"name": "Mine"}, format="json")
    assert (answer.status_code, "which a decision opens" in answer.content.decode()) == (409, True)
    with in_community(net.pk), pytest.raises(Refused, match="which a decision opens"):
        open_fund(name="Mine", currency="EUR", id=uuid7())
    made = a_browser(ann).post("/c/net/decisions/proposals/new/open_pool/", written(title="A travel pool"))
    assert made.status_code == 302
    with in_community(net.pk):
        proposal = open_deliberation(Proposal.objects.get(), by=ann)
        proposal = open_voting(proposal, by=ann)
        cast_ballot(proposal, content="yes", by=ann)
        close_proposal(proposal, at=proposal.closes_at)
        assert Proposal.objects.get().state == "enacted"
        assert Fund.objects.filter(name="Travel pool").exists()


def test_a_school_opens_funds_as_before_and_proposes_no_pool(net):
    north = a_community("north")
    keeper = a_keyholder(north)
    assert a_browser(keeper).post("/c/north/money/funds/new/", written()).status_code == 302
    assert a_browser(keeper).get("/c/north/decisions/proposals/new/open_pool/").status_code == 404
    payload = {"effect": "open_pool", "payload": written(), "body": "Why not?"}
    a_rule(north, "spending")
    answer = an_api(keeper).post("/api/v1/c/north/proposals/", payload, format="json")
    assert (answer.status_code, "The network and circles open pools" in answer.content.decode()) == (409, True)
    for wrong in ([], {}, {"id": "x", "name": "y"}, None):
        answer = an_api(keeper).post("/api/v1/c/north/proposals/", {**payload, "payload": wrong}, format="json")
        assert answer.status_code in (400, 409, 422), wrong

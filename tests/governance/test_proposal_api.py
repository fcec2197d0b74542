"""The same steps by the API, refused for the same reasons."""

import pytest

from communities.governance.ballots.voting import close_proposal
from communities.governance.models import Proposal
from communities.governance.queries import value_of
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder, an_api
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db
API = "/api/v1/c/north/proposals/"


@pytest.fixture
def north():
    a_community("south")
    north = a_community("north")
    a_rule(north)
    return north


def test_a_proposal_goes_all_its_way(north):
    ann = an_api(a_member(north, "ann"))
    given = {"effect": "setting", "payload": {"key": "reports", "value": {"shares_reports": False}}, "body": "So."}
    made = ann.post(API, given, format="json")
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    for step in ({"step": "open"}, {"step": "vote", "hours": 24}):
        assert ann.post(f"{API}1/steps/", step, format="json").status_code == 200
    assert ann.post(f"{API}1/comments/", {"text": "Why?"}, format="json").status_code == 201
    assert ann.put(f"{API}1/ballots/", {"content": "yes"}, format="json").json()["voter"] == "ann"
    with in_community(north.pk):
        one = Proposal.objects.get()
        close_proposal(one, at=one.closes_at)
        assert value_of("reports") == {"shares_reports": False}
    shown = ann.get(f"{API}1/").json()
    assert (shown["state"], shown["result"]["outcome"], shown["decision"]) == ("enacted", "accepted", 3)
    for late in (
        ann.put(f"{API}1/ballots/", {"content": "no"}, format="json"),
        ann.post(f"{API}1/steps/", {"step": "withdraw"}, format="json"),
        ann.put(f"{API}1/", {"title": "x", "body": "y"}, format="json"),
        an_api(a_keyholder(north)).put(
            "/api/v1/c/north/settings/reports/", {"value": {"shares_reports": True}, "reason": "I."}, format="json"
        ),
    ):
        assert late.status_code == 409
    assert an_api(a_member(a_community("west"), "wes")).get(f"{API}1/").status_code == 404

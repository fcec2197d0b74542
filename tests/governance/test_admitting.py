"""Who asks to join is admitted by a decision, or declined with an answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.models import Decision, JoinRequest, Proposal
from communities.governance.people.admitting import admit_member
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.models import Membership
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule
from tests.governance.people import a_request

pytestmark = pytest.mark.django_db
ASK = {"words": "I repair boats.", "display_name": "Zoe"}
ADMIT = {"role": "teacher", "reason": "We need her."}


@pytest.fixture
def north():
    a_request(a_community("south"), "sam")
    return a_community("north")


def members(community):
    with in_community(community.pk):
        return {one.display_name: one.roles for one in Membership.objects.filter(until__isnull=True)}


def states(community):
    with in_community(community.pk):
        return list(JoinRequest.objects.order_by("pk").values_list("display_name", "state", "answer"))


def test_a_stranger_asks_and_is_admitted_on_pages(north):
    zoe, keeper = a_browser(a_person("zoe")), a_browser(a_keyholder(north))
    assert "Ask to join" in text_of(zoe.get("/c/north/about/"))
    assert zoe.post("/c/north/join/", ASK)["Location"] == "/c/north/join/"
    assert "You have asked" in text_of(zoe.get("/c/north/join/"))
    assert "Where you asked to join" in text_of(zoe.get("/me/"))
    listed = text_of(keeper.get("/c/north/people/requests/"))
    assert ("I repair boats." in listed, "sam" in listed) == (True, False)
    with in_community(north.pk):
        one = JoinRequest.objects.get()
    assert keeper.post(f"/c/north/people/requests/{one.pk}/admit/", {"role": "teacher"}).status_code == 422
    assert keeper.post(f"/c/north/people/requests/{one.pk}/admit/", ADMIT).status_code == 302
    assert members(north)["Zoe"] == ["teacher"]
    with in_community(north.pk):
        decision = Decision.objects.get(number=2)
        member = Membership.objects.get(display_name="Zoe")
    assert (decision.title, decision.reason) == ("Zoe admitted: Teacher", "We need her.")
    assert decision.changes == [
        {"what": "member admitted", "membership": str(member.pk), "name": "Zoe", "role": "teacher"}
    ]
    assert zoe.get("/c/north/people/").status_code == 200
    again = keeper.post(f"/c/north/people/requests/{one.pk}/admit/", ADMIT)
    assert (again.status_code, "has been settled" in text_of(again)) == (422, True)


def test_the_same_by_the_api(north):
    zoe, keeper = an_api(a_person("zoe")), an_api(a_keyholder(north))
    asked = zoe.post("/api/v1/c/north/join/", ASK)
    assert (asked.status_code, asked.data["state"]) == (201, "open")
    assert zoe.post("/api/v1/c/north/join/", ASK).status_code == 409
    assert [one["community"] for one in zoe.get("/api/v1/me/requests/").data["results"]] == ["north"]
    listed = keeper.get("/api/v1/c/north/requests/").data["results"]
    assert [one["display_name"] for one in listed] == ["Zoe"]
    admitted = keeper.post(f"/api/v1/c/north/requests/{listed[0]['id']}/admit/", ADMIT)
    assert (admitted.status_code, members(north)["Zoe"]) == (200, ["teacher"])
    assert zoe.post("/api/v1/c/north/join/", ASK).status_code == 409


def test_a_request_is_declined_with_an_answer(north):
    one = a_request(north, "zoe")
    keeper = a_browser(a_keyholder(north))
    assert keeper.post(f"/c/north/people/requests/{one.pk}/decline/", {"answer": ""}).status_code == 422
    assert keeper.post(f"/c/north/people/requests/{one.pk}/decline/", {"answer": "We are full."}).status_code == 302
    assert states(north) == [("zoe", "declined", "We are full.")]
    zoe = a_browser(a_person("zoe"))
    assert "We are full." in text_of(zoe.get("/c/north/join/"))
    assert "We are full." in text_of(zoe.get("/me/"))
    assert zoe.post("/c/north/join/", ASK).status_code == 302
    assert zoe.post("/c/north/join/withdraw/").status_code == 302
    assert [state for _name, state, _answer in states(north)] == ["declined", "withdrawn"]
    assert zoe.post("/c/north/join/withdraw/").status_code == 404


@pytest.mark.parametrize("act", ["", "admit/", "decline/"])
def test_only_who_takes_part_reaches_requests(north, act):
    one = a_request(north, "zoe")
    path = f"people/requests/{one.pk}/{act}" if act else "people/requests/"
    api = f"requests/{one.pk}/{act}" if act else "requests/"
    for who, page, endpoint in (
        (None, 302, 401),
        (a_person("zoe"), 404, 404),
        (a_member(a_community("west"), "wes", "administrator"), 404, 404),
        (a_member(north, "lea", "learner"), 403, 403),
    ):
        browser, client = a_browser(who), an_api(who)
        assert browser.get(f"/c/north/{path}").status_code == page
        answer = client.post(f"/api/v1/c/north/{api}", ADMIT) if act else client.get(f"/api/v1/c/north/{api}")
        assert answer.status_code == endpoint
    assert states(north) == [("zoe", "open", "")]


@pytest.mark.parametrize("act", ["admit", "decline"])
def test_another_communitys_request_is_out_of_reach(north, act):
    west = a_community("west")
    one = a_request(west, "zoe")
    keeper = a_keyholder(north)
    given = {**ADMIT, "answer": "No."}
    assert a_browser(keeper).post(f"/c/north/people/requests/{one.pk}/{act}/", given).status_code == 404
    assert an_api(keeper).post(f"/api/v1/c/north/requests/{one.pk}/{act}/", given).status_code == 404
    assert states(west) == [("zoe", "open", "")]


def test_a_stranger_may_not_ask_a_hidden_community_and_a_person_reads_their_own_requests_alone(north):
    a_community("cave", visibility="hidden")
    zoe = a_person("zoe")
    assert a_browser(zoe).post("/c/cave/join/", ASK).status_code == 404
    assert an_api(zoe).post("/api/v1/c/cave/join/", ASK).status_code == 404
    a_request(north, "zoe")
    with as_person(zoe.pk):
        assert [str(one) for one in JoinRequest.objects.all()] == ["zoe"]


@pytest.mark.parametrize("role", ["steward", "king"])
def test_nobody_is_admitted_to_a_role_that_is_not_there(north, role):
    one = a_request(north, "zoe")
    keeper = a_keyholder(north)
    given = {"role": role, "reason": "So."}
    assert a_browser(keeper).post(f"/c/north/people/requests/{one.pk}/admit/", given).status_code == 422
    assert an_api(keeper).post(f"/api/v1/c/north/requests/{one.pk}/admit/", given).status_code in (400, 409)
    assert states(north) == [("zoe", "open", "")]


def test_where_the_community_votes_nobody_admits_alone(north):
    a_rule(north, "admission")
    one, keeper = a_request(north, "zoe"), a_keyholder(north)
    page = f"/c/north/people/requests/{one.pk}/"
    assert a_browser(keeper).get(f"{page}admit/")["Location"].startswith("/c/north/decisions/proposals/new/admit/")
    for act in ("admit", "decline"):
        given = {**ADMIT, "answer": "No."}
        assert a_browser(keeper).post(f"{page}{act}/", given).status_code == 422
        assert an_api(keeper).post(f"/api/v1/c/north/requests/{one.pk}/{act}/", given).status_code == 409
    ann = a_member(north, "ann")
    browser = a_browser(ann)
    assert "Propose to admit" in text_of(browser.get("/c/north/people/requests/"))
    given = {"request": str(one.pk), "role": "member", "body": "She is kind."}
    assert browser.post("/c/north/decisions/proposals/new/admit/", given).status_code == 302
    assert vote_on(ann, "yes") == "enacted"
    assert members(north)["zoe"] == ["member"]


def test_who_was_voted_against_is_told(north):
    a_rule(north, "admission")
    one, ann = a_request(north, "zoe"), a_member(north, "ann")
    with in_community(north.pk):
        propose(effect="admit", payload={"request": str(one.pk), "role": "member"}, body="Why not?", by=ann)
    keeper = a_browser(a_keyholder(north))
    assert vote_on(ann, "no") == "rejected"
    assert "Decline" in text_of(keeper.get("/c/north/people/requests/"))
    answered = keeper.post(f"/c/north/people/requests/{one.pk}/decline/", {"answer": "We voted against it."})
    assert (answered.status_code, states(north)) == (302, [("zoe", "declined", "We voted against it.")])


def test_a_request_that_was_withdrawn_leaves_the_vote_without_effect_and_says_so(north):
    a_rule(north, "admission")
    one, ann = a_request(north, "zoe"), a_member(north, "ann")
    with in_community(north.pk):
        propose(effect="admit", payload={"request": str(one.pk), "role": "member"}, body="Why not?", by=ann)
    with in_community(north.pk):
        JoinRequest.objects.update(state="withdrawn")
    with pytest.raises(Refused):
        vote_on(ann, "yes")


def vote_on(ann, choice):
    with in_community(ann.community_id):
        proposal = open_deliberation(Proposal.objects.get(), by=ann)
        proposal = open_voting(proposal, by=ann)
        cast_ballot(proposal, content=choice, by=ann)
        return close_proposal(proposal, at=proposal.closes_at).state


@pytest.mark.parametrize("address", ["/c/north/people/requests/", "/api/v1/c/north/requests/"])
def test_the_list_of_requests_asks_as_often_for_thirty(north, address):
    browser = a_browser(a_keyholder(north))
    asked = []
    for number in (1, 29):
        for n in range(number):
            a_request(north, f"z{number}{n}")
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.django_db(transaction=True)
def test_two_who_admit_at_once_admit_one_member_by_one_decision():
    north = a_community("north")
    one, by, start = a_request(north, "zoe"), a_keyholder(north).person, Barrier(2)

    def admit(role):
        try:
            start.wait()
            with in_community(north.pk):
                admit_member(one, role=role, by=by, reason="So.")
            return "admitted"
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(admit, ["teacher", "member"]))
    assert said == ["This request has been settled.", "admitted"]
    assert len(members(north)) == 2
    with in_community(north.pk):
        assert Decision.objects.count() == 2

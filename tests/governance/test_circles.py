"""Circles are communities whose members are communities: decided on both sides, one vote each, by delegates."""

from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from communities.actions import end_membership
from communities.governance.actions import decide_setting
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.effects import effect_of
from communities.governance.models import Belonging, Decision, Proposal
from communities.governance.proposals.proposing import open_deliberation, open_voting, propose
from communities.governance.queries import value_of
from communities.models import Community, Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member, a_person
from tests.governance.factories import a_rule

pytestmark = pytest.mark.django_db


def act(community, key, /, **payload):
    with in_community(community.pk):
        effect, by = effect_of(key), a_keyholder(community).person
        return effect.enact(effect.checked(payload, community), by, "Together.", None)


def a_circle(north, slug="valley"):
    act(north, "found_circle", slug=slug, name=slug.title(), member=str(a_keyholder(north).pk))
    return Community.objects.get(slug=slug)


def a_joined(community, circle):
    """It asks, and the circle's delegates say yes."""
    act(community, "join_circle", community=str(circle.pk))
    with in_community(circle.pk):
        proposal = Proposal.objects.latest("number")
        Proposal.objects.filter(pk=proposal.pk).update(deliberation_at=proposal.deliberation_at.replace(year=2020))
        proposal = open_voting(proposal, by=proposal.proposer)
        for voter in proposal.voters.all():
            cast_ballot(proposal, content="consent", by=voter.member)
        return close_proposal(proposal, at=proposal.closes_at)


def record(community):
    with in_community(community.pk):
        rows = Decision.objects.filter(number__gt=1).order_by("number")
        return [(one.title, [(c["what"], c.get("decision")) for c in one.changes]) for one in rows]


def seats(circle):
    with in_community(circle.pk):
        return {m.display_name: m.roles for m in Membership.objects.filter(until__isnull=True)}


def places(community):
    with in_community(community.pk):
        rows = Belonging.objects.select_related("circle", "member", "delegate").order_by("pk")
        return [(one.circle.slug, one.member.slug, one.state, str(one.delegate or "")) for one in rows]


@pytest.fixture
def north():
    a_community("east")
    return a_community("north")


def test_a_community_founds_a_circle_by_a_decision_that_both_records_name(north):
    circle = a_circle(north)
    assert (circle.kind, seats(circle)) == ("circle", {"founder-of-north (North)": ["administrator", "delegate"]})
    assert record(north) == [("Founded the circle Valley", [("circle founded", 2), ("delegate appointed", 2)])]
    assert record(circle) == [
        ("North is the first member", [("community admitted", 2), ("role given", None), ("delegate seated", 2)])
    ]
    assert places(north) == [("valley", "north", "member", "founder-of-north")]
    assert places(circle) == [("valley", "north", "member", "founder-of-north (North)")]


def test_joining_is_decided_in_both(north):
    circle, west = a_circle(north), a_community("west")
    act(west, "join_circle", community=str(circle.pk))
    assert (places(west), places(circle)[1:]) == ([("valley", "west", "asked", "")], [("valley", "west", "asked", "")])
    with pytest.raises(Refused, match="already"):
        act(west, "join_circle", community=str(circle.pk))
    with in_community(circle.pk):
        proposal = Proposal.objects.get()
        assert (proposal.effect, proposal.state, proposal.title) == ("admit_community", "deliberation", "Take in West")
    with pytest.raises(Refused, match="nobody decides this alone"):
        act(circle, "admit_community", community=str(west.pk))


def test_what_the_circle_accepts_is_in_force_on_both_sides(north):
    circle, west = a_circle(north), a_community("west")
    assert a_joined(west, circle).state == "enacted"
    assert places(west) == [("valley", "west", "member", "")]
    assert record(circle)[-1] == ("West is a member of the circle", [("community admitted", 2)])
    assert record(west) == [
        ("Asked to join the circle Valley", [("circle asked", None)]),
        ("Member of the circle Valley", [("circle joined", 3)]),
    ]


def test_each_community_has_one_vote_by_the_delegate_it_names(north):
    circle, west = a_circle(north), a_community("west")
    a_joined(west, circle)
    wes, ann = a_member(west, "wes"), a_member(west, "ann")
    act(west, "appoint_delegate", community=str(circle.pk), member=str(wes.pk))
    act(west, "appoint_delegate", community=str(circle.pk), member=str(ann.pk))
    assert seats(circle) == {
        "founder-of-north (North)": ["administrator", "delegate"], "ann (West)": ["delegate"],
    }  # fmt: skip
    with in_community(circle.pk):
        ann_there = Membership.objects.get(display_name="ann (West)")
        payload = {"key": "reports", "value": {"shares_reports": False}}
        proposal = open_deliberation(propose(effect="setting", payload=payload, body="So.", by=ann_there), by=ann_there)
        Proposal.objects.update(deliberation_at=proposal.deliberation_at.replace(year=2020))
        proposal = open_voting(proposal, by=ann_there)
        assert proposal.voters.count() == 2
    act(west, "appoint_delegate", community=str(circle.pk), member=None)
    assert seats(circle).keys() == {"founder-of-north (North)"}
    assert places(west) == [("valley", "west", "member", "")]


def test_who_acts_for_one_community_acts_for_no_other_there(north):
    circle, west = a_circle(north), a_community("west", founder=a_keyholder(north).person)
    a_joined(west, circle)
    with pytest.raises(Refused, match="acts for another community"):
        act(west, "appoint_delegate", community=str(circle.pk), member=str(a_keyholder(west).pk))


def test_a_circle_gives_and_takes_no_delegate_itself(north):
    circle = a_circle(north)
    keeper, zoe = a_keyholder(circle), a_member(circle, "zoe")
    api = an_api(keeper)
    given = {"role": "delegate", "reason": "So."}
    assert api.post(f"/api/v1/c/valley/members/{zoe.pk}/roles/", given).status_code == 409
    with in_community(circle.pk):
        rules = value_of("decision_rules")
        rules["setting"]["electorate"] = ["administrator"]
        with pytest.raises(Refused, match="the delegates vote"):
            decide_setting("decision_rules", rules, by=keeper.person, reason="So.", voted_at=circle.founded_at)


def test_leaving_ends_the_delegate(north):
    circle, west = a_circle(north), a_community("west")
    a_joined(west, circle)
    act(west, "appoint_delegate", community=str(circle.pk), member=str(a_member(west, "wes").pk))
    act(west, "leave_circle", community=str(circle.pk))
    assert (places(west)[0][2:], "wes (West)" in seats(circle)) == (("left", ""), False)
    assert record(circle)[-1] == ("West has left the circle", [("community left", 5), ("membership ended", None)])
    assert record(west)[-1] == ("Left the circle Valley", [("circle left", 5)])
    act(west, "join_circle", community=str(circle.pk))


@pytest.mark.parametrize("who", ["north", "valley", "hidden"])
def test_who_cannot_join(north, who):
    circle, west = a_circle(north), a_community("west")
    hidden = a_circle(west, "cave")
    Community.objects.filter(pk=hidden.pk).update(visibility="hidden")
    asking = {"north": (west, north), "valley": (circle, hidden), "hidden": (north, hidden)}[who]
    with pytest.raises(Refused):
        act(asking[0], "join_circle", community=str(asking[1].pk))


def test_pages_and_api(north):
    keeper = a_keyholder(north)
    browser, api = a_browser(keeper), an_api(keeper)
    given = {"name": "Valley", "slug": "valley", "purpose": "A van.", "member": str(keeper.pk), "body": "Together."}
    assert "belongs to no circle" in text_of(browser.get("/c/north/circles/"))
    assert browser.get("/c/north/circles/found_circle/").status_code == 200
    assert browser.post("/c/north/circles/found_circle/", {**given, "slug": ""}).status_code == 422
    assert browser.post("/c/north/circles/found_circle/", given)["Location"] == "/c/north/circles/"
    assert "Valley" in text_of(browser.get("/c/north/circles/"))
    assert "North" in text_of(browser.get("/c/valley/circles/"))
    assert [one["circle"] for one in api.get("/api/v1/c/north/circles/").data["results"]] == ["valley"]
    payload = {"community": str(Community.objects.get(slug="valley").pk)}
    leave = {"effect": "leave_circle", "payload": payload, "reason": "So."}
    for who, page, endpoint in ((a_member(north, "ann"), 403, 403), (a_person("zoe"), 404, 404), (None, 302, 401)):
        post = {"community": payload["community"], "body": "So."}
        assert a_browser(who).post("/c/north/circles/leave_circle/", post).status_code == page
        assert an_api(who).post("/api/v1/c/north/circles/", leave, format="json").status_code == endpoint
    assert browser.get("/c/valley/circles/found_circle/").status_code == 404
    assert api.post("/api/v1/c/north/circles/", leave, format="json").status_code == 409  # the last to keep its keys
    assert an_api(a_person("zoe")).get("/api/v1/c/valley/circles/").status_code == 404


def test_where_the_community_votes_nobody_decides_alone(north):
    a_rule(north, "circle")
    keeper = a_keyholder(north)
    given = {"name": "Valley", "slug": "valley", "member": str(keeper.pk), "body": "Together."}
    assert "proposals/new/found_circle/" in a_browser(keeper).get("/c/north/circles/found_circle/")["Location"]
    assert a_browser(keeper).post("/c/north/circles/found_circle/", given).status_code == 422
    made = a_browser(a_member(north, "ann")).post("/c/north/decisions/proposals/new/found_circle/", given)
    assert made.status_code == 302
    assert not Community.objects.filter(slug="valley").exists()


def test_nobody_founds_a_circle_outside_of_a_community(north):
    assert an_api(a_person("zoe")).post(
        "/api/v1/communities/", {"slug": "valley", "kind": "circle"}, format="json"
    ).status_code == 400  # fmt: skip


def test_the_networks_roles_are_decided_in_it_as_anywhere():
    network = a_community("network", kind="network", founder=a_person("noor"))
    ann = a_member(network, "ann")
    a_rule(network, "role", electorate=["steward", "member"], proposers=["member"])
    with in_community(network.pk):
        payload = {"member": str(ann.pk), "role": "policymaker"}
        proposal = open_deliberation(propose(effect="give_role", payload=payload, body="So.", by=ann), by=ann)
        proposal = open_voting(proposal, by=ann)
        cast_ballot(proposal, content="yes", by=ann)
        assert close_proposal(proposal, at=proposal.closes_at).state == "enacted"
        assert Membership.objects.get(pk=ann.pk).roles == ["member", "policymaker"]
    call_command("verify_decisions", "network", verbosity=0)


def test_who_leaves_either_place_acts_for_the_community_no_longer(north):
    circle, west = a_circle(north), a_community("west")
    a_joined(west, circle)
    wes, ann = a_member(west, "wes"), a_member(west, "ann")
    act(west, "appoint_delegate", community=str(circle.pk), member=str(wes.pk))
    with in_community(west.pk):
        end_membership(wes)
    assert seats(circle).keys() == {"founder-of-north (North)"}
    assert places(west) == [("valley", "west", "member", "")]
    act(west, "appoint_delegate", community=str(circle.pk), member=str(ann.pk))
    with in_community(circle.pk):
        end_membership(Membership.objects.get(display_name="ann (West)"))
    assert seats(circle).keys() == {"founder-of-north (North)"}
    assert places(west) == [("valley", "west", "member", "")]
    assert record(west)[-1][0] == "Delegate in Valley: –"
    with in_community(west.pk):
        assert Membership.objects.get(pk=ann.pk).is_live
    with pytest.raises(Refused, match="last who keeps the keys"), in_community(circle.pk):
        end_membership(Membership.objects.get(display_name="founder-of-north (North)"))
    call_command("verify_decisions", verbosity=0)


@pytest.mark.parametrize("path", ["/c/{}/circles/", "/api/v1/c/{}/circles/"])
def test_pages_ask_as_often_at_thirty_places_as_at_one(north, path):
    circle = a_circle(north)

    def asked():
        found = []
        for slug in ("north", "valley"):
            client = (an_api if "api" in path else a_browser)(a_keyholder(Community.objects.get(slug=slug)))
            assert client.get(path.format(slug)).status_code == 200
            with CaptureQueriesContext(connection) as queries:
                client.get(path.format(slug))
            found.append(len(queries))
        return found

    once = asked()
    for number in range(29):
        a_circle(north, f"circle-{number}")
        act(a_community(f"member-{number}"), "join_circle", community=str(circle.pk))
    assert asked() == once


@pytest.mark.django_db(transaction=True)
def test_communities_that_cross_at_once_keep_both_sides_alike():
    """Each asks the other's circle, names and calls back delegates and leaves, all at the same moment."""
    north, south = a_community("north"), a_community("south")
    circles = {north: a_circle(north, "of-north"), south: a_circle(south, "of-south")}
    members = {one: a_member(one, f"ann-{one.slug}") for one in circles}
    start = Barrier(8)
    said = []

    def run(community, key, /, **payload):
        try:
            start.wait(20)
            act(community, key, **payload)
        except (Refused, OperationalError) as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    threads = []
    for one, other in ((north, south), (south, north)):
        own, theirs = str(circles[one].pk), str(circles[other].pk)
        for key, payload in (
            ("join_circle", {"community": theirs}), ("join_circle", {"community": theirs}),
            ("appoint_delegate", {"community": own, "member": str(members[one].pk)}),
            ("leave_circle", {"community": own}),
        ):  # fmt: skip
            threads.append(Thread(target=run, args=(one, key), kwargs=payload))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any("deadlock" in one for one in said), said
    for one, other in ((north, south), (south, north)):
        for circle in circles.values():
            own = [row[2] for row in places(one) if row[0] == circle.slug]
            theirs = [row[2] for row in places(circle) if row[1] == one.slug]
            assert own == theirs
        assert [row[2] for row in places(one) if row[0] == circles[other].slug] == ["asked"]
    call_command("verify_decisions", verbosity=0)


def test_two_long_names_make_a_title_that_fits(north):
    circle = a_circle(north)
    Community.objects.filter(pk=circle.pk).update(name="C" * 120)
    ann = a_member(north, "ann")
    with in_community(north.pk):
        Membership.objects.filter(pk=ann.pk).update(display_name="A" * 150)
    a_rule(north, "circle")
    with in_community(north.pk):
        payload = {"community": str(circle.pk), "member": str(ann.pk)}
        made = propose(effect="appoint_delegate", payload=payload, body="So.", by=ann)
    assert len(made.title) == 200

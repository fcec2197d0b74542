"""Whose membership ends, on either side, acts for no community in a circle any more; and the page says so."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from communities.governance.actions import grant_role, remove_member
from communities.governance.people.suspending import suspend_member
from communities.models import Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_browser, a_keyholder, an_api, text_of
from tests.factories import a_community, a_member
from tests.governance.people import a_decided_suspension, begun
from tests.governance.test_circles import a_circle, a_joined, act, places, record, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return a_community("west")


@pytest.fixture
def wes(west):
    return a_member(west, "wes")


@pytest.fixture
def circle(west, wes):
    """Wes acts for West; Nina for North, who keeps the keys, too."""
    circle = a_circle(a_community("north"))
    a_joined(west, circle)
    act(west, "appoint_delegate", community=str(circle.pk), member=str(wes.pk))
    return circle


def seat_of(circle, name="wes (West)"):
    with in_community(circle.pk):
        return Membership.objects.get(display_name=name)


def removed(member):
    with in_community(member.community_id):
        by = a_keyholder(member.community).person
        return remove_member(member, by=by, reason="So.", voted_at=timezone.now())


def left(browser, slug):
    assert browser.post(f"/c/{slug}/people/me/leave/").status_code == 302


@pytest.mark.parametrize("how", ["leaves", "removed"])
@pytest.mark.parametrize("where", ["west", "valley"])
def test_a_delegate_who_is_no_longer_a_member_here_or_there_is_called_back_on_both_sides(west, wes, circle, how, where):
    member = wes if where == "west" else seat_of(circle)
    left(a_browser(wes), where) if how == "leaves" else removed(member)
    assert (places(west), places(circle)[1:]) == (
        [("valley", "west", "member", "")], [("valley", "west", "member", "")]
    )  # fmt: skip
    assert seats(circle).keys() == {"founder-of-north (North)"}
    said = ("Delegate in Valley: –", "delegate ended")
    assert said in [(title, changes[0][0]) for title, changes in record(west) if changes]
    assert "Delegate of West: –" in [title for title, _changes in record(circle)]
    assert "Nobody acts for us there" in text_of(a_browser(a_keyholder(west)).get("/c/west/circles/"))
    assert "Nobody acts for it here" in text_of(a_browser(a_keyholder(circle)).get("/c/valley/circles/"))
    call_command("verify_decisions", verbosity=0)


def test_who_is_more_than_a_delegate_there_stays_what_else_they_are(west, wes, circle):
    with in_community(circle.pk):
        grant_role(seat_of(circle), role="member", by=wes.person, reason="So.", voted_at=timezone.now())
    removed(wes)
    assert seats(circle)["wes (West)"] == ["member"]
    call_command("verify_decisions", verbosity=0)


def test_a_circle_does_not_silence_a_community(circle):
    seat, keeper = seat_of(circle), a_keyholder(circle)
    with in_community(circle.pk), pytest.raises(Refused, match="silence"):
        suspend_member(seat, notice=7, by=keeper.person, reason="So.", voted_at=timezone.now())
    given = {"effect": "suspend", "payload": {"member": str(seat.pk), "notice": 7, "days": 7}, "body": "So."}
    refused = an_api(keeper).post("/api/v1/c/valley/proposals/", given, format="json")
    assert (refused.status_code, "silence" in refused.content.decode()) == (409, True)


def test_a_delegate_suspended_in_their_community_is_shown_so_and_none_is_named(west, wes, circle):
    keeper, bob = a_browser(a_keyholder(west)), a_member(west, "bob")
    assert "suspended" not in text_of(keeper.get("/c/west/circles/"))
    begun(a_decided_suspension(wes))
    assert "Our delegate: wes · suspended here at present" in text_of(keeper.get("/c/west/circles/"))
    begun(a_decided_suspension(bob))
    with pytest.raises(Refused, match="bob is suspended at present"):
        act(west, "appoint_delegate", community=str(circle.pk), member=str(bob.pk))


def test_nobody_is_named_who_is_suspended_in_the_circle(west, circle):
    bob = a_member(west, "bob")
    with in_community(circle.pk):
        seat, by = a_member(circle, "bob"), a_keyholder(circle).person
        suspend_member(seat, notice=7, by=by, reason="So.", voted_at=timezone.now())
    with pytest.raises(Refused, match="bob is suspended there"):
        act(west, "appoint_delegate", community=str(circle.pk), member=str(bob.pk))

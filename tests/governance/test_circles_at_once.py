"""Communities that cross in circles: each act is whole on both sides or refused, and nobody waits for ever."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from communities.governance.actions import grant_role
from communities.governance.circles.circles import admit_community
from communities.governance.models import Belonging, Decision
from communities.models import Community, Membership
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member
from tests.governance.crossing import at_once, in_turn, within
from tests.governance.test_circles import a_circle, a_joined, act, places, seats

pytestmark = pytest.mark.django_db(transaction=True)


def does(community, key, circle=None, /, **payload):
    """One of its effects, perhaps about a circle, decided in it."""
    return within(community, act, community, key, **payload | ({"community": str(circle.pk)} if circle else {}))


def kinds_of(found):
    return sorted(type(one).__name__ for one in found)


def test_two_communities_each_in_the_others_circle():
    north, west, east = a_community("north"), a_community("west"), a_community("east")
    first, other = a_circle(north, "first"), a_circle(west, "other")
    asking = [does(north, "join_circle", other), does(west, "join_circle", first)]
    founding = [
        does(one, "found_circle", slug="third", name="Third", member=str(a_keyholder(one).pk)) for one in (north, west)
    ]
    assert kinds_of(at_once(*asking, *asking, *founding)) == ["Decision"] * 3 + ["Refused"] * 3
    naming = [
        does(one, "appoint_delegate", own, member=str(a_member(one).pk))
        for one, own in ((north, first), (west, other))
        for _twice in range(2)
    ]
    leaving = [does(north, "leave_circle", other), does(west, "leave_circle", first)]
    assert kinds_of(at_once(*naming, *leaving)) == ["Decision"] * 6
    for circle, one in ((first, north), (other, west)):
        ((_circle, _member, _state, delegate),) = [place for place in places(one) if place[0] == circle.slug]
        assert [names for names, roles in seats(circle).items() if "delegate" in roles] == [f"{delegate} ({one})"]
    assert Community.objects.filter(slug="third").count() == 1
    assert places(east) == []
    call_command("verify_decisions", verbosity=0)


@pytest.mark.parametrize("leaves_first", [True, False])
def test_a_community_leaves_as_the_circle_takes_it_in(leaves_first):
    north, west = a_community("north"), a_community("west")
    circle = a_circle(north)
    act(west, "join_circle", community=str(circle.pk))
    with in_community(west.pk):
        asked = Belonging.objects.get()
    admitting = within(
        circle, admit_community, west, by=a_keyholder(circle).person, reason="So.", voted_at=timezone.now()
    )
    acts = [does(west, "leave_circle", circle), admitting]
    found = in_turn(asked, *(acts if leaves_first else reversed(acts)))
    assert [isinstance(one, Refused) for one in found] == [False, leaves_first]
    assert (places(west), places(circle)[1:]) == ([("valley", "west", "left", "")], [("valley", "west", "left", "")])
    call_command("verify_decisions", verbosity=0)


@pytest.mark.parametrize("ours", ["leave_circle", "appoint_delegate"])
def test_a_circle_gives_the_delegate_a_role_as_their_community_calls_them_back(ours):
    north, west = a_community("north"), a_community("west")
    circle = a_circle(north)
    a_joined(west, circle)
    act(west, "appoint_delegate", community=str(circle.pk), member=str(a_member(west, "wes").pk))
    with in_community(circle.pk):
        seat = Membership.objects.get(display_name="wes (West)")
    by = a_keyholder(circle).person
    giving = within(circle, grant_role, seat, role="member", by=by, reason="So.", voted_at=timezone.now())
    called_back = does(west, ours, circle, **({"member": None} if ours == "appoint_delegate" else {}))
    assert kinds_of(in_turn(seat, giving, called_back)) == ["Decision", "Decision"]
    with in_community(circle.pk):
        assert Decision.objects.count() == 6
    call_command("verify_decisions", verbosity=0)

"""A copy holds what stayed under a name that was joined, too: what there may be only once, and votes of old."""

import pytest

from communities.governance.proposals.talking import comment
from communities.models import Membership
from learners.progress.plans.actions import set_goal
from tenancy.scope import in_community
from tests.consents.factories import as_learner, say
from tests.factories import a_community, a_member
from tests.governance.factories import a_rule, a_talk
from tests.identity.lives import joined
from tests.mydata.factories import a_copy, parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def south():
    """Where Ann was written down as Anna, and said something; Bo is there, too."""
    a_community("network", kind="network")
    a_member(a_community("north"), "ann", "learner")
    south = a_community("south")
    for name in ("anna", "bo"):
        a_member(south, name, "learner", "member")
    for name in ("ann", "anna", "bo"):
        say(name, interests=f"tides and {name}")
    a_rule(south)
    talk = a_talk(a_member(south, "dan", "administrator"))
    with in_community(south.pk):
        for member in Membership.objects.filter(display_name__in=["anna", "bo"]):
            comment(talk, text=f"said by {member.display_name}", by=member)
    return south


def test_what_stayed_under_the_other_name_is_in_the_copy_and_nothing_of_others(south):
    with as_learner("anna"):
        set_goal("sail like anna")
    joined("ann", "anna")
    held = parts(a_copy("ann"))
    assert sorted(one["text"] for one in held["consents.profileentry"]) == ["tides and ann", "tides and anna"]
    assert [one["text"] for one in held["governance.comment"]] == ["said by anna"]
    assert [one["words"] for one in held["plans.goal"]] == ["sail like anna"]
    assert sorted(one["username"] for one in held["accounts.person"]) == ["ann", "anna"]
    assert "and bo" not in str(held)

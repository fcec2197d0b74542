"""`verify_decisions` compares memberships, roles, suspensions and circles with the record, and names what differs."""

import pytest

from communities.actions import accept_invitation
from communities.governance.actions import end_role, grant_role
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder, an_invitation
from tests.factories import a_community, a_member, a_person
from tests.governance.people import a_decided_suspension
from tests.governance.tampering import found_after
from tests.governance.test_circles import a_circle, act

pytestmark = pytest.mark.django_db(transaction=True)
OF = "UPDATE communities_membership SET {} WHERE display_name = '{}' AND until IS NULL"


@pytest.fixture
def north():
    """Ann was made a teacher and is no learner any more, Bob will be suspended; a circle was founded."""
    south = a_community("south")
    a_decided_suspension(a_member(south, "sam"))
    north = a_community("north")
    by, ann = a_keyholder(north).person, a_member(north, "ann", "learner", "member")
    with in_community(north.pk):
        grant_role(ann, role="teacher", by=by, reason="So.")
        end_role(ann, role="learner", by=by, reason="So.")
    a_decided_suspension(a_member(north, "bob"))
    a_circle(north)
    return north


@pytest.mark.parametrize(("change", "whose", "fault"), [
    ("roles = '{member}'", "ann", "ann is no teacher, which decision 2 made them"),
    ("roles = roles || '{learner}'", "ann", "ann is learner, which decision 3 ended"),
    ("roles = roles || '{administrator}'", "ann", "ann is administrator, by no decision and no invitation"),
    ("roles = roles || '{delegate}'", "ann", "ann is delegate, by no decision and no invitation"),
    ("roles = '{member}'", "founder-of-north", "founder-of-north is no administrator, which decision 1 made them"),
])  # fmt: skip
def test_a_role_that_was_changed_in_the_database_is_named(north, change, whose, fault):
    assert found_after(north) == []
    assert found_after(north, OF.format(change, whose)) == [fault]


def test_a_suspension_that_was_changed_in_the_database_is_named(north):
    lifted = found_after(north, OF.format("suspended_from = NULL", "bob"))
    assert len(lifted) == 1
    assert lifted[0].startswith("bob: the membership says not suspended, decision 4 says suspended from ")
    made = found_after(north, OF.format("suspended_from = now()", "ann"))
    assert len(made) == 1
    assert made[0].endswith("until it is lifted, nothing was decided")


def test_a_place_in_a_circle_that_was_changed_in_the_database_is_named(north):
    left = "UPDATE governance_belonging SET state = 'left', delegate_id = NULL WHERE community_id = member_id"
    found = found_after(north, left)
    assert len(found) == 1
    assert found[0].endswith("which decision 5 gave")


def test_a_delegate_who_was_changed_in_the_database_is_named(north):
    gone = "UPDATE governance_belonging SET delegate_id = NULL WHERE community_id = member_id"
    other = """UPDATE governance_belonging b SET delegate_id = m.id FROM communities_membership m
        WHERE b.community_id = b.member_id AND m.community_id = b.community_id AND m.display_name = 'ann'"""
    for statement in (gone, other):
        found = found_after(north, statement)
        assert len(found) == 1
        assert found[0].startswith("the delegate for ")
        assert "decision 5 says" in found[0]


def test_who_was_invited_again_after_a_decision_holds_the_role_rightly(north):
    accept_invitation(an_invitation(north, "learner"), person=a_person("ann"))
    accept_invitation(an_invitation(north, "administrator"), person=a_person("ann"))
    assert found_after(north) == []
    act(north, "give_role", member=str(a_keyholder(north).pk), role="teacher")
    assert found_after(north) == []

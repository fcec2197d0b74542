"""Communities where others have a say in what is published."""

from communities.governance.actions import decide_setting
from communities.governance.queries import value_of
from curriculum.releases.actions import hand_in
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder
from tests.curriculum.factories import a_curriculum


def with_reviewers(community, number):
    """So many others agree from now on."""
    with in_community(community.pk):
        value = {**value_of("sharing"), "reviewers": number}
        decide_setting("sharing", value, by=a_keyholder(community).person, reason="Four eyes see more.")


def a_submission(by, *, units=2, **given):
    """A new curriculum of a member's, handed in."""
    curriculum = a_curriculum(by.community, by=by, units=units)
    with in_community(by.community_id):
        return hand_in(curriculum, by=by, **given)

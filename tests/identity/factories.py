"""People whom nobody signs in as, and their invitations."""

from accounts.actions import create_person
from communities.models import Community, Membership
from learners.identity.claiming import invite_member
from tenancy.scope import in_community
from tests.communities.factories import a_keyholder


def unclaimed(community: Community, username: str, *roles: str, name: str = "") -> Membership:
    """A member whom nobody signs in as."""
    person = create_person(username, name=name)
    with in_community(community.pk):
        return Membership.objects.create(person=person, display_name=name or username, roles=list(roles or ["learner"]))


def an_invited(community: Community, username: str, *roles: str, name: str = "") -> tuple[Membership, str]:
    """And the code of their invitation, by the founder."""
    membership = unclaimed(community, username, *roles, name=name)
    return membership, a_code(membership)


def a_code(membership: Membership) -> str:
    with in_community(membership.community_id):
        return invite_member(membership, by=a_keyholder(membership.community))[1]

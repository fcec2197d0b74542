"""Invitations to test with."""

from communities.actions import invite
from communities.models import Membership
from tenancy.scope import in_community


def a_keyholder(community):
    """The founder's membership."""
    with in_community(community.pk):
        return Membership.objects.order_by("id").first()


def an_invitation(community, role="member", **fields):
    """The token of a fresh invitation."""
    with in_community(community.pk):
        return invite(by=a_keyholder(community), role=role, **fields)[1]

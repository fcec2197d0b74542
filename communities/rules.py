"""Who may be what, and who may not go."""

from communities.models import Community, Membership
from communities.roles import COMMUNITY_ROLES, KEYHOLDERS, NETWORK_ROLES


def roles_of(community: Community) -> tuple[str, ...]:
    """The roles that may be held there."""
    return NETWORK_ROLES if community.is_network else COMMUNITY_ROLES


def keeps_the_keys(membership: Membership) -> bool:
    """Whether it is one of those of whom a place always needs one."""
    return not set(membership.roles).isdisjoint(KEYHOLDERS)

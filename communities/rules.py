"""Who may be what, and who may not go."""

from communities.models import Community, Membership
from communities.roles import CIRCLE_ROLES, COMMUNITY_ROLES, DELEGATE, KEYHOLDERS, NETWORK_ROLES


def roles_of(community: Community) -> tuple[str, ...]:
    """The roles that may be held there."""
    if community.kind == Community.Kind.CIRCLE:
        return CIRCLE_ROLES
    return NETWORK_ROLES if community.is_network else COMMUNITY_ROLES


def roles_to_give(community: Community) -> tuple[str, ...]:
    """Those that the place itself gives and takes."""
    return tuple(role for role in roles_of(community) if role != DELEGATE)


def keeps_the_keys(membership: Membership) -> bool:
    """Whether it is one of those of whom a place always needs one."""
    return not set(membership.roles).isdisjoint(KEYHOLDERS)

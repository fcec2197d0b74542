"""Who may take over what is shared."""

from typing import Any

from communities.models import Community
from communities.roles import effective
from curriculum.commons.models import SharedVersion


def may_take_over(access: Any, shared: SharedVersion) -> list[Community]:
    """The person's communities that may adopt it: where they write, but for the one it comes from."""
    return [
        one.community
        for one in access.memberships
        if one.community_id != shared.community_id
        and "curriculum.write" in effective(one.roles, one.community.role_permissions)
    ]


def may_answer(access: Any, shared: SharedVersion) -> Community | None:
    """The community whose it is, for somebody who publishes there."""
    return next(
        (
            one.community
            for one in access.memberships
            if one.community_id == shared.community_id
            and "curriculum.publish" in effective(one.roles, one.community.role_permissions)
        ),
        None,
    )

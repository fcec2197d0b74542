"""Who may take over what is shared."""

from typing import Any

from communities.models import Community
from communities.roles import effective
from curriculum.commons.audience import is_for
from curriculum.commons.models import SharedVersion


def where_one_may(access: Any, permission: str) -> list[Community]:
    """The person's communities that allow them this."""
    return [
        one.community
        for one in access.memberships
        if permission in effective(one.roles, one.community.role_permissions)
    ]


def may_take_over(access: Any, shared: SharedVersion) -> list[Community]:
    """The person's communities that may adopt it: where they write, but for the one it comes from."""
    homes = where_one_may(access, "curriculum.write")
    return [one for one in homes if one.pk != shared.community_id and is_for(shared, one.pk)]


def may_answer(access: Any, shared: SharedVersion) -> Community | None:
    """The community whose it is, for somebody who publishes there."""
    return next((one for one in where_one_may(access, "curriculum.publish") if one.pk == shared.community_id), None)

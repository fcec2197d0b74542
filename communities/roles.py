"""Which roles there are and what each may do; apps above declare their own permissions in AppConfig.ready."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Any] = {
    "administrator": _("Administrator"),
    "teacher": _("Teacher"),
    "learner": _("Learner"),
    "guardian": _("Guardian"),
    "member": _("Member"),
    "delegate": _("Delegate"),
    "steward": _("Steward"),
    "policymaker": _("Policymaker"),
}
NETWORK_ROLES = ("steward", "policymaker", "member")  # what one may be in the network
COMMUNITY_ROLES = ("administrator", "teacher", "learner", "guardian", "member")  # what one may be elsewhere
DELEGATE = "delegate"  # of a community in a circle, named by that community's own decision and given by no other
CIRCLE_ROLES = ("administrator", DELEGATE, "member")  # what one may be in a circle
KEYHOLDERS = ("administrator", "steward")  # a place is never without one


class Permission(NamedTuple):
    code: str
    label: Any
    roles: tuple[str, ...]  # who has it unless the community decided otherwise


PERMISSIONS: dict[str, Permission] = {}


def declare(code: str, label: Any, *roles: str) -> None:
    """Make a permission known: `app.verb_noun`, and the roles that have it from the start."""
    if unknown := set(roles) - ROLES.keys():
        raise ValueError(f"{code} names roles that do not exist: {unknown}")
    PERMISSIONS[code] = Permission(code, label, roles)


def built_in(role: str) -> list[str]:
    return [one.code for one in PERMISSIONS.values() if role in one.roles]


def effective(roles: Iterable[str], decided: Mapping[str, list[str]]) -> frozenset[str]:
    """What holders of these roles may do in a community; `decided` is its setting `roles`, by role."""
    held = set(roles)
    undecided = {p.code for p in PERMISSIONS.values() if held.difference(decided).intersection(p.roles)}
    return frozenset(undecided.union(*(decided[role] for role in held if role in decided)))

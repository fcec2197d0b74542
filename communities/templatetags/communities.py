"""How a role is called."""

from typing import Any

from django import template

from communities.roles import ROLES

register = template.Library()


@register.filter
def role_name(role: str) -> Any:
    return ROLES.get(role, role)

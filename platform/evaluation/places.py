"""What a publication says of the communities in it beside their figures: of those alone that anyone may see."""

from collections.abc import Iterable
from typing import Any

from communities.models import Community


def places_of(communities: Iterable[Community]) -> list[dict[str, Any]]:
    """As their public pages said it at the time; by slug."""
    public = [one for one in communities if one.visibility == Community.Visibility.PUBLIC]
    return [
        {"slug": one.slug, "name": one.name, "kind": one.kind, "country": one.country}
        for one in sorted(public, key=lambda one: one.slug)
    ]

"""What a publication says of the communities in it beside their figures: of those alone that anyone may see."""

from collections.abc import Iterable
from typing import Any

from communities.governance.circles.circles import own_circles
from communities.governance.queries import value_of
from communities.models import Community
from evaluation.consent import CIRCLES, CONSENT, PUBLIC
from tenancy.scope import in_community

OPEN = Community.Visibility.PUBLIC


def places_of(communities: Iterable[Community]) -> list[dict[str, Any]]:
    """As their public pages said it at the time; by slug."""
    public = [one for one in communities if one.visibility == OPEN]
    return [
        {"slug": one.slug, "name": one.name, "kind": one.kind, "country": one.country, "circles": _circles_of(one)}
        for one in sorted(public, key=lambda one: one.slug)
    ]


def _circles_of(community: Community) -> dict[str, str]:
    """Slug and name of those that anyone may see, if the community decided that everyone may know; else none."""
    with in_community(community.pk):
        if CIRCLES not in value_of(CONSENT.key).get(PUBLIC, []):
            return {}
        return dict(own_circles().filter(visibility=OPEN).values_list("slug", "name"))

"""What this app puts on home pages and into the search."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from communities.calendar import next_term, term_on, terms_of
from communities.forms import PlacesFilter
from communities.names import countries
from communities.queries import count_by_role, members, places_known, public_communities
from communities.roles import ROLES
from web.amounts import language_name
from web.links import url_at, url_here
from web.paging import page_of
from web.registry import Hit

FOUND = 8  # hits of one kind in the search
TALL, SHORT = 96, 30  # shoots of the oldest and of the youngest community, per cent


def places(request: Any) -> dict[str, Any]:
    """The network's public communities, filtered."""
    known = places_known()
    named = [pair for pair in countries() if pair[0] in known[0]]
    spoken = sorted(((code, language_name(code)) for code in known[1]), key=lambda pair: pair[1])
    form = PlacesFilter(request.GET, countries=named, languages=spoken)
    chosen = form.chosen()
    page = page_of(request, public_communities(**chosen), size=24)
    return {"form": form, "page": page, "filtered": any(chosen.values()), "shoots": _shoots(page.rows)}


def _shoots(communities: list[Any]) -> list[dict[str, Any]]:
    """The older, the taller."""
    by_age = sorted(communities, key=lambda community: community.founded_at, reverse=True)
    step = (TALL - SHORT) / max(len(by_age) - 1, 1)
    return [{"hue": c.hue, "height": SHORT + step * n, "label": c.name} for n, c in enumerate(by_age)]


def roles_here(request: Any) -> dict[str, int]:
    """How many hold each role, asked once for all panels of a page."""
    if not hasattr(request, "roles_here"):
        request.roles_here = count_by_role()
    found: dict[str, int] = request.roles_here
    return found


def mine(request: Any) -> dict[str, Any] | None:
    """Where a person belongs, and as what."""
    memberships = request.access.memberships
    return {"memberships": [(one, [ROLES[role] for role in one.roles]) for one in memberships]} if memberships else None


def here_now(request: Any) -> dict[str, Any] | None:
    """Who is here, and where the term stands."""
    access = request.access
    if not access.can("communities.see_people"):
        return None
    today = timezone.localdate()
    return {
        "counts": [(ROLES[role], number, role) for role, number in roles_here(request).items()],
        "term": term_on(access.community, today),
        "next_term": next_term(access.community, today),
        "has_terms": bool(terms_of(access.community)),
    }


def find_places(_request: Any, text: str) -> Iterator[Hit]:
    for community in public_communities(q=text)[:FOUND]:
        yield Hit(community.name, url_at(community, "communities-about"), community.place, "school")


def find_people(request: Any, text: str) -> Iterator[Hit]:
    if request.access.community and request.access.can("communities.see_people"):
        for member in members(q=text)[:FOUND]:
            roles = ", ".join(str(ROLES[role]) for role in member.roles)
            yield Hit(member.display_name, url_here(request, "communities-person", member.pk), roles, "user-round")

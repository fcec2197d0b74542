"""What other pages show of the commons."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from communities.governance.circles.circles import own_circles
from curriculum.commons.collecting.queries import collections
from curriculum.commons.forms import AudienceForm
from curriculum.commons.models import Offer
from curriculum.commons.moderating.queries import how_many_wait
from curriculum.commons.offering import offers_on, offers_waiting
from curriculum.commons.pulling import last_pull, newer
from curriculum.commons.queries import (
    Wanted,
    adaptations_of,
    circles_of,
    find,
    shared_by_version,
    shared_of,
    shared_versions,
)
from curriculum.models import Curriculum
from web.registry import Hit

FEW = 5


def shared_lately(_request: Any) -> dict[str, Any] | None:
    rows = list(shared_versions()[:FEW])
    return {"rows": rows} if rows else None


def shared_here(request: Any) -> dict[str, Any] | None:
    rows = list(shared_of(request.access.community)[:FEW])
    return {"rows": rows, "own": True} if rows else None


def find_shared(_request: Any, text: str) -> Iterator[Hit]:
    for row in find(Wanted(text=text), reader_language=get_language() or "en").rows[:12]:
        yield Hit(
            title=row.title, url=reverse("commons-version", args=(row.pk,)), meta=row.community.name, icon="book-open"
        )


def find_collections(_request: Any, text: str) -> Iterator[Hit]:
    for one in collections(text)[:12]:
        yield Hit(
            title=one.title,
            url=reverse("commons-collection", args=(one.pk,)),
            meta=one.community.name,
            icon="list-checks",
        )


def sharing(request: Any, curriculum: Curriculum) -> dict[str, Any] | None:
    """On a curriculum's page: who else may read it, with a button for those who decide on that."""
    if request.access.membership is None:
        return None
    latest = curriculum.versions.order_by("-number").first()
    may_share = request.access.can("curriculum.publish") and not curriculum.archived_at
    shared = shared_by_version(curriculum.pk)
    if latest is None or not (shared or may_share):
        return None
    now = shared.get(latest.pk)
    chosen = {"audience": ""} if now else {}  # nobody widens it without choosing to
    circles = circles_of(now) if now else []
    others = [one for one in own_circles() if one not in circles]
    return {
        "latest": latest,
        "shared": now,
        "circles": circles,
        "form": AudienceForm(circles=others, initial=chosen) if may_share and not (now and now.for_everyone) else None,
        "before": max(shared.values(), key=lambda one: one.number, default=None),
        "may_share": may_share,
        "rows": list(adaptations_of(curriculum.pk)),
    }


def upstream(request: Any, curriculum: Curriculum) -> dict[str, Any] | None:
    """On an adaptation's page, for its writers: a newer version of the original, and what was taken in last."""
    if curriculum.archived_at or not request.access.can("curriculum.write") or not curriculum.origins.all():
        return None
    last = last_pull(curriculum)
    can_undo = last is not None and last.draft_at == curriculum.edited_at
    return {"curriculum": curriculum, "newer": newer(curriculum), "last": last, "can_undo": can_undo}


def offers(request: Any, curriculum: Curriculum) -> dict[str, Any] | None:
    """On a curriculum's page, for its writers: what was offered to it, and what it offered to its original."""
    if not request.access.can("curriculum.write"):
        return None
    rows = list(offers_on(curriculum)[:FEW])
    waits = any(one.is_open and one.side == Offer.Side.MADE for one in rows)  # one at a time
    published = curriculum.number is not None and not curriculum.archived_at
    may_offer = published and not waits and bool(curriculum.origins.all())
    return {"curriculum": curriculum, "rows": rows, "may_offer": may_offer} if rows or may_offer else None


def reported_reviews(request: Any) -> dict[str, Any] | None:
    """On the network's list of curricula, for its stewards."""
    moderates = request.access.community.is_network and request.access.can("commons.moderate")
    return {"waiting": how_many_wait()} if moderates else None


def waiting(request: Any) -> dict[str, Any] | None:
    """On the list of curricula, for their writers: offers that wait for their answer."""
    rows = list(offers_waiting()[:FEW]) if request.access.can("curriculum.write") else []
    return {"rows": rows} if rows else None

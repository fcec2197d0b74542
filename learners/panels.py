"""What the pages of others show of offerings."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from learners.models import Enrolment
from learners.queries import catalogue, own_enrolments
from web.links import url_at
from web.registry import Hit

FEW = 6


def own_now(request: Any) -> list[Enrolment]:
    """The reader's own enrolments but those that they left, read once a page, in their scope."""
    if not hasattr(request, "own_now"):
        request.own_now = list(own_enrolments().exclude(state=Enrolment.State.WITHDRAWN))
    found: list[Enrolment] = request.own_now
    return found


def open_here(request: Any) -> dict[str, Any] | None:
    """On a community's public page: what is open to anyone."""
    cards = list(catalogue(public=request.access.person is None).filter(community=request.access.community)[:FEW])
    return {"cards": cards} if cards else None


def open_anywhere(request: Any) -> dict[str, Any] | None:
    """On the network's home."""
    cards = list(catalogue(public=request.access.person is None)[:FEW])
    return {"cards": cards} if cards else None


def find_offerings(request: Any, text: str) -> Iterator[Hit]:
    for card in catalogue(public=request.access.person is None, text=text)[:12]:
        yield Hit(
            title=card.title,
            url=url_at(card.community, "learners-offering", card.pk),
            meta=_("Offered by %(community)s") % {"community": card.community.name},
            icon="sprout",
        )

"""The network's stewards are told of a report, and the author of what became of the review."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from curriculum.commons.models import Review
from curriculum.commons.news import writers_here
from notices.actions import notify
from web.links import url_at

Params = Mapping[str, Any]


def _reported(_told: Params) -> str:
    return _("Somebody reports a review.")


def _hidden(told: Params) -> str:
    return _("The network’s stewards have hidden your review: %(reason)s") % told


def _shown(_told: Params) -> str:
    return _("The network’s stewards show your review again.")


KINDS = [
    ("reported", _reported, "triangle-alert"),
    ("hidden", _hidden, "pencil-line"),
    ("shown", _shown, "pencil-line"),
]


def tell_stewards(review: Review, *, network: Community) -> None:
    """In the network's scope; once for a review, however many report it."""
    path, key = url_at(network, "commons-reported"), f"reported {review.pk} {review.hidden_at or ''}"
    notify(writers_here("commons.moderate"), "commons.reported", key=key, path=path)


def tell_author(review: Review, kind: str, *, reason: str, at: Any) -> None:
    """In the scope of the reviewer's community."""
    told, key = {"reason": reason}, f"{kind} {review.pk} {at.isoformat()}"
    notify([review.person_id], f"commons.{kind}", key=key, path=reverse("commons"), params=told)

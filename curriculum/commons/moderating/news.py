"""The network's stewards are told of a report, and the author of what became of the review."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from curriculum.commons.models import Review, SharedVersion
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


def _report_hidden(_told: Params) -> str:
    return _("The review that you reported is hidden. Thank you.")


def _report_left(told: Params) -> str:
    return _("The network’s stewards leave the review that you reported as it is: %(reason)s") % told


KINDS = [
    ("reported", _reported, "triangle-alert"),
    ("hidden", _hidden, "pencil-line"),
    ("shown", _shown, "pencil-line"),
    ("report_hidden", _report_hidden, "triangle-alert"),
    ("report_left", _report_left, "triangle-alert"),
]


def tell_stewards(review: Review, *, network: Community) -> None:
    """In the network's scope; once for a review, however many report it."""
    path, key = url_at(network, "commons-reported"), f"reported {review.pk} {review.hidden_at or ''}"
    notify(writers_here("commons.moderate"), "commons.reported", key=key, path=path)


def tell_reporters(
    review: Review, what: str, *, people: list[UUID], shared: SharedVersion | None, reason: str, at: Any
) -> None:
    """In the network's scope: each of those whose report this answers. `shared`: what the review is of, as of now."""
    path = reverse("commons-reviews", args=[shared.pk]) if shared else reverse("commons")
    kind, key = "report_hidden" if what == "hidden" else "report_left", f"{what} {review.pk} {at.isoformat()}"
    notify(people, f"commons.{kind}", key=key, path=path, params={"reason": reason})


def tell_author(review: Review, kind: str, *, reason: str, at: Any) -> None:
    """In the scope of the reviewer's community."""
    told, key = {"reason": reason}, f"{kind} {review.pk} {at.isoformat()}"
    notify([review.person_id], f"commons.{kind}", key=key, path=reverse("commons"), params=told)

"""What a curriculum's writers are told of a review, and its author of the answer."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from curriculum.commons.models import Review, SharedVersion
from curriculum.commons.news import writers_here
from notices.actions import notify

Params = Mapping[str, Any]


def _reviewed(told: Params) -> str:
    return _("%(community)s says how it went: %(title)s") % told


def _replied(told: Params) -> str:
    return _("%(community)s answered your review: %(title)s") % told


KINDS = [("reviewed", _reviewed, "pencil-line"), ("replied", _replied, "pencil-line")]


def tell_writers(review: Review, *, title: str) -> None:
    """In the scope of the curriculum's community."""
    told = {"title": title, "community": review.community.name}
    key = f"reviewed {review.pk}"
    notify(writers_here(), "commons.reviewed", key=key, path=_path(review), params=told, by=review.person_id)


def tell_reviewer(review: Review, *, title: str, by: Community) -> None:
    """In the scope of the reviewer's community."""
    told, key = {"title": title, "community": by.name}, f"replied {review.pk} {review.answered_at}"
    notify([review.person_id], "commons.replied", key=key, path=_path(review), params=told)


def _path(review: Review) -> str:
    shared = (
        SharedVersion.objects.filter(curriculum=review.curriculum, latest=True).values_list("pk", flat=True).first()
    )
    return reverse("commons-reviews", args=[shared]) if shared else reverse("commons")

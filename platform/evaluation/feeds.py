"""What the network published, for programs that read feeds (Atom, RFC 4287)."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from api.etags import conditional
from evaluation import observatory
from evaluation.queries import network_reports

LATEST = 20  # reports that the feed holds


def network_feed(request: Any) -> HttpResponseBase:
    """With an ETag, or 304; an entry is called by its permanent address."""
    feed = Atom1Feed(
        title=_("Observatory: %(network)s") % {"network": settings.NETWORK_NAME},
        link=_address("evaluation-observatory"),
        feed_url=_address("evaluation-observatory-feed"),
        description=None,
        language=get_language(),
    )
    for report in network_reports()[:LATEST]:
        address = _address("evaluation-network-report", report.period)
        feed.add_item(
            title=f"{report}: {observatory.headline(report.content)}",
            link=address,
            description=observatory.lead(report.content),
            unique_id=address,
            pubdate=report.published_at,
            updateddate=report.published_at,
        )
    return conditional(request, HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type))


def _address(name: str, *of: Any) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=of)}"

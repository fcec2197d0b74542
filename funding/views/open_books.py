"""Open books: what of the money anyone may read, as the community decided."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.access import CommunityRequest, open_to
from funding.charts import flow_chart
from funding.open_books import OPEN_BOOKS
from funding.openness import open_parts
from funding.reports import public
from web.amounts import as_decimal
from web.exports import csv_file
from web.paging import page_of
from web.registry import panels_for

MOST = 10_000  # entries in one file
KEPT = 300  # seconds that a copy may be shown


@require_GET
@open_to("public")
def open_books(request: CommunityRequest) -> HttpResponse:
    community = request.access.community
    parts = open_parts(community)
    shown: dict[str, Any] = {"parts": parts, "community": community}
    if "figures" in parts:
        shown |= _figures(community)
    if "entries" in parts:
        shown["entries"] = entries = page_of(request, public.public_register())
        shown["lines"] = [public.public_line(entry) for entry in entries]
    shown["panels"] = panels_for(request, [panel for panel in OPEN_BOOKS if panel.key in parts])
    return render(request, "funding/open_books.html", shown)


@require_GET
@open_to("public")
def open_books_csv(request: CommunityRequest) -> FileResponse:
    """The newest entries, as the page lists them."""
    community = request.access.community
    if "entries" not in open_parts(community):
        raise Http404
    heading = [_("Number"), _("Date"), _("What for"), _("Line"), _("Fund"), _("Amount"), _("Currency")]
    found = (public.public_line(entry) for entry in public.public_register()[:MOST])
    lines = ([*line[:5], as_decimal(line.amount, line.currency), line.currency] for line in found)
    answer = csv_file(f"{community.slug}-open-books.csv", heading, lines)
    patch_cache_control(answer, private=True, max_age=KEPT)
    return answer


def _figures(community: Any) -> dict[str, Any]:
    span, head = public.last_months(), public.public_head(community)
    months = public.flows_by_month(span, community.currency)
    return {
        "statement": public.public_figures(community, span),
        "chart": flow_chart(months, public.as_period(span), community.currency),
        "moved": any(flow.came_in or flow.went_out for flow in months),
        "head": head,
        "hash": bytes(head.hash).hex() if head else "",
    }

"""Which reports there are."""

import json
from typing import Any

from django.db.models import F, Q, QuerySet

from evaluation.models import NetworkReport, Report
from tenancy.statements import ask

LATEST = """
    SELECT r.id, r.kind, r.period, r.ends_on, r.content::text FROM evaluation_report r
    WHERE r.community_id = %(here)s AND EXISTS (
        SELECT FROM evaluation_publishing p
        WHERE (p.community_id, p.report_id) = (r.community_id, r.id) AND p.published_at IS NOT NULL)
    ORDER BY r.ends_on DESC, r.id DESC LIMIT 1
"""
WEEKS = 12  # that a chart shows
PUBLICATIONS = 52  # that are looked at over time


def reports_here(*, drafts: bool = False) -> QuerySet[Any]:
    """Of the open scope's community, latest first, each with what says whether it is published; drafts if asked for."""
    way = {name: F(f"publishing__{name}") for name in ("published_at", "words", "words_by", "decision")}
    found = Report.objects.annotate(**way).order_by("-ends_on", "-id")
    return found if drafts else found.filter(publishing__published_at__isnull=False)


def latest_report() -> Report | None:
    """Of the open scope's community, the latest that is published."""
    found = [
        Report(id=key, kind=kind, period=period, ends_on=ends_on, content=json.loads(content))
        for key, kind, period, ends_on, content in ask(LATEST)
    ]
    return found[0] if found else None


def weeks_up_to(report: Report) -> list[Report]:
    """The report and the published ones of its kind before it, oldest first."""
    same = Report.objects.filter(kind=report.kind, ends_on__lte=report.ends_on)
    readable = same.filter(Q(pk=report.pk) | Q(publishing__published_at__isnull=False))
    return list(readable.order_by("-ends_on")[:WEEKS])[::-1]


def network_reports() -> QuerySet[NetworkReport]:
    """Latest first."""
    return NetworkReport.objects.defer("shown", "bases").order_by("-ends_on", "-id")


def published_report(period: str = "") -> NetworkReport | None:
    """The latest, or that of a period, with what communities let leave under their own names."""
    found = network_reports().select_related("community_figures")
    return (found.filter(period=period) if period else found).first()


def sums_over_time(upto: NetworkReport) -> list[tuple[str, dict[str, int]]]:
    """Of the report and those before it, oldest first: period, and the network's sums by outcome where of it."""
    found = _up_to(upto).values_list("period", "content__sums__as_of", "content__sums__cells")[:PUBLICATIONS]
    return [(period, cells) for period, as_of, cells in found if as_of == period][::-1]


def places_over_time(upto: NetworkReport) -> list[tuple[str, dict[str, Any]]]:
    """The same: period, and of its content what is said of communities and their table, which is always the first."""
    found = _up_to(upto).values_list("period", "content__places", "content__tables__0")[:PUBLICATIONS]
    return [
        (period, {"places": places, "tables": [table]})
        for period, places, table in found if table and table["as_of"] == period
    ][::-1]  # fmt: skip


def _up_to(report: NetworkReport) -> QuerySet[NetworkReport]:
    return network_reports().filter(ends_on__lte=report.ends_on)

"""Which reports there are."""

import json

from django.db.models import QuerySet

from evaluation.models import NetworkReport, Report
from tenancy.statements import ask

LATEST = """
    SELECT id, kind, period, ends_on, content::text FROM evaluation_report
    WHERE community_id = %(here)s ORDER BY ends_on DESC, id DESC LIMIT 1
"""
WEEKS = 12  # that a chart shows
PUBLICATIONS = 52  # that are looked at over time


def reports_here() -> QuerySet[Report]:
    """Of the open scope's community, latest first."""
    return Report.objects.order_by("-ends_on", "-id")


def latest_report() -> Report | None:
    """Of the open scope's community."""
    found = [
        Report(id=key, kind=kind, period=period, ends_on=ends_on, content=json.loads(content))
        for key, kind, period, ends_on, content in ask(LATEST)
    ]
    return found[0] if found else None


def weeks_up_to(report: Report) -> list[Report]:
    """The report and those of its kind before it, oldest first."""
    same = Report.objects.filter(kind=report.kind, ends_on__lte=report.ends_on)
    return list(same.order_by("-ends_on")[:WEEKS])[::-1]


def network_reports() -> QuerySet[NetworkReport]:
    """Latest first."""
    return NetworkReport.objects.defer("shown", "bases").order_by("-ends_on", "-id")


def sums_over_time() -> list[tuple[str, dict[str, int]]]:
    """Of the latest publications, oldest first: period, and the network's sums by outcome where they were of it."""
    found = network_reports().values_list("period", "content__sums__as_of", "content__sums__cells")[:PUBLICATIONS]
    return [(period, cells) for period, as_of, cells in found if as_of == period][::-1]

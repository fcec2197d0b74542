"""Which reports there are."""

from django.db.models import QuerySet

from evaluation.models import NetworkReport, Report

WEEKS = 12  # that a chart shows


def reports_here() -> QuerySet[Report]:
    """Of the open scope's community, latest first."""
    return Report.objects.order_by("-ends_on", "-id")


def weeks_up_to(report: Report) -> list[Report]:
    """The report and those of its kind before it, oldest first."""
    same = Report.objects.filter(kind=report.kind, ends_on__lte=report.ends_on)
    return list(same.order_by("-ends_on")[:WEEKS])[::-1]


def network_reports() -> QuerySet[NetworkReport]:
    """Latest first."""
    return NetworkReport.objects.defer("shown", "bases").order_by("-ends_on", "-id")

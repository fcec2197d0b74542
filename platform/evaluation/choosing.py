"""What a reader chose to compare, as the address says it: always of one published report."""

from django.http import QueryDict

from evaluation.comparing import places_in
from evaluation.forms import CompareForm
from evaluation.models import NetworkReport
from evaluation.periods import parse_period
from evaluation.queries import network_reports
from evaluation.side_by_side import choices_of

LATEST = 60  # publications that can be chosen


def asked_report(period: str) -> NetworkReport | None:
    """That of the period, else the latest."""
    return (network_reports().filter(period=period).first() if period else None) or network_reports().first()


def form_of(report: NetworkReport, asked: QueryDict) -> CompareForm:
    """What can be chosen of that report, with what was."""
    periods = list(network_reports().values_list("period", flat=True)[:LATEST])
    return CompareForm(
        asked, choices=choices_of(places_in(report.content)),
        periods=[(key, str(parse_period(key))) for key in dict.fromkeys([*periods, report.period])],
    )  # fmt: skip

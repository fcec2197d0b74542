"""What the homes show of reports."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from evaluation import observatory, queries, reading
from evaluation.queries import network_reports

QUESTIONS = (  # that the network's report answers, and where
    (_("How do enrolments end?"), "outcomes"),
    (_("Do communities differ?"), "communities"),
    (_("Do some groups do less well?"), "groups"),
    (_("How was it counted, and what is not shown?"), "method"),
)


def latest_report(request: Any) -> dict[str, Any] | None:
    """On a community's home, for those who read its reports."""
    access = request.access
    if access.community.is_network or not access.can("evaluation.see_reports"):
        return None
    report = queries.latest_report()
    if report is None:
        return None
    content = reading.for_reader(report.content, access)
    facts = reading.facts(reading.lines(content, access.community))
    return {"report": report, "headline": reading.headline(content), "facts": facts}


def network_news(request: Any) -> dict[str, Any] | None:
    """On the home of the network as a community: a policymaker's first page, and a steward's."""
    access = request.access
    if not access.community.is_network or not access.can("evaluation.see_reports"):
        return None
    return {**(published(request) or {"report": None}), "questions": QUESTIONS}


def published(request: Any) -> dict[str, Any] | None:
    """On the network's home, for everyone."""
    report = network_reports().first()
    if report is None:
        return None
    return {
        "report": report,
        "headline": observatory.headline(report.content),
        "lead": observatory.lead(report.content),
    }

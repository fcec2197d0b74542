"""Who is told that a report is ready, and in what words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from communities.queries import acting_members
from communities.roles import KEYHOLDERS, effective
from evaluation.models import Report
from evaluation.periods import parse_period
from notices.actions import notify
from web.links import url_at


def ready(told: Mapping[str, Any]) -> str:
    return _("The report is ready: %(period)s") % {"period": parse_period(told["period"])}


def tell_ready(report: Report, community: Community) -> None:
    """In the community's scope: each once, however often it is asked; one of a time long over is not mailed."""
    key, told = f"report {report.kind} {report.period}", {"period": report.period}
    path, at = url_at(community, "evaluation-report", report.period), _happened(report, community)
    notify(_who_is_told(community), "evaluation.report_ready", key=key, path=path, params=told, at=at)


def _who_is_told(community: Community) -> Iterable[UUID]:
    """Those who hold the keys of the place, if they may read its reports."""
    decided: Any = community.role_permissions
    roles = [role for role in KEYHOLDERS if "evaluation.see_reports" in effective([role], decided)]
    found: Iterable[UUID] = acting_members().filter(roles__overlap=roles).values_list("person_id", flat=True)
    return found


def _happened(report: Report, community: Community) -> datetime:
    """When its period was over."""
    _after, over = report.when.moments(community.time_zone)
    return min(over, timezone.now())

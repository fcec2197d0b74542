"""Who is told that a report is ready, and in what words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from communities.queries import acting_members
from communities.roles import KEYHOLDERS, ROLES, effective
from evaluation.models import Report
from evaluation.periods import parse_period
from notices.actions import notify
from web.links import url_at


def ready(told: Mapping[str, Any]) -> str:
    return _("The report is ready: %(period)s") % {"period": parse_period(told["period"])}


def draft(told: Mapping[str, Any]) -> str:
    return _("A draft to look over: %(period)s") % {"period": parse_period(told["period"])}


def published(told: Mapping[str, Any]) -> str:
    return _("A report is published: %(period)s") % {"period": parse_period(told["period"])}


def tell_ready(report: Report, community: Community) -> None:
    """In the community's scope: each once, however often it is asked; one of a time long over is not mailed."""
    _tell("report_ready", report, community, _holders(community, "evaluation.see_reports", of=KEYHOLDERS))


def tell_draft(report: Report, community: Community) -> None:
    _tell("draft_ready", report, community, _holders(community, "evaluation.review_reports"))


def tell_published(report: Report, community: Community) -> None:
    """Everyone who may read it: somebody looked it over for them."""
    _tell("published", report, community, _holders(community, "evaluation.see_reports"))


def _tell(kind: str, report: Report, community: Community, people: Iterable[UUID]) -> None:
    key, told = f"{kind} {report.kind} {report.period}", {"period": report.period}
    path, at = url_at(community, "evaluation-report", report.period), _happened(report, community)
    notify(people, f"evaluation.{kind}", key=key, path=path, params=told, at=None if kind == "published" else at)


def _holders(community: Community, permission: str, *, of: Iterable[str] = ROLES) -> Iterable[UUID]:
    """Those with one of these roles that has the permission there."""
    decided: Any = community.role_permissions
    roles = [role for role in of if permission in effective([role], decided)]
    found: Iterable[UUID] = acting_members().filter(roles__overlap=roles).values_list("person_id", flat=True)
    return found


def _happened(report: Report, community: Community) -> datetime:
    """When its period was over."""
    _after, over = report.when.moments(community.time_zone)
    return min(over, timezone.now())

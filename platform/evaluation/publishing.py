"""Drafts of reports: ask for one, say something first, publish it by the community's decision."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision
from communities.governance.queries import rule_in_force
from communities.governance.record.chain import take_turn
from communities.models import Community
from evaluation.actions import write_report
from evaluation.models import Publishing, Report
from evaluation.news import tell_published
from evaluation.periods import Kind, Period, between
from evaluation.scheduling import way_of
from tenancy.refusal import Refused
from tenancy.scope import current_community

REVIEW = "evaluation.review_reports"
MATTER = "reports"
MOST_A_DAY = 20  # that a community may ask for: each counts everything


def sees_drafts(access: Any) -> bool:
    """Those who look reports over, and where drafts are published by vote all who may propose so."""
    if access.can(REVIEW):
        return True
    rule = rule_in_force(MATTER) if access.membership else None
    return bool(rule and not rule.is_entrusted and rule.may_propose(access.membership))


@transaction.atomic
def ask_for_report(community: Community, *, starts: date, ends: date, at: datetime | None = None) -> Report:
    """One of the days between, both among them, or the one there is."""
    way, now = way_of(Kind.ON_DEMAND), at or timezone.now()
    if not way:
        raise Refused(_("This community has no reports on demand."))
    if ends >= now.astimezone(ZoneInfo(community.time_zone)).date():
        raise Refused(_("The last day has to be over."))
    period = _asked(starts, ends)
    recent = Report.objects.filter(kind=Kind.ON_DEMAND, written_at__gt=now - timedelta(days=1))
    if recent.exclude(period=period.key).count() >= MOST_A_DAY:
        raise Refused(_("There were %(most)s today already: wait until tomorrow.") % {"most": MOST_A_DAY})
    return write_report(community, period=period, way=way)


def _asked(starts: date, ends: date) -> Period:
    try:
        return between(starts, ends)
    except ValueError as error:
        raise Refused(_("It ends before it begins.")) from error


@transaction.atomic
def say_first(report: Report, *, words: str, by: Any) -> Publishing:
    """What readers find above the figures; refused once it is published."""
    found = _draft(report)
    found.words, found.words_by = words.strip(), by.display_name if words.strip() else ""
    found.save(update_fields=["words", "words_by"])
    return found


@transaction.atomic
def publish_report(report: Report, *, by: Person, reason: str, voted_at: datetime | None = None) -> Decision:
    """Let everyone read it who reads the community's reports, by a decision."""
    refuse_alone(MATTER, voted_at=voted_at)
    take_turn()
    found = _draft(report)
    told = {"report": str(report.pk), "period": report.period, "hash": report.hash, "words": found.words}
    title = _("Published: report, %(period)s") % {"period": report.when}
    changes = [{"what": "report published", **told}]
    decision = decide(
        by=by, kind=Decision.Kind.REPORT, title=title[:200], reason=reason, changes=changes, at=voted_at
    )  # fmt: skip
    found.published_at, found.decision = timezone.now(), decision.number
    found.save(update_fields=["published_at", "decision"])
    tell_published(report, Community.objects.get(pk=current_community()))
    return decision


def _draft(report: Report) -> Publishing:
    """Locked until the transaction ends."""
    found: Publishing = Publishing.objects.select_for_update().get(report=report)
    if found.published_at:
        raise Refused(_("It is published: nothing of it changes any more."))
    return found

"""A community's dates for calendars: terms and holidays for everyone, closings for its members."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.models import Proposal, Setting
from communities.governance.proposals.readiness import talk_until
from communities.governance.rules import Rule
from communities.models import Community, Membership
from communities.roles import effective
from notices.feeds import Entry
from tenancy.scope import in_community
from web.links import url_at

KEPT = timedelta(days=90)  # a closing stays in the calendar


def dates_of_mine() -> Iterator[Entry]:
    """Of all communities of the open scope's person; each is asked in its own scope, twice."""
    live = Membership.objects.filter(until__isnull=True).select_related("community")
    for membership in list(live):
        if not membership.is_suspended:
            with in_community(membership.community.pk):
                found = list(_dates(membership))
            yield from found


def _dates(membership: Membership) -> Iterator[Entry]:
    yield from school_days(membership.community)
    if "governance.see_decisions" in effective(membership.roles, membership.community.role_permissions):
        yield from _closings(membership.community)


def school_days(community: Community) -> Iterator[Entry]:
    """Terms and holidays as decided last, in the community's scope."""
    row = Setting.objects.filter(key="calendar").select_related("decision").order_by("-decision__number").first()
    changed = (row.decision.decided_at, row.decision.number) if row else (community.founded_at, 0)
    for term in community.calendar.get("terms", []):
        yield _days(community, f"term-{term['key']}", term, changed)
    for holiday in community.calendar.get("holidays", []):
        yield _days(community, f"holiday-{holiday['starts']}-{holiday['ends']}", holiday, changed)


def _days(community: Community, key: str, period: dict[str, Any], changed: tuple[datetime, int]) -> Entry:
    first, last = date.fromisoformat(period["starts"]), date.fromisoformat(period["ends"])
    uid, title = f"{key}@{community.pk}", f"{period['name']} · {community.name}"
    return Entry(uid, title, first, last, community.name, url_at(community, "communities-about"), *changed)


def _closings(community: Community) -> Iterator[Entry]:
    """Of what is talked over, and of votes that are open or were lately; in the community's scope."""
    shown = Proposal.objects.exclude(state__in=["draft", "withdrawn"]).order_by("number")
    for proposal in _recent(shown):
        url, told = url_at(community, "governance-proposal", proposal.number), {"title": proposal.title}
        if proposal.closes_at and proposal.voting_at:
            title, ends, since = _("Voting closes: %(title)s") % told, proposal.closes_at, proposal.voting_at
            kind = "vote"
        else:
            title, ends = _("Talk ends: %(title)s") % told, talk_until(proposal, Rule.read(proposal.rule or {}))
            kind, since = "talk", ends
        renewed = int((since - proposal.created_at).total_seconds() // 60)
        changed_at = proposal.voting_at or proposal.deliberation_at or proposal.created_at
        yield Entry(
            f"{kind}-{proposal.pk}@{community.pk}", title, ends, None, community.name, url, changed_at, max(renewed, 0)
        )


def _recent(found: Any) -> Iterable[Proposal]:
    since = timezone.now() - KEPT
    return list(found.filter(closes_at__isnull=True, state="deliberation") | found.filter(closes_at__gt=since))

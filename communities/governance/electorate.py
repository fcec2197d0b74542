"""Who may vote, written down in one statement when the voting opens."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.governance.models import Proposal
from communities.governance.rules import Rule
from tenancy.refusal import Refused
from tenancy.scope import current_community

# A learner's age must be known to be enough; everybody else is held to be old enough unless known to be younger.
ELIGIBLE = """
    FROM communities_membership m
    WHERE m.community_id = %(here)s AND m.until IS NULL AND m.roles && %(roles)s::varchar[]
        AND (m.suspended_from IS NULL OR m.suspended_from > now() OR m.suspended_until <= now())
        AND m.since <= %(since)s AND m.id <> ALL (%(left_out)s::uuid[])
"""
OLD_ENOUGH = " AND coalesce(m.born_on <= %(born)s, NOT 'learner' = ANY (m.roles))"
# Ids without time or order: nothing about a voter's row says when it was made.
FREEZE = """
    INSERT INTO governance_voter (id, community_id, proposal_id, member_id, closes_at, past_talk)
    SELECT gen_random_uuid(), m.community_id, %(proposal)s, m.id, %(closes_at)s, true
"""


def freeze_voters(proposal: Proposal, rule: Rule) -> int:
    """Says how many; refused when nobody could vote. After advice the proposer decides, so is not asked for it."""
    left_out = [proposal.proposer_id] if rule.is_advice else []
    told = {"proposal": proposal.pk, "closes_at": proposal.closes_at, **_asked(rule), "left_out": left_out}
    with connection.cursor() as cursor:
        cursor.execute(FREEZE + _eligible(rule), told)
        if not cursor.rowcount:
            raise Refused(_("By the decision rule nobody could vote."))
        return int(cursor.rowcount)


def count_eligible(rule: Rule) -> int:
    """How many could vote by it today."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_eligible(rule)}", _asked(rule))
        return int(cursor.fetchone()[0])


def _eligible(rule: Rule) -> str:
    return ELIGIBLE + (OLD_ENOUGH if rule.least_age else "")


def _asked(rule: Rule) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "here": current_community(), "roles": list(rule.electorate), "left_out": [],
        "since": today - timedelta(days=rule.member_days), "born": _years_before(today, rule.least_age),
    }  # fmt: skip


def _years_before(day: date, years: int) -> date:
    """Who is born on 29 February is a year older on 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)

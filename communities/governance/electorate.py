"""Who may vote, written down in one statement when the voting opens."""

from django.db import connection
from django.utils.translation import gettext as _

from communities.governance.models import Proposal
from communities.governance.rules import Rule
from tenancy.refusal import Refused
from tenancy.scope import current_community

# Ids without time or order: nothing about a voter's row says when it was made.
FREEZE = """
    INSERT INTO governance_voter (id, community_id, proposal_id, member_id, closes_at)
    SELECT gen_random_uuid(), m.community_id, %(proposal)s, m.id, %(closes_at)s
    FROM communities_membership m
    WHERE m.community_id = %(here)s AND m.until IS NULL AND m.roles && %(roles)s::varchar[]
        AND (m.suspended_from IS NULL OR m.suspended_from > now() OR m.suspended_until <= now())
        AND m.id <> ALL (%(left_out)s::uuid[])
"""


def freeze_voters(proposal: Proposal, rule: Rule) -> int:
    """Says how many; refused when nobody could vote. After advice the proposer decides, so is not asked for it."""
    told = {
        "proposal": proposal.pk, "closes_at": proposal.closes_at, "here": current_community(),
        "roles": list(rule.electorate), "left_out": [proposal.proposer_id] if rule.is_advice else [],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FREEZE, told)
        if not cursor.rowcount:
            raise Refused(_("By the decision rule nobody could vote."))
        return int(cursor.rowcount)

"""From sealed ballots to published ones: opened, put in the order of their random receipts, and the key destroyed."""

import json
from typing import Any

from django.db import connection, transaction

from communities.governance.models import Proposal
from communities.governance.secrecy.keys import Box, destroy_key
from jobs.outbox import enqueue
from tenancy.scope import current_community

# By receipt, and with random ids: no column, and no place in the table, tells of the order of casting.
PUBLISH = """
    INSERT INTO governance_publishedballot (id, community_id, proposal_id, receipt, content)
    SELECT gen_random_uuid(), %(here)s, %(proposal)s, told ->> 0, told -> 1
    FROM jsonb_array_elements(%(told)s::jsonb) AS told
"""


def publish_ballots(proposal: Proposal) -> list[Any]:
    """What the ballots say; raises KeyLost when they cannot all be opened."""
    box = Box(proposal)
    sealed = proposal.ballots.filter(sealed__isnull=False).values_list("voter_id", "sealed")
    told = box.open((voter, bytes(one or b"")) for voter, one in sealed)
    with connection.cursor() as cursor:
        cursor.execute(PUBLISH, {"here": current_community(), "proposal": proposal.pk, "told": told})
    return [content for _receipt, content in json.loads(told)]


def end_secrecy(proposal: Proposal) -> None:
    """Destroy what is sealed, and the key once that is committed; the outbox sees to it should this process die."""
    community_id, proposal_id = current_community(), proposal.pk
    proposal.ballots.filter(sealed__isnull=False).update(sealed=None)
    enqueue("governance.destroy_ballot_key", community_id, proposal_id)
    transaction.on_commit(lambda: destroy_key(community_id, proposal_id))

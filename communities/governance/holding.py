"""Many cast ballots at once while nobody may close or change the proposal."""

from django.db import connection

from communities.governance.models import Proposal
from tenancy.scope import current_community

HOLD = "SELECT 1 FROM governance_proposal WHERE community_id = %s AND id = %s FOR SHARE"


def held(proposal: Proposal) -> Proposal:
    """The row as it is now, until the transaction ends; others may hold it so at the same time, nobody changes it."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [current_community(), proposal.pk])
    found: Proposal = Proposal.objects.get(pk=proposal.pk)
    return found

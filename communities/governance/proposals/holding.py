"""A proposal's row held while something is done to it: by many who cast ballots, or by one who changes it."""

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


def locked(proposal: Proposal) -> Proposal:
    """The row as it is now, which nobody else reads to change it before the transaction ends."""
    found: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    return found

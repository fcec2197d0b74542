"""What is taken in by a job."""

from uuid import UUID

from curriculum.interchange.actions import carry_out
from curriculum.interchange.models import Import
from jobs.outbox import job
from tenancy.scope import in_community


@job("interchange.bring")
def bring(community_id: UUID, import_id: UUID) -> None:
    with in_community(community_id):
        asked = Import.objects.filter(pk=import_id).first()
        if asked:
            carry_out(asked)

from uuid import UUID

from files.exporting import clear_exports, write_export
from files.models import Export
from jobs.outbox import job
from tenancy.scope import in_community


@job("files.export")
def export(community: UUID, pk: UUID) -> None:
    with in_community(community):
        if found := Export.objects.filter(pk=pk).first():
            write_export(found)


@job("files.clear")
def clear(community: UUID) -> None:
    """A day after each was asked for."""
    with in_community(community):
        clear_exports()

"""Ask for a table, make it, and clear away what nobody fetches any more."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override

from accounts.models import Person
from files.exports import Asked, format_of, table_of
from files.models import Export
from jobs import progress
from jobs.outbox import enqueue
from tenancy.scope import current_community
from web.exports import Table
from web.links import url_at

STEP = 200  # lines between two words about how far it is


@transaction.atomic
def ask_for_export(kind: str, asked: Asked, *, table: Table, community: Any, by: Person) -> UUID:
    """Have a job make the table; the id is the job's, whose progress leads to the file."""
    export: Export = Export.objects.create(
        person=by, kind=kind, asked=dict(asked), language=get_language() or "en", name=table.name
    )
    job = enqueue("files.export", current_community(), export.pk)
    enqueue("files.clear", current_community(), not_before=timezone.now() + Export.KEPT)
    then = url_at(community, "files-export", export.pk)
    progress.start(job, table.count, person_id=by.pk, label=table.name, then=then)
    return job


@transaction.atomic
def write_export(export: Export) -> Export:
    """Make the file in the open scope, in the language it was asked for; done again it is the same file."""
    with override(export.language), TemporaryFile() as file:
        table = table_of(export.kind, export.asked)
        if table is None:  # gone since
            export.delete()
            return export
        format_of(table.name).write(file, replace(table, lines=_told(table.lines, table.count)))
        export.size = file.tell()
        file.seek(0)
        default_storage.delete(export.path)
        default_storage.save(export.path, File(file))
    export.save(update_fields=["size"])
    return export


@transaction.atomic
def clear_exports() -> None:
    """Those of the open scope that are older than they are kept."""
    for export in Export.objects.filter(asked_at__lt=timezone.now() - Export.KEPT):
        default_storage.delete(export.path)
        export.delete()


def _told(lines: Iterable[Any], total: int) -> Iterator[Any]:
    for number, line in enumerate(lines):
        if number % STEP == 0:
            progress.tell(min(number, total))
        yield line

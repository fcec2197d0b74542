"""Take files in: at once for a command, by a job for people, who see how far it is and what became of it."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from communities.models import Membership
from curriculum.interchange.importers import IMPORTERS, Importer, Report, Source
from curriculum.interchange.models import Import
from curriculum.interchange.sources import LARGEST, MOST_FILES, checked, sources_of
from jobs import progress
from jobs.outbox import enqueue
from tenancy.refusal import Refused
from tenancy.scope import current_community
from web.links import url_at

TURN = "SELECT pg_advisory_xact_lock(hashtextextended('imports ' || %s::uuid, 0))"


@transaction.atomic
def bring_in(importer: Importer, sources: Sequence[Source], *, by: Membership | None = None) -> Report:
    """Refused with where and why; then nothing has come in. In one community imports take turns."""
    with connection.cursor() as cursor:
        cursor.execute(TURN, [current_community()])
    return importer.bring(checked(sources, importer), by)


@transaction.atomic
def ask_for_import(importer: Importer, files: Iterable[Any], *, by: Membership) -> tuple[Import, UUID]:
    """Keep the uploads and have a job take them in; the id is the job's. What is clearly no such file is refused."""
    uploads = list(files)
    if len(uploads) > MOST_FILES or sum(one.size or 0 for one in uploads) > LARGEST:
        raise Refused(_("These are too many files at once."))
    sources = checked(sources_of((one.name or "", one.read()) for one in uploads), importer)
    made: Import = Import.objects.create(
        kind=importer.key, files=[one.name for one in sources], by=by, language=get_language() or "en"
    )
    for number, source in enumerate(sources):
        default_storage.save(made.path(number), ContentFile(source.content))
    job = enqueue("interchange.bring", current_community(), made.pk)
    then = url_at(by.community, "interchange-import", made.pk)
    progress.start(job, person_id=by.person_id, label=str(importer.label), then=then)
    return made, job


@transaction.atomic
def carry_out(asked: Import) -> Import:
    """Of one that waits; done again it does nothing. A refusal is kept with its reason, and its files go."""
    asked = Import.objects.select_for_update(of=("self",)).select_related("by").get(pk=asked.pk)
    if asked.state != Import.State.WAITING:
        return asked
    paths = [asked.path(number) for number in range(len(asked.files))]
    sources = [Source(name, _read(path)) for name, path in zip(asked.files, paths, strict=True)]
    with override(asked.language):
        try:
            with transaction.atomic():
                report = bring_in(IMPORTERS[asked.kind], sources, by=asked.by)
            asked.state, asked.made = Import.State.DONE, report.made
            asked.imported, asked.not_kept = dict(report.imported), report.not_kept
        except Refused as refusal:
            asked.state, asked.problem = Import.State.REFUSED, str(refusal)
    asked.save()
    transaction.on_commit(partial(_forget, paths))
    return asked


def _forget(paths: Iterable[str]) -> None:
    for path in paths:
        default_storage.delete(path)


def _read(path: str) -> bytes:
    with default_storage.open(path) as file:
        content: bytes = file.read()
    return content

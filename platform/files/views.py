"""Files and the logo, from their community's scope."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from files.answers import export_answer, file_answer
from files.exporting import ask_for_export
from files.exports import KINDS, Asked, format_of, table_of
from files.models import StoredFile
from files.rules import may_read
from web.exports import Table, download, spool


def stored_file(request: Any, pk: UUID, name: str) -> HttpResponseBase:
    stored = get_object_or_404(StoredFile, pk=pk)
    if not may_read(request, stored):
        raise Http404
    return file_answer(request, stored)


def logo(request: Any) -> HttpResponseBase:
    """The community's sign, for everyone who may know of it."""
    return file_answer(request, get_object_or_404(StoredFile, pk=request.access.community.logo))


def export(request: Any, kind: str, asked: Asked) -> HttpResponseBase:
    """A table as a file: at once, or, when it is big, by a job that a second click starts; called by pages."""
    table = table_of(kind, asked)
    if table is None:
        raise Http404
    if table.count <= KINDS[kind].at_once:
        return table_file(table)
    if request.method != "POST":
        return render(request, "files/export.html", {"table": table})
    job = ask_for_export(kind, asked, table=table, community=request.access.community, by=request.access.person)
    return redirect("job-progress", job)


def table_file(table: Table) -> FileResponse:
    """Written while the scope is open."""
    file, format = spool(), format_of(table.name)
    format.write(file, table)
    return download(file, table.name, format.media_type)


@require_GET
def exported(request: Any, pk: UUID) -> FileResponse:
    """For whoever asked for it, while they may see what is in it."""
    return export_answer(request.access, pk)


# open to everyone here; each looks at the file's audience
stored_file.audience = logo.audience = "public"  # type: ignore[attr-defined]

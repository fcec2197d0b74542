"""Files and the logo, from their community's scope."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from files.answers import file_answer
from files.models import StoredFile
from files.rules import may_read


def stored_file(request: Any, pk: UUID, name: str) -> HttpResponseBase:
    stored = get_object_or_404(StoredFile, pk=pk)
    if not may_read(request, stored):
        raise Http404
    return file_answer(request, stored)


def logo(request: Any) -> HttpResponseBase:
    """The community's sign, for everyone who may know of it."""
    return file_answer(request, get_object_or_404(StoredFile, pk=request.access.community.logo))


# open to everyone here; each looks at the file's audience
stored_file.audience = logo.audience = "public"  # type: ignore[attr-defined]

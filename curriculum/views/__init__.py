"""The pages of a community's curricula."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from curriculum.models import Curriculum
from curriculum.rules import may_write, may_write_along


def readable(request: Any, pk: UUID) -> Curriculum:
    """For members who may read, and for whoever writes along on it; a stranger is told that there is nothing."""
    curriculum: Curriculum = get_object_or_404(Curriculum, pk=pk)
    if request.access.can("curriculum.read") or may_write_along(request.access, curriculum):
        return curriculum
    raise _refusal(request)


def writable(request: Any, pk: UUID) -> Curriculum:
    """The same for writing."""
    curriculum: Curriculum = get_object_or_404(Curriculum, pk=pk)
    if may_write(request.access, curriculum):
        return curriculum
    raise _refusal(request)


def _refusal(request: Any) -> Exception:
    return PermissionDenied() if request.access.membership else Http404()

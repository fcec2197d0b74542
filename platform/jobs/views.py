"""How far my long work is."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from jobs.progress import read


@login_required
@never_cache
def job_progress(request: Any, pk: UUID) -> HttpResponse:
    """The whole page, or for htmx the part of it that changes."""
    progress = read(pk, person_id=request.user.pk)
    if progress is None:
        raise Http404
    template = "jobs/progress.html#now" if request.htmx else "jobs/progress.html"
    return render(request, template, {"progress": progress, "pk": pk})

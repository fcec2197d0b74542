"""Pages for those who write programs: the API's documentation, and what its problems mean."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from drf_spectacular.views import SpectacularSwaggerSplitView

from api.problems import KINDS


class DocumentationPage(SpectacularSwaggerSplitView):
    """Its script is a file of its own, as the browser runs none from within a page."""

    template_name = "api/docs.html"


@require_GET
def problem_page(request: Any, slug: str) -> HttpResponse:
    if slug not in KINDS:
        raise Http404
    return render(request, "api/problem.html", {"kind": KINDS[slug]})

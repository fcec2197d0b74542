"""What was published: the curriculum's page, one version, and two compared."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from communities.access import PersonRequest, open_to
from curriculum.comparing import described_changes, told_by_key
from curriculum.licences import terms_of
from curriculum.models import Version
from curriculum.part_queries import frameworks_of
from curriculum.queries import changes_between, draft_tree, version_tree
from curriculum.registry import CURRICULUM_PAGE, panels_of
from curriculum.rules import readable
from web.links import redirect_here


@require_GET
@open_to("people")
def curriculum(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Where it came from, what became of it, and what its latest version holds."""
    shown, writes = readable(request.access, pk)
    versions = list(shown.versions.order_by("number"))
    latest = versions[-1] if versions else None
    if latest is None and request.access.membership is None:
        return redirect_here(request, "curriculum-draft", pk)
    branches = version_tree(latest) if latest else draft_tree(shown)
    context: dict[str, Any] = {
        "curriculum": shown,
        "writes": writes,
        "versions": versions,
        "latest": latest,
        "branches": branches,
        "minutes": sum(branch.minutes for branch in branches),
        "licence": terms_of((latest or shown).licence),
        "panels": panels_of(CURRICULUM_PAGE, request, shown),
    }
    if latest and latest.number > 1 and shown.origins.exists():
        context["since"] = told_by_key(changes_between(versions[0], latest))
    return render(request, "curriculum/curriculum.html", context)


@require_GET
@open_to("people")
def version(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """All of it to read; with `?open`, unfolded to print."""
    readable(request.access, pk)
    shown = get_object_or_404(Version.objects.select_related("curriculum"), curriculum=pk, number=number)
    branches = version_tree(shown)
    context = {
        "version": shown,
        "curriculum": shown.curriculum,
        "branches": branches,
        "minutes": sum(branch.minutes for branch in branches),
        "licence": terms_of(shown.licence),
        "unfolded": "open" in request.GET,
        "frameworks": frameworks_of(branches),
        "takes": shown if request.access.membership and request.access.can("curriculum.read") else None,
    }
    return render(request, "curriculum/version.html", context)


@require_GET
@open_to("people")
def compare(request: PersonRequest, pk: UUID, old: int, new: int) -> HttpResponse:
    shown, writes = readable(request.access, pk)
    before, after = (get_object_or_404(Version, curriculum=pk, number=number) for number in (old, new))
    changes = changes_between(before, after)
    context = {
        "curriculum": shown,
        "writes": writes,
        "old": before,
        "new": after,
        "changes": [one for one in changes if one.what != "same"],
        "same": sum(one.what == "same" for one in changes),
        "described": described_changes(before, after),
    }
    return render(request, "curriculum/compare.html", context)

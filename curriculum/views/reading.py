"""Lists, a curriculum with its thread, its versions, and what differs between two."""

from uuid import UUID

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from communities.access import CommunityRequest, needs, open_to
from curriculum.comparing import compare, described_changes
from curriculum.forms import CoauthorForm, FilterForm
from curriculum.models import Version
from curriculum.nodes import data_of, tree
from curriculum.queries import curricula, outline_of, versions_of
from curriculum.rules import may_write
from curriculum.views import readable
from web.paging import page_of


@require_GET
@needs("curriculum.read")
def curriculum_list(request: CommunityRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    found = curricula(**form.filters, drafts=request.access.can("curriculum.write"))
    context = {"form": form, "page": page_of(request, found, 30), "narrowed": any(form.filters.values())}
    return render(request, "curriculum/list.html", context)


@require_GET
@open_to("people")
def curriculum(request: CommunityRequest, pk: UUID) -> HttpResponse:
    shown = readable(request, pk)
    writes = may_write(request.access, shown)
    versions = list(versions_of(shown))
    units = outline_of(shown) if writes or not versions else tree(data_of(n) for n in versions[0].nodes.all())
    context = {
        "curriculum": shown, "versions": versions, "units": units, "writes": writes,
        "grants": list(shown.grants.all()) if writes else [], "coauthor_form": CoauthorForm(),
    }  # fmt: skip
    return render(request, "curriculum/curriculum.html", context)


@require_GET
@open_to("people")
def version(request: CommunityRequest, pk: UUID, number: int) -> HttpResponse:
    """One version, whole; its nodes are read in one query."""
    shown = readable(request, pk)
    found = get_object_or_404(Version, curriculum=shown, number=number)
    units = tree(data_of(node) for node in found.nodes.all())
    last = versions_of(shown).aggregate(last=Max("number"))["last"]
    context = {"curriculum": shown, "version": found, "units": units, "last": last}
    return render(request, "curriculum/version.html", context)


@require_GET
@open_to("people")
def comparison(request: CommunityRequest, pk: UUID, old: int, new: int) -> HttpResponse:
    shown = readable(request, pk)
    before, after = (get_object_or_404(Version, curriculum=shown, number=number) for number in (old, new))
    sides = ([data_of(node) for node in side.nodes.all()] for side in (before, after))
    changes = [change for change in compare(*sides) if change.what != "same"]
    context = {
        "curriculum": shown, "old": before, "new": after, "changes": changes,
        "described": described_changes(before, after),
    }  # fmt: skip
    return render(request, "curriculum/comparison.html", context)

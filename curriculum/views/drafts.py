"""The draft: its outline, and what it says about itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from communities.names import language_names
from curriculum.actions import archive_curriculum, edit_curriculum, restore_curriculum
from curriculum.forms import CurriculumForm
from curriculum.nodes import data_of, tree
from curriculum.placing import Outline
from curriculum.queries import subjects
from curriculum.registry import DRAFT_PAGE, marks_of, panels_of
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here


@require_GET
@open_to("people")
def draft(request: PersonRequest, pk: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    nodes = list(curriculum.nodes.all())
    branches = tree(map(data_of, nodes))
    last = curriculum.versions.order_by("-number").first()
    shown = {
        "curriculum": curriculum,
        "branches": branches,
        "steps": Outline(nodes).steps(),
        "last": last,
        "minutes": sum(branch.minutes for branch in branches),
        "marks": marks_of(request, curriculum),
        "panels": panels_of(DRAFT_PAGE, request, curriculum),
    }
    return render(request, "curriculum/draft.html", shown)


@require_http_methods(["GET", "POST"])
@open_to("people")
def about(request: PersonRequest, pk: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    form = CurriculumForm(request.POST or None, instance=curriculum, community=request.access.community)
    if form.is_valid():
        try:
            edit_curriculum(curriculum, **form.cleaned_data)
            return redirect_here(request, "curriculum-draft", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "curriculum": curriculum, "language_names": language_names(), "subjects": subjects()}
    return render(request, "curriculum/about.html", shown, status=422 if form.is_bound else 200)


@require_POST
@needs("curriculum.write")
def archive(request: MemberRequest, pk: UUID) -> HttpResponse:
    curriculum = archive_curriculum(writable(request.access, pk))
    messages.success(request, _("“%(title)s” is in the archive.") % {"title": curriculum.title})
    return redirect_here(request, "curriculum-list")


@require_POST
@needs("curriculum.write")
def restore(request: MemberRequest, pk: UUID) -> HttpResponse:
    restore_curriculum(writable(request.access, pk))
    return redirect_here(request, "curriculum-draft", pk)

"""The community's curricula, and the start of a new one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from communities.names import language_names
from curriculum.actions import create_curriculum
from curriculum.forms import CurriculaFilter, CurriculumForm
from curriculum.queries import listed, subjects
from curriculum.registry import CURRICULA_PAGE
from curriculum.sharing import licence_here
from web.links import redirect_here
from web.paging import page_of
from web.registry import panels_for


@require_GET
@needs("curriculum.read")
def curricula(request: MemberRequest) -> HttpResponse:
    writer = request.access.can("curriculum.write")
    form = CurriculaFilter(request.GET, subjects=subjects(), drafts=writer)
    chosen = form.chosen()
    page = page_of(request, listed(drafts=writer, **chosen), size=30)
    shown = {"form": form, "page": page, "writer": writer, "narrowed": any(chosen.values())}
    shown["panels"] = panels_for(request, CURRICULA_PAGE)
    return render(request, "curriculum/list.html", shown)


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def new(request: MemberRequest) -> HttpResponse:
    community, by = request.access.community, request.access.membership
    assert by
    begins = {"language": next(iter(community.languages), "en"), "licence": licence_here()}
    form = CurriculumForm(request.POST or None, community=community, initial=begins)
    if form.is_valid():
        made = create_curriculum(by=by, **form.cleaned_data)
        return redirect_here(request, "curriculum-draft", made.pk)
    shown = {"form": form, "language_names": language_names(), "subjects": subjects()}
    return render(request, "curriculum/new.html", shown, status=422 if form.is_bound else 200)

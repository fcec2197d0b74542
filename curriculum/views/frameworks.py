"""Frameworks of competencies: the list, one level by level, one competency, and writing them by hand."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.names import language_names
from curriculum import actions
from curriculum.framework_forms import CompetencyForm, FrameworkFilter, FrameworkForm, LinkForm
from curriculum.framework_queries import beneath, competencies, frameworks, links_of, path_to
from curriculum.models import Competency, CompetencyLink, Framework
from curriculum.part_queries import named_by
from curriculum.registry import COMPETENCY_PAGE, FRAMEWORK_PAGE, panels_of
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_GET
@needs("curriculum.read")
def list_of_frameworks(request: MemberRequest) -> HttpResponse:
    form = FrameworkFilter(request.GET, auto_id="filter_%s")
    chosen = form.chosen()
    page = page_of(request, frameworks(**chosen))
    shown = {"form": form, "chosen": chosen, "page": page, "writer": request.access.can("curriculum.write")}
    return render(request, "curriculum/frameworks.html", shown)


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def new(request: MemberRequest) -> HttpResponse:
    form = FrameworkForm(request.POST or None, initial={"language": next(iter(request.access.community.languages), "")})
    if form.is_valid():
        made = actions.create_framework(by=request.access.membership, **form.cleaned_data)
        return redirect_here(request, "curriculum-framework", made.pk)
    return _filling_in(request, form, None)


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Framework, pk=pk)
    form = FrameworkForm(request.POST or None, instance=one)
    if form.is_valid() and _done(form, lambda given: actions.edit_framework(one, **given)):
        return redirect_here(request, "curriculum-framework", pk)
    return _filling_in(request, form, one)


@require_GET
@needs("curriculum.read")
def framework(request: MemberRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Framework, pk=pk)
    form = FrameworkFilter(request.GET, auto_id="filter_%s")
    chosen = form.chosen()
    page = page_of(request, competencies(one, text=chosen["text"]), size=50)
    shown = {
        "framework": one, "form": form, "chosen": chosen, "page": page, "below": beneath(one, list(page.rows)),
        "writes": request.access.can("curriculum.write") and not one.is_imported,
        "panels": panels_of(FRAMEWORK_PAGE, request, one),
    }  # fmt: skip
    return render(request, "curriculum/framework.html", shown)


@require_GET
@needs("curriculum.read")
def competency(request: MemberRequest, pk: UUID, key: UUID) -> HttpResponse:
    return _competency_page(request, _found(pk, key), LinkForm())


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def write(request: MemberRequest, pk: UUID, key: UUID | None = None) -> HttpResponse:
    """A new one (`?under=` a key), or another wording of one."""
    one = get_object_or_404(Framework, pk=pk)
    known = _found(pk, key) if key else None
    under = get_object_or_404(one.competencies, key=request.GET["under"]) if "under" in request.GET else None
    form = CompetencyForm(request.POST or None, instance=known)
    if form.is_valid():
        parent = {"parent_key": under.key} if under else {}
        made = _done(
            form,
            lambda given: (
                actions.edit_competency(known, **given) if known else actions.add_competency(one, **parent, **given)
            ),
        )
        if made:
            return redirect_here(request, "curriculum-competency", pk, made.key)
    shown = {"form": form, "framework": one, "competency": known, "under": under}
    return render(request, "curriculum/write_competency.html", shown, status=422 if form.errors else 200)


@require_POST
@needs("curriculum.write")
def move(request: MemberRequest, pk: UUID, key: UUID, to: str) -> HttpResponse:
    one = _found(pk, key)
    try:
        actions.move_competency(one, up=to == "up")
    except Refused as refusal:
        return _competency_page(request, one, LinkForm(), str(refusal))
    return redirect_here(request, "curriculum-competency", pk, key)


@require_POST
@needs("curriculum.write")
def delete(request: MemberRequest, pk: UUID, key: UUID) -> HttpResponse:
    one = _found(pk, key)
    try:
        actions.delete_competency(one)
    except Refused as refusal:
        return _competency_page(request, one, LinkForm(), str(refusal))
    if one.parent_key:
        return redirect_here(request, "curriculum-competency", pk, one.parent_key)
    return redirect_here(request, "curriculum-framework", pk)


@require_POST
@needs("curriculum.write")
def link(request: MemberRequest, pk: UUID, key: UUID) -> HttpResponse:
    one, form = _found(pk, key), LinkForm(request.POST)
    if form.is_valid() and _done(form, lambda given: actions.link_competencies(one, **given)):
        return redirect_here(request, "curriculum-competency", pk, key)
    return _competency_page(request, one, form)


@require_POST
@needs("curriculum.write")
def unlink(request: MemberRequest, pk: UUID, key: UUID, link: UUID) -> HttpResponse:
    one = _found(pk, key)
    try:
        actions.unlink_competencies(get_object_or_404(CompetencyLink, pk=link, origin=one))
    except Refused as refusal:
        return _competency_page(request, one, LinkForm(), str(refusal))
    return redirect_here(request, "curriculum-competency", pk, key)


def _found(pk: UUID, key: UUID) -> Competency:
    found: Competency = get_object_or_404(Competency.objects.select_related("framework"), framework=pk, key=key)
    return found


def _done(form: Any, act: Callable[[dict[str, Any]], Any]) -> Any:
    """What the action made, or nothing with the reason in the form."""
    try:
        return act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _filling_in(request: MemberRequest, form: FrameworkForm, one: Framework | None) -> HttpResponse:
    shown = {"form": form, "framework": one, "language_names": language_names()}
    return render(request, "curriculum/write_framework.html", shown, status=422 if form.errors else 200)


def _competency_page(request: MemberRequest, one: Competency, form: LinkForm, refusal: str = "") -> HttpResponse:
    links, linked = links_of(one)
    page = page_of(request, competencies(one.framework, under=one.key), size=50)
    shown = {
        "framework": one.framework, "competency": one, "path": path_to(one), "links": links, "linked": linked,
        "page": page, "below": beneath(one.framework, list(page.rows)), "form": form, "refusal": refusal,
        "writes": request.access.can("curriculum.write") and not one.framework.is_imported, "named_by": named_by(one),
        "panels": panels_of(COMPETENCY_PAGE, request, one),
    }  # fmt: skip
    return render(request, "curriculum/competency.html", shown, status=422 if refusal or form.errors else 200)

"""The parts of a draft, written in Markdown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import PersonRequest, open_to
from communities.names import language_names
from curriculum.actions import Overtaken, add_node, delete_node, edit_node, move_node, place_node
from curriculum.meanwhile import beside
from curriculum.models import Curriculum, Kind, Node
from curriculum.part_forms import NodeForm
from curriculum.pictures import with_file
from curriculum.placing import MOST_NODES, Direction
from curriculum.registry import PART_HEAD, PART_PAGE, panels_of
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here, url_here


@require_http_methods(["GET", "POST"])
@open_to("people")
def new(request: PersonRequest, pk: UUID) -> HttpResponse:
    """`?kind=` a Kind, or an activity; `?in=` the key of a unit."""
    curriculum = writable(request.access, pk)
    kind = Kind.ACTIVITY if request.GET.get("kind") not in Kind else Kind(request.GET["kind"])
    parent = _unit(curriculum, request.GET.get("in", ""))
    form = NodeForm(request.POST or None, request.FILES or None, community=curriculum.community.name, kind=kind)
    if form.is_valid() and "preview" not in request.POST:
        try:
            written = with_file(form.written(), form.cleaned_data["file"], request.access.community)
            node = add_node(curriculum, parent_key=parent.key if parent else None, **{"kind": kind, **written})
            if node.kind == Kind.ASSESSMENT:  # to write its questions
                return redirect_here(request, "curriculum-node", pk, node.key)
            return _to_outline(request, node)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, form, curriculum=curriculum, kind=kind, parent=parent)


@require_http_methods(["GET", "POST"])
@open_to("people")
def edit(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    node = _node(curriculum, key)
    about: dict[str, Any] = {"instance": node, "kind": node.kind, "community": curriculum.community.name}
    form = NodeForm(request.POST or None, request.FILES or None, **about)
    meanwhile = None
    if form.is_valid() and "preview" not in request.POST:
        try:
            written = with_file(form.written(), form.cleaned_data["file"], request.access.community)
            edit_node(node, seen=form.cleaned_data["seen"], **written)
            if form.cleaned_data["file"]:  # to move its line to where it belongs
                return redirect_here(request, "curriculum-node", pk, key)
            return _to_outline(request, node)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, Overtaken):
                node = _node(curriculum, key)
                meanwhile = beside(form, node, form.written(), node=node)
    parent = _unit(curriculum, str(node.parent_key or ""))
    shown = {"curriculum": curriculum, "kind": node.kind, "parent": parent, "node": node, "meanwhile": meanwhile}
    return _page(request, form, **shown)


@require_POST
@open_to("people")
def preview(request: PersonRequest, pk: UUID) -> HttpResponse:
    """While one writes: how it will read; with `save`, a key, what is complete is kept too."""
    curriculum = writable(request.access, pk)
    shown: dict[str, Any] = {"body": request.POST.get("body", "")}
    key = request.POST.get("save")
    if key:
        node = _node(curriculum, _uuid(key))
        form = NodeForm(request.POST, instance=node, kind=node.kind, community=curriculum.community.name)
        shown["saved"] = None
        if form.is_valid():
            try:
                shown["saved"] = edit_node(node, seen=form.cleaned_data["seen"], **form.written())
            except Refused as refusal:
                shown["refusal"] = refusal
                shown["overtaken"] = isinstance(refusal, Overtaken)
    return render(request, "curriculum/preview.html", shown)


@require_POST
@open_to("people")
def move(request: PersonRequest, pk: UUID, key: UUID, to: str) -> HttpResponse:
    """A step that cannot be made changes nothing."""
    node = _node(writable(request.access, pk), key)
    if to not in Direction:
        raise Http404
    try:
        move_node(node, direction=to)
    except Refused as refusal:
        messages.info(request, str(refusal))
    return _to_outline(request, node)


@require_POST
@open_to("people")
def place(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Where it was dragged; a refusal answers with its reason alone."""
    node = _node(writable(request.access, pk), key)
    parent, at = request.POST.get("parent", ""), request.POST.get("at", "")
    if not at.isdecimal():
        raise BadRequest
    try:
        place_node(node, parent_key=_uuid(parent) if parent else None, at=min(int(at[:9]), MOST_NODES))
    except Refused as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return _to_outline(request, node)


@require_POST
@open_to("people")
def delete(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    delete_node(_node(writable(request.access, pk), key))
    return redirect_here(request, "curriculum-draft", pk)


def _page(request: PersonRequest, form: NodeForm, **shown: Any) -> HttpResponse:
    previewed = "preview" in request.POST
    if form.is_bound:
        shown["body"] = form["body"].value() or ""
    status = 422 if form.is_bound and not previewed else 200
    shown = {"form": form, "language_names": language_names(), **shown}
    if "node" in shown:
        shown["above"] = panels_of(PART_HEAD, request, shown["node"])
        shown["panels"] = panels_of(PART_PAGE, request, shown["node"])
    return render(request, "curriculum/node.html", shown, status=status)


def _node(curriculum: Curriculum, key: UUID) -> Node:
    node: Node = get_object_or_404(curriculum.nodes.select_related("curriculum"), key=key)
    return node


def _unit(curriculum: Curriculum, key: str) -> Node | None:
    return get_object_or_404(curriculum.nodes, key=_uuid(key), kind=Kind.UNIT) if key else None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest from None


def _to_outline(request: PersonRequest, node: Node) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{url_here(request, 'curriculum-draft', node.curriculum_id)}#n-{node.key}")

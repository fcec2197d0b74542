"""Start a curriculum, say what it is, and write its units and activities."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import CommunityRequest, needs, open_to
from curriculum.actions import add_node, create_curriculum, delete_node, edit_curriculum, edit_node, move_node
from curriculum.forms import AboutForm, NodeForm
from curriculum.models import Curriculum, Kind, Node
from curriculum.placing import Direction
from curriculum.views import writable
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def new_curriculum(request: CommunityRequest) -> HttpResponse:
    assert request.access.community
    assert request.access.membership
    form = AboutForm(request.POST or None, community=request.access.community)
    if form.is_valid():
        try:
            made = create_curriculum(by=request.access.membership, **form.about)
            return redirect_here(request, "curriculum-curriculum", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "curriculum/about.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@open_to("people")
def edit_about(request: CommunityRequest, pk: UUID) -> HttpResponse:
    shown = writable(request, pk)
    assert request.access.community
    form = AboutForm(request.POST or None, instance=shown, community=request.access.community)
    if form.is_valid():
        try:
            edit_curriculum(Curriculum.objects.get(pk=pk), **form.about)
            return redirect_here(request, "curriculum-curriculum", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "curriculum": Curriculum.objects.get(pk=pk)}
    return render(request, "curriculum/about.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@open_to("people")
def new_node(request: CommunityRequest, pk: UUID) -> HttpResponse:
    """`?in=<key>` puts it into that unit; `?kind=unit` makes a unit."""
    shown = writable(request, pk)
    parent = shown.nodes.filter(key=_key(request.GET.get("in", ""))).first()
    kind = Kind.UNIT if request.GET.get("kind") == "unit" or parent is None else Kind.ACTIVITY
    form = NodeForm(request.POST or None)
    if form.is_valid() and "preview" not in request.POST:
        try:
            add_node(shown, kind=kind, parent_key=parent.key if parent else None, **form.written)
            return redirect_here(request, "curriculum-curriculum", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _node_page(request, shown, form, {"kind": kind, "parent": parent})


@require_http_methods(["GET", "POST"])
@open_to("people")
def edit_one(request: CommunityRequest, pk: UUID, key: UUID) -> HttpResponse:
    shown = writable(request, pk)
    node = get_object_or_404(Node, curriculum=shown, key=key)
    form = NodeForm(request.POST or None, instance=node, initial={"seen": node.edited_at.isoformat()})
    if form.is_valid() and "preview" not in request.POST:
        try:
            edit_node(node, seen=_moment(form.cleaned_data["seen"]), **form.written)
            return redirect_here(request, "curriculum-curriculum", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _node_page(request, shown, form, {"kind": node.kind, "node": node})


def _node_page(request: CommunityRequest, shown: Curriculum, form: NodeForm, more: dict[str, Any]) -> HttpResponse:
    """With a preview when that was asked for; nothing is written then."""
    wants_preview = "preview" in request.POST
    preview = request.POST.get("body") if wants_preview else None
    context = {"curriculum": shown, "form": form, "preview": preview, **more}
    return render(request, "curriculum/node.html", context, status=422 if form.is_bound and not wants_preview else 200)


@require_POST
@open_to("people")
def move_one(request: CommunityRequest, pk: UUID, key: UUID, to: str) -> HttpResponse:
    """A step that cannot be made changes nothing."""
    shown = writable(request, pk)
    if to not in Direction.values:
        raise Http404
    node = get_object_or_404(Node, curriculum=shown, key=key)
    try:
        move_node(node, direction=to)
    except Refused as refusal:
        messages.info(request, str(refusal))
    return redirect_here(request, "curriculum-curriculum", pk)


@require_http_methods(["GET", "POST"])
@open_to("people")
def delete_one(request: CommunityRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Ask first."""
    shown = writable(request, pk)
    node = get_object_or_404(Node, curriculum=shown, key=key)
    if request.method == "POST":
        delete_node(node)
        return redirect_here(request, "curriculum-curriculum", pk)
    inside = shown.nodes.filter(parent_key=key).count()
    return render(request, "curriculum/delete.html", {"curriculum": shown, "node": node, "inside": inside})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None

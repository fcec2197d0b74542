"""Files of a part: put in, described, captioned and taken out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import PersonRequest, open_to
from communities.names import language_names
from curriculum.media.actions import add_medium, drop_captions, edit_medium, keep_captions, remove_medium
from curriculum.media.forms import CaptionsForm, MediumForm, NewMediumForm
from curriculum.models import Node
from curriculum.rules import writable
from curriculum.values import Medium
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@open_to("people")
def media(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    node = _part(request, pk, key)
    form = NewMediumForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = add_medium(node, **form.cleaned_data)
            return redirect_here(request, "curriculum-medium", pk, key, made.file)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return _shown(request, "media", node, form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@open_to("people")
def medium(request: PersonRequest, pk: UUID, key: UUID, file: UUID) -> HttpResponse:
    node, found = _found(request, pk, key, file)
    form = _form(node, found, request.POST or None)
    if form.is_valid():
        try:
            edit_medium(node, file, **form.cleaned_data)
            messages.success(request, _("What is said of the file is kept."))
            return redirect_here(request, "curriculum-media", pk, key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.is_bound else 200
    return _shown(request, "medium", node, medium=found, form=form, captions=CaptionsForm(), status=status)


@require_POST
@open_to("people")
def captions(request: PersonRequest, pk: UUID, key: UUID, file: UUID) -> HttpResponse:
    node, found = _found(request, pk, key, file)
    given = CaptionsForm(request.POST, request.FILES)
    if given.is_valid():
        try:
            keep_captions(node, file, **given.cleaned_data)
            return redirect_here(request, "curriculum-medium", pk, key, file)
        except Refused as refusal:
            given.add_error("file", str(refusal))
    return _shown(request, "medium", node, medium=found, form=_form(node, found), captions=given, status=422)


@require_POST
@open_to("people")
def no_captions(request: PersonRequest, pk: UUID, key: UUID, file: UUID, language: str) -> HttpResponse:
    node, _medium = _found(request, pk, key, file)
    drop_captions(node, file, language=language)
    return redirect_here(request, "curriculum-medium", pk, key, file)


@require_POST
@open_to("people")
def delete(request: PersonRequest, pk: UUID, key: UUID, file: UUID) -> HttpResponse:
    remove_medium(_part(request, pk, key), file)
    return redirect_here(request, "curriculum-media", pk, key)


def _part(request: PersonRequest, pk: UUID, key: UUID) -> Node:
    rows = writable(request.access, pk).nodes.select_related("curriculum", "community")
    node: Node = get_object_or_404(rows, key=key)
    return node


def _found(request: PersonRequest, pk: UUID, key: UUID, file: UUID) -> tuple[Node, Medium]:
    node = _part(request, pk, key)
    for one in node.media:
        if one.file == file:
            return node, one
    raise Http404


def _form(node: Node, found: Medium, given: Any = None) -> MediumForm:
    said = {name: getattr(found, name) for name in ("title", "language", "transcript")}
    return MediumForm(given, initial={**said, "seen": node.edited_at.isoformat()})


def _shown(request: PersonRequest, template: str, node: Node, *, status: int, **shown: Any) -> HttpResponse:
    if found := shown.get("medium"):
        shown["shown"] = [found]
    about = {"curriculum": node.curriculum, "node": node, "language_names": language_names()}
    return render(request, f"curriculum/{template}.html", {**about, **shown}, status=status)

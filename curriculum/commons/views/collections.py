"""Collections: read and found by everyone, kept by a community."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import AccessRequest, MemberRequest, needs
from communities.names import language_names
from curriculum.commons.collecting import actions
from curriculum.commons.collecting.forms import CollectForm, CollectionForm, CollectionsFilter, NoteForm
from curriculum.commons.collecting.queries import collection, collections, entries_of, kept_by
from curriculum.commons.models import Collection, CollectionEntry
from curriculum.commons.queries import readable
from curriculum.commons.rules import where_one_may
from curriculum.commons.structured import as_collection
from tenancy.refusal import Refused
from web.paging import page_of
from web.structured import json_ld

KEEPS = "curriculum.publish"


@require_GET
def all_of_them(request: AccessRequest) -> HttpResponse:
    form = CollectionsFilter(request.GET)
    text = form.chosen()["q"]
    shown = {
        "form": form, "narrowed": text, "page": page_of(request, collections(text), 20),
        "homes": where_one_may(request.access, KEEPS),
    }  # fmt: skip
    return render(request, "commons/collections.html", shown)


@require_GET
def one(request: AccessRequest, pk: UUID) -> HttpResponse:
    """Its keepers change it here."""
    found = collection(pk)
    if found is None:
        raise Http404
    entries = entries_of(found)
    told = as_collection(found, entries, address=request.build_absolute_uri(), at=request.build_absolute_uri)
    keeps = found.community in where_one_may(request.access, KEEPS)
    shown = {"collection": found, "entries": entries, "keeps": keeps, "structured": json_ld(told)}
    return render(request, "commons/collection.html", shown)


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def edit(request: MemberRequest, pk: UUID | None = None) -> HttpResponse:
    """A new one, or what one says about itself."""
    known = _own(request, pk) if pk else None
    begins: dict[str, Any] = {"language": next(iter(request.access.community.languages), "en")}
    if known:
        begins = {name: getattr(known, name) for name in CollectionForm.base_fields}
    form = CollectionForm(request.POST or None, initial=begins)
    if form.is_valid():
        given = form.cleaned_data
        try:
            by = request.access.membership
            made = actions.edit_collection(known, **given) if known else actions.make_collection(by=by, **given)
            return _to(made.pk)
        except Refused as problem:
            form.add_error(None, str(problem))
    shown = {"form": form, "collection": known, "language_names": language_names()}
    return render(request, "commons/collection_write.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(KEEPS)
def delete(request: MemberRequest, pk: UUID) -> HttpResponse:
    actions.delete_collection(_own(request, pk))
    messages.success(request, _("The collection is gone; what was in it stays in the commons."))
    return HttpResponseRedirect(reverse("commons-collections"))


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def collect(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Put a shared version into a collection."""
    shared, community = readable(pk), request.access.community
    if shared is None:
        raise Http404
    form = CollectForm(request.POST or None, kept=kept_by(community))
    if form.is_valid():
        given = form.cleaned_data
        try:
            into = form.kept.get(given.get("into", "")) or actions.make_collection(
                by=request.access.membership, title=given["title"], language=next(iter(community.languages), "en")
            )
            actions.add_entry(into, shared, note=given["note"])
            return _to(into.pk)
        except Refused as problem:
            form.add_error(None, str(problem))
    shown = {"form": form, "shared": shared}
    return render(request, "commons/collect.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(KEEPS)
def note(request: MemberRequest, pk: UUID) -> HttpResponse:
    entry = _entry(request, pk)
    form = NoteForm(request.POST or None, initial={"note": entry.note})
    if form.is_valid():
        actions.write_note(entry, **form.cleaned_data)
        return _to(entry.collection_id)
    shown = {"form": form, "entry": entry, "shared": readable(entry.shared_id)}
    return render(request, "commons/collection_note.html", shown, status=422 if form.errors else 200)


@require_POST
@needs(KEEPS)
def move(request: MemberRequest, pk: UUID, to: str) -> HttpResponse:
    return _done(_entry(request, pk), lambda entry: actions.move_entry(entry, to=to))


@require_POST
@needs(KEEPS)
def remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _done(_entry(request, pk), actions.remove_entry)


def _done(entry: CollectionEntry, act: Callable[[CollectionEntry], None]) -> HttpResponse:
    act(entry)
    return _to(entry.collection_id)


def _to(pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("commons-collection", args=[pk]))


def _own(request: MemberRequest, pk: UUID) -> Collection:
    found: Collection = get_object_or_404(kept_by(request.access.community), pk=pk)
    return found


def _entry(request: MemberRequest, pk: UUID) -> CollectionEntry:
    rows = CollectionEntry.objects.filter(collection__community=request.access.community)
    found: CollectionEntry = get_object_or_404(rows.select_related("collection"), pk=pk)
    return found

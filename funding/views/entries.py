"""The register, and one entry of it."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from communities.access import MemberRequest, needs
from communities.models import Membership
from files.views import export
from funding.forms.books import RegisterForm
from funding.holds import keeper_of
from funding.models import Entry, Seal
from funding.privacy import seen_entries, sees_all
from funding.rules import attachments_for
from funding.words import in_words, rate_used
from web.paging import page_of


@needs("funding.see_books")
def register(request: MemberRequest) -> HttpResponse:
    form = RegisterForm(request.GET, access=request.access)
    asked = form.asked()
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "form": form,
        "narrowed": bool(replace(asked, text="")),
        "entries": page_of(request, seen_entries(request.access, asked)),
        "query": query.urlencode(),
    }
    return render(request, "funding/entries.html", shown)


@needs("funding.see_books")
def register_csv(request: MemberRequest) -> HttpResponseBase:
    kind = "funding.entries_kept" if sees_all(request.access) else "funding.entries"
    return export(request, kind, request.GET.dict())


@needs("funding.see_books")
def entry(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(seen_entries(request.access).select_related("reverses"), pk=pk)
    actor = Membership.objects.filter(person=found.actor_id).order_by("-since").first() if found.actor_id else None
    keeper = keeper_of(found)
    seal = Seal.objects.filter(pk=pk).first()
    shown = {
        "entry": found,
        "words": in_words(found.transfers.all()),
        "rate": rate_used(found.transfers.all()) if found.kind == found.Kind.EXCHANGE else "",
        "actor": actor,
        "seal": seal,
        "hash": bytes(seal.hash).hex() if seal else "",
        "attachments": attachments_for(request.access, found),
        "may_post": request.access.can("funding.post"),
        "keeper": keeper,
        "waits": not keeper and _waits(found),
        "is_own": found.actor_id == request.access.person.pk,
    }
    return render(request, "funding/entry.html", shown)


def _waits(found: Entry) -> bool:
    """For a second person."""
    return found.kind == Entry.Kind.EXPENSE and any(one.state == "held" for one in found.transfers.all())

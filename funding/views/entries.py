"""The register, and one entry of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from communities.access import CommunityRequest, needs
from communities.models import Membership
from funding.forms.books import RegisterForm
from funding.models import Seal
from funding.register import entries
from funding.words import in_words
from web.amounts import as_decimal
from web.exports import csv_file
from web.paging import page_of


@needs("funding.see_books")
def register(request: CommunityRequest) -> HttpResponse:
    form = RegisterForm(request.GET)
    asked = form.asked()
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "form": form,
        "narrowed": bool(replace(asked, text="")),
        "entries": page_of(request, entries(asked)),
        "query": query.urlencode(),
    }
    return render(request, "funding/entries.html", shown)


@needs("funding.see_books")
def register_csv(request: CommunityRequest) -> FileResponse:
    heading = [
        _("Number"), _("Date"), _("Kind"), _("What for"), _("Who"), _("Fund"), _("Debit"), _("Credit"), _("Amount"),
        _("Currency"), _("State"), _("Recorded at"), _("Id"),
    ]  # fmt: skip
    found = entries(RegisterForm(request.GET).asked())
    return csv_file("entries.csv", heading, _lines(found.iterator(chunk_size=1000)))


@needs("funding.see_books")
def entry(request: CommunityRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(entries().select_related("reverses"), pk=pk)
    actor = Membership.objects.filter(person=found.actor_id).order_by("-since").first() if found.actor_id else None
    seal = Seal.objects.filter(pk=pk).first()
    shown = {
        "entry": found,
        "words": [in_words(transfer) for transfer in found.transfers.all()],
        "actor": actor,
        "seal": seal,
        "hash": bytes(seal.hash).hex() if seal else "",
        "may_post": request.access.can("funding.post"),
    }
    return render(request, "funding/entry.html", shown)


def _lines(found: Iterator[Any]) -> Iterator[list[Any]]:
    """A line for each transfer."""
    for one in found:
        for t in one.transfers.all():
            yield [
                one.number, one.effective_on, one.get_kind_display(), one.memo, one.source, t.fund.name, t.debit.name,
                t.credit.name, as_decimal(t.amount, t.currency), t.currency, t.get_state_display(),
                one.recorded_at.isoformat(timespec="seconds"), str(one.pk),
            ]  # fmt: skip

"""The files beside an entry."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from files.answers import file_answer
from funding.actions import attach
from funding.forms.attaching import AttachForm
from funding.models import Entry
from funding.privacy import seen_entries
from funding.rules import attachments_for
from tenancy.refusal import Refused
from web.links import redirect_here


@needs("funding.post")
def add(request: MemberRequest, pk: UUID) -> HttpResponse:
    entry = get_object_or_404(Entry, pk=pk)
    form = AttachForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            attach(entry, by=request.access.person, **form.cleaned_data)
            messages.success(request, _("The file is beside the entry."))
            return redirect_here(request, "funding-entry", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "entry": entry}
    return render(request, "funding/attach.html", shown, status=422 if form.is_bound else 200)


@require_GET
@needs("funding.see_books")
def attachment(request: MemberRequest, pk: UUID, one: UUID) -> HttpResponseBase:
    found = attachments_for(request.access, get_object_or_404(seen_entries(request.access), pk=pk))
    return file_answer(request, get_object_or_404(found, pk=one).file)

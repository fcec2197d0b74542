"""Requests of those who left a community to erase what it recorded, and its answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from communities.governance.queries import value_of
from learners.forms import posted
from learners.mydata.asking import erase_as_asked, refuse_to_erase
from learners.mydata.forms import RefusalForm
from learners.mydata.models import ErasureRequest
from learners.mydata.queries import clearings, erasure_requests
from learners.mydata.retention import RECORDS, words
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

PEOPLE = "communities.manage_people"


@require_GET
@needs(PEOPLE)
def erasures(request: MemberRequest) -> HttpResponse:
    return render(request, "mydata/erasures.html", {"page": page_of(request, erasure_requests())})


@require_GET
@needs(PEOPLE)
def clearing_log(request: MemberRequest) -> HttpResponse:
    """How long what is kept, and what went by itself."""
    page = page_of(request, clearings())
    rows = [
        (one, RECORDS[one.record].label if one.record in RECORDS else one.record, sum(one.gone.values()))
        for one in page
    ]
    context = {"page": page, "rows": rows, "rule": words(value_of("retention"))}
    return render(request, "mydata/clearings.html", context)


@require_POST
@needs(PEOPLE)
def erase(request: MemberRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(ErasureRequest, pk=pk)
    try:
        erase_as_asked(asked, by=request.access)
        messages.success(request, _("What we recorded about them is erased."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "mydata-erasures")


@require_http_methods(["GET", "POST"])
@needs(PEOPLE)
def refuse(request: MemberRequest, pk: UUID) -> HttpResponse:
    asked, form = get_object_or_404(ErasureRequest, pk=pk), RefusalForm(posted(request))
    if form.is_valid():
        try:
            refuse_to_erase(asked, by=request.access, **form.cleaned_data)
            return redirect_here(request, "mydata-erasures")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"asked": asked, "form": form}
    return render(request, "mydata/refuse.html", context, status=422 if form.is_bound else 200)

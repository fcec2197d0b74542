"""Who looks after whom, and who looked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from learners.actions import end_guardianship, record_guardianship
from learners.forms import EndForm, GuardianForm, LooksForm, posted
from learners.models import GuardianshipRecord
from learners.queries import guardians, guardianship_records, looking_communities, looks
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of


@require_http_methods(["GET", "POST"])
@needs("learners.record_guardians")
def guardianships(request: MemberRequest) -> HttpResponse:
    form = GuardianForm(posted(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            record_guardianship(given.pop("guardian"), by=request.access.person, **given)
            return redirect_here(request, "learners-guardianships")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "page": page_of(request, guardianship_records())}
    return render(request, "learners/guardianships.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("learners.record_guardians")
def end(request: MemberRequest, pk: UUID) -> HttpResponse:
    record, form = get_object_or_404(GuardianshipRecord, pk=pk), EndForm(request.POST)
    try:
        if form.is_valid():
            end_guardianship(record, until=form.cleaned_data["until"])
        else:
            messages.error(request, _("This is no day."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "learners-guardianships")


@require_GET
def who_looked(request: HttpRequest) -> HttpResponse:
    """One's own page: who may look, and everything they opened or did."""
    form = LooksForm(request.GET, places=looking_communities())
    page = page_of(request, looks(**form.asked()))
    return render(request, "learners/who_looked.html", {"guardians": guardians(), "page": page, "form": form})

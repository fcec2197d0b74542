"""What a community has of its learners by their consent."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from learners.consents.noting import note_reading
from learners.consents.queries import shared_here
from web.paging import page_of


@require_GET
@needs("consents.see_shared")
def shared(request: MemberRequest) -> HttpResponse:
    page = page_of(request, shared_here(), 50)
    note_reading(page.rows, by=request.access)
    return render(request, "consents/shared.html", {"page": page})

"""Who moved home to a community, and who moved away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from learners.moves.queries import moves_here
from web.paging import page_of


@require_GET
@needs("communities.see_people")
def moved(request: MemberRequest) -> HttpResponse:
    return render(request, "moves/here.html", {"page": page_of(request, moves_here(), 50)})

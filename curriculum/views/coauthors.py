"""Who writes along on one curriculum."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest, needs
from curriculum.actions import add_coauthor, remove_coauthor
from curriculum.forms import CoauthorForm
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def coauthors(request: MemberRequest, pk: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    form = CoauthorForm(request.POST or None)
    if form.is_valid():
        try:
            add_coauthor(curriculum, person=form.person)
            return redirect_here(request, "curriculum-coauthors", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "curriculum": curriculum, "grants": curriculum.grants.order_by("granted_at")}
    return render(request, "curriculum/coauthors.html", shown, status=422 if form.is_bound else 200)


@require_POST
@needs("curriculum.write")
def end(request: MemberRequest, pk: UUID, grant: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    remove_coauthor(get_object_or_404(curriculum.grants, pk=grant))
    return redirect_here(request, "curriculum-coauthors", pk)

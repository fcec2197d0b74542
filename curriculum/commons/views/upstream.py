"""What is new in the original of an adaptation: looked at change by change, taken in, undone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest, needs
from curriculum.commons.choosing import chosen_in, sheet_of
from curriculum.commons.forms import PullForm
from curriculum.commons.pulling import preview, pull_upstream, undo_pull
from curriculum.models import Curriculum
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def pull(request: MemberRequest, pk: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    refusal, chosen, turned = "", chosen_in(request.POST), request.POST.get("page", "")
    found = preview(curriculum, of=_asked(request))
    if request.method == "POST" and not turned:
        try:
            return _pulled(request, curriculum, chosen.ids(found.changes if found else []))
        except Refused as problem:
            refusal = str(problem)
            curriculum = writable(request.access, pk)
            found = preview(curriculum, of=_asked(request))
    shown = {
        "curriculum": curriculum,
        "found": found,
        "sheet": sheet_of(found.changes, chosen, turned) if found else None,
        "refusal": refusal,
        "seen": curriculum.edited_at.isoformat(),
        "outcome": found.outcome if found and found.outcome.licence != curriculum.licence else None,
    }
    return render(request, "commons/pull.html", shown, status=422 if refusal else 200)


def _asked(request: MemberRequest) -> UUID | None:
    """Which original the address names: `?of=` its curriculum."""
    try:
        return UUID(request.GET["of"])
    except (KeyError, ValueError):
        return None


def _pulled(request: MemberRequest, curriculum: Curriculum, taken: set[str]) -> HttpResponse:
    form = PullForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is out of date. Look at it again."))
    pull_upstream(curriculum, by=request.access.membership, taken=taken, **form.cleaned_data)
    messages.success(request, _("It is in the draft. Nothing is published until you publish it."))
    return redirect_here(request, "curriculum-curriculum", curriculum.pk)


@require_POST
@needs("curriculum.write")
def undo(request: MemberRequest, pk: UUID) -> HttpResponse:
    try:
        undo_pull(writable(request.access, pk))
        messages.success(request, _("The draft is as it was before."))
    except Refused as problem:
        messages.error(request, str(problem))
    return redirect_here(request, "curriculum-curriculum", pk)

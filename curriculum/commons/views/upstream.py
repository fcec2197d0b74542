"""What is new in the original of an adaptation: looked at change by change, taken in, undone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest, needs
from curriculum.commons.forms import PullForm
from curriculum.commons.pulling import preview, pull_upstream, undo_pull
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here

CONFLICT = "conflict-"


def taken_in(posted: QueryDict) -> set[str]:
    """The ids of the changes that were ticked, and of the conflicts that theirs wins."""
    return set(posted.getlist("taken")) | {name.removeprefix(CONFLICT) for name in posted if posted[name] == "theirs"}


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def pull(request: MemberRequest, pk: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    refusal = ""
    if request.method == "POST":
        form, taken = PullForm(request.POST), taken_in(request.POST)
        try:
            if not form.is_valid():
                raise Refused(_("This page is out of date. Look at it again."))
            pull_upstream(curriculum, by=request.access.membership, taken=taken, **form.cleaned_data)
        except Refused as problem:
            refusal = str(problem)
            curriculum = writable(request.access, pk)
        else:
            messages.success(request, _("It is in the draft. Nothing is published until you publish it."))
            return redirect_here(request, "curriculum-curriculum", pk)
    found = preview(curriculum)
    shown = {
        "curriculum": curriculum,
        "found": found,
        "refusal": refusal,
        "seen": curriculum.edited_at.isoformat(),
        "outcome": found.outcome if found and found.outcome.licence != curriculum.licence else None,
    }
    return render(request, "commons/pull.html", shown, status=422 if refusal else 200)


@require_POST
@needs("curriculum.write")
def undo(request: MemberRequest, pk: UUID) -> HttpResponse:
    try:
        undo_pull(writable(request.access, pk))
        messages.success(request, _("The draft is as it was before."))
    except Refused as problem:
        messages.error(request, str(problem))
    return redirect_here(request, "curriculum-curriculum", pk)

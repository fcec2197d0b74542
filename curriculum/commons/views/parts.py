"""A part of what is shared, chosen unit by unit, and where it goes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import MemberRequest, needs
from curriculum.commons.forms import PartForm
from curriculum.commons.models import SharedVersion
from curriculum.commons.queries import readable
from curriculum.commons.taking import ordered, take_part, targets
from curriculum.nodes import tree
from curriculum.rules import writable
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def part(request: MemberRequest, pk: UUID) -> HttpResponse:
    shared = readable(pk)
    if shared is None:
        raise Http404
    refusal, form, ticked = "", PartForm(request.POST or None), set(request.POST.getlist("part"))
    if request.method == "POST":
        try:
            return _taken(request, shared, form, ticked)
        except Refused as problem:
            refusal = str(problem)
    shown = {
        "shared": shared, "branches": tree(shared.node_data), "ticked": ticked, "targets": targets(shared),
        "into": request.POST.get("into", ""), "title": request.POST.get("title", ""), "refusal": refusal,
    }  # fmt: skip
    return render(request, "commons/part.html", shown, status=422 if refusal else 200)


def _taken(request: MemberRequest, shared: SharedVersion, form: PartForm, ticked: set[str]) -> HttpResponse:
    if not form.is_valid():
        raise Refused(_("This page is out of date. Look at it again."))
    into = form.cleaned_data["into"]
    numbers = ordered(shared)
    draft = take_part(
        shared, by=request.access.membership, keys={numbers[one] for one in ticked if one in numbers},
        into=writable(request.access, into) if into else None, title=form.cleaned_data["title"],
    )  # fmt: skip
    messages.success(request, _("It is in the draft. Nothing is published until you publish it."))
    return redirect_here(request, "curriculum-draft", draft.pk)

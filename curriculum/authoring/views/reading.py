"""The draft as a learner will read it, and that on a phone."""

from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from communities.access import PersonRequest, open_to
from curriculum.authoring.forms import key_asked
from curriculum.licences import terms_of
from curriculum.nodes import Branch, walk
from curriculum.part_queries import frameworks_of
from curriculum.queries import draft_tree
from curriculum.rules import writable


@require_GET
@open_to("people")
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": SELF})  # type: ignore[arg-type]  # its types know no view with arguments
def reading(request: PersonRequest, pk: UUID) -> HttpResponse:
    """`?part=` the key of one part; with `?framed`, without the way back."""
    curriculum = writable(request.access, pk)
    branches = _wanted(draft_tree(curriculum), key_asked(request))
    shown = {
        "curriculum": curriculum,
        "branches": branches,
        "part": key_asked(request),
        "minutes": sum(branch.minutes for branch in branches),
        "licence": terms_of(curriculum.licence),
        "frameworks": frameworks_of(branches),
        "unfolded": True,
        "framed": "framed" in request.GET,
    }
    return render(request, "authoring/reading.html", shown)


@require_GET
@open_to("people")
@csp_update({"frame-src": SELF})  # type: ignore[arg-type]  # nor here
def phone(request: PersonRequest, pk: UUID) -> HttpResponse:
    shown = {"curriculum": writable(request.access, pk), "part": key_asked(request)}
    return render(request, "authoring/phone.html", shown)


def _wanted(branches: list[Branch], key: UUID | None) -> list[Branch]:
    if key is None:
        return branches
    found = next((branch for branch in walk(branches) if branch.node.key == key), None)
    if found is None:
        raise Http404
    return [found]

"""What was drawn, for everyone, and how to draw it again."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from communities.access import CommunityRequest, open_to
from communities.governance.kinds.admissions import GROUPS
from learners.admissions import draw_again
from learners.admissions.models import Draw, Round
from learners.admissions.queries import draw_of, new_seeds_of
from learners.views.offerings import offering_for

PROGRAM = Path(draw_again.__file__)


@require_GET
@open_to("public")
def drawn(request: CommunityRequest, pk: UUID) -> HttpResponse:
    """The commitment as soon as applications open, everything once they are drawn."""
    offering = offering_for(request, pk)
    round_ = get_object_or_404(Round, offering=offering)
    found, seeds = draw_of(round_), new_seeds_of(round_)
    context: dict[str, Any] = {
        "offering": offering,
        "round": round_,
        "voided": seeds,
        "commitment": seeds[-1].commitment if seeds else round_.commitment,
        "groups": [GROUPS[one] for one in round_.groups],
        "draw": found,
        "program": PROGRAM.read_text(),
        "rows": _rows(found.document) if found else [],
    }
    return render(request, "admissions/draw.html", context)


def _rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """In the order drawn: place, code, group, and whether there was a place."""
    groups, places = {one["code"]: one["group"] for one in document["applications"]}, document["places"]
    named = document["groups"]
    return [
        {
            "place": place,
            "code": code,
            "group": GROUPS[named[groups[code]]] if groups[code] < len(named) else "",
            "got": places is None or place <= places,
        }
        for place, code in enumerate(document["result"], 1)
    ]


@require_GET
@open_to("public")
def document(request: CommunityRequest, pk: UUID) -> HttpResponse:
    """The published draw, as a file."""
    found = Draw.objects.filter(round__offering=offering_for(request, pk)).first()
    if found is None:
        raise Http404
    text = json.dumps(found.document, indent=1, sort_keys=True)
    return _file(text, "application/json", "draw.json")


@require_GET
@open_to("public")
def program(request: CommunityRequest) -> HttpResponse:
    """The program that draws again."""
    return _file(PROGRAM.read_text(), "text/x-python; charset=utf-8", PROGRAM.name)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(text, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

"""An open part says that it is, and learns who else has it open."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from communities.access import PersonRequest, open_to
from curriculum.authoring.presence import BEAT, open_part, others
from curriculum.rules import writable


@require_POST
@open_to("people")
def beat(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    curriculum = writable(request.access, pk)
    get_object_or_404(curriculum.nodes, key=key)
    open_part(request.access, curriculum, key, lasts=BEAT)
    return render(request, "authoring/editing.html", {"others": others(request.access, curriculum, key)})

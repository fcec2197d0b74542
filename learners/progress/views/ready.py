"""Where a group stands as a whole: ready for what, stuck at what, and who was not seen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from learners.models import Offering
from learners.progress.group_state import group_of
from learners.progress.queries import quiet_in
from learners.progress.readiness import by_activity
from learners.progress.reading import teaches


@require_GET
@needs("learners.see_enrolments")
def ready(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering = get_object_or_404(Offering.objects.select_related("version"), pk=pk)
    scale = request.access.community.mastery_scale
    group = group_of(offering, scale=scale)
    everyone = group.readiness()
    levels = [_("Nothing yet"), *(step["name"] for step in scale)]
    context = {
        "offering": offering,
        "teaches": teaches(request.access, offering),
        "anyone": bool(everyone),
        "ready": by_activity(group.card.outline, everyone),
        "stuck": [one for one in everyone if one.is_stuck],
        "quiet": list(quiet_in(offering, total=len(group.card.outline))),
        "levels": levels,
        "spread": [(one.title, list(zip(levels, one.levels, strict=True))) for one in group.spread()],
    }
    return render(request, "progress/ready.html", context)

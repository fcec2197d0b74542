"""What an enrolled learner reads and hands in, in the community that offers it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import PersonRequest, open_to
from learners.forms import posted
from learners.models import Enrolment
from learners.progress.actions import submit_activity
from learners.progress.forms import WorkForm
from learners.progress.queries import marks_of, part_of
from learners.progress.reading import let_in
from learners.progress.standing import standing_of
from tenancy.refusal import Refused


@require_http_methods(["GET", "POST"])
@open_to("people")
def activity(request: PersonRequest, pk: UUID, key: UUID) -> HttpResponse:
    """One activity, for whoever has a place in the offering, member or not."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("card", "offering"), pk=pk)
    card = enrolment.card
    reader = let_in(request.access, enrolment, key=key, to_hand_in=request.method == "POST")
    scale = request.access.community.mastery_scale
    place = standing_of(enrolment, marks_of(enrolment), outline=card.outline, scale=scale).place_of(key)
    if place is None:
        raise Http404
    mark = place.now.mark
    form = WorkForm(posted(request), initial={"work": mark.work if mark else ""})
    if request.method == "POST" and form.is_valid():
        try:
            submit_activity(enrolment, activity_key=key, by=request.access.person, work=form.cleaned_data["work"])
            messages.success(request, _("Handed in: “%(title)s”.") % {"title": place.now.title})
            return redirect("progress-learning", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "enrolment": enrolment,
        "place": place,
        "part": part_of(enrolment.offering.version_id, key),
        "form": form,
        "reader": reader,
    }
    return render(request, "progress/activity.html", context, status=422 if request.method == "POST" else 200)

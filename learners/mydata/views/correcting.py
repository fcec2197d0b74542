"""Say that a record is wrong, of oneself or for a child; and the list of those who are asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from learners.consents.acting import acting
from learners.forms import posted
from learners.mydata.actions import ROOM
from learners.mydata.correcting import answer_correction, ask_to_correct, records_at
from learners.mydata.forms import CorrectionAnswerForm, CorrectionForm
from learners.mydata.models import CorrectionRequest
from learners.mydata.places import places
from learners.mydata.queries import corrections
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

CORRECT = "mydata.correct"


@require_http_methods(["GET", "POST"])
def correct(request: MemberRequest, slug: str, child: UUID | None = None) -> HttpResponse:
    with acting(request.access.person, child, what=gettext_lazy("Your data")) as who:
        place = next((one for one in places() if one.community.slug == slug), None)
        if place is None:
            raise Http404
        back = who.url("place", slug, room=ROOM)
        form = CorrectionForm(posted(request), records=[(one.key, str(one.record)) for one in records_at(place)])
        if form.is_valid():
            try:
                ask_to_correct(who, place=place, **form.cleaned_data)
                messages.success(request, _("They are asked, and you hear what they answer."))
                return HttpResponseRedirect(back)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        context = {"who": who, "place": place, "form": form, "back": back}
        return render(request, "mydata/correct.html", context, status=422 if form.is_bound else 200)


@require_GET
@needs(CORRECT)
def correction_list(request: MemberRequest) -> HttpResponse:
    return render(request, "mydata/corrections.html", {"page": page_of(request, corrections())})


@require_http_methods(["GET", "POST"])
@needs(CORRECT)
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    asked, form = get_object_or_404(CorrectionRequest, pk=pk), CorrectionAnswerForm(posted(request))
    if form.is_valid():
        try:
            answer_correction(asked, by=request.access.membership, **form.cleaned_data)
            return redirect_here(request, "mydata-corrections")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"asked": asked, "form": form}
    return render(request, "mydata/answer_correction.html", context, status=422 if form.is_bound else 200)

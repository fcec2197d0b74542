"""Reviews that harm: reported by anyone signed in, looked at by the network's stewards."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import AccessRequest, MemberRequest, needs
from curriculum.commons.models import Review
from curriculum.commons.moderating.actions import moderate_review, report_review
from curriculum.commons.moderating.forms import ReportForm, StepForm
from curriculum.commons.moderating.queries import reported, steps
from curriculum.commons.reviews.queries import READ
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
def report(request: AccessRequest, pk: UUID) -> HttpResponse:
    person = request.access.person
    assert person
    found = get_object_or_404(Review.objects.select_related("community"), pk=pk, **READ)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            report_review(found, person=person, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Thank you. The network’s stewards look at it."))
            return HttpResponseRedirect(reverse("commons"))
    shown = {"review": found, "form": form}
    return render(request, "commons/review_report.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("commons.moderate")
def all_reported(request: MemberRequest) -> HttpResponse:
    """Of the network alone."""
    if not request.access.community.is_network:
        raise Http404
    refusal = ""
    if request.method == "POST":
        form, found = StepForm(request.POST), get_object_or_404(Review, pk=request.POST.get("review") or None)
        try:
            if form.is_valid():
                moderate_review(found, by=request.access.membership, **form.cleaned_data)
                messages.success(request, _("It is done, and in the record."))
                return redirect_here(request, "commons-reported")
            refusal = _("This page is out of date. Look at it again.")
        except Refused as problem:
            refusal = str(problem)
    shown = {"rows": reported(), "steps": steps(), "refusal": refusal}
    return render(request, "commons/reported.html", shown, status=422 if refusal else 200)

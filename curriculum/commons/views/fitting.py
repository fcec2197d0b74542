"""What a community has: written by those who write its curricula."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.access import MemberRequest, needs
from curriculum.commons.fitting.actions import write_means
from curriculum.commons.fitting.forms import MeansForm
from curriculum.commons.fitting.queries import means_here
from curriculum.commons.models.means import MOST_MATERIALS
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("curriculum.write")
def means(request: MemberRequest) -> HttpResponse:
    """What `?add=` names stands on the list already, to be saved or taken off."""
    known, added = means_here(), request.GET.getlist("add")[:MOST_MATERIALS]
    begins = {
        "materials": tuple(dict.fromkeys([*(known.materials if known else ()), *(name[:100] for name in added)])),
        "age_from": known.age_from if known else None, "age_to": known.age_to if known else None,
        "hours": known.hours if known else None,
    }  # fmt: skip
    form = MeansForm(request.POST or None, initial=begins)
    if form.is_valid():
        try:
            write_means(by=request.access.membership, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("It is written down. Shared curricula say now whether they fit."))
            return redirect_here(request, "commons-means")
    shown = {"form": form, "means": known, "added": added}
    return render(request, "commons/means.html", shown, status=422 if form.errors else 200)

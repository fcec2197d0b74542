"""Whether all were treated alike, for everyone of the community; and a lost seed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, needs
from learners.admissions.actions import replace_seed
from learners.admissions.forms import NewSeedForm
from learners.admissions.models import Draw, Round
from learners.admissions.treated import figures_for
from learners.admissions.treatment import by_group, in_lines
from learners.views.offerings import offering_for, show_offering
from tenancy.refusal import Refused
from web.links import redirect_here


@require_GET
def treatment(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering = offering_for(request, pk)
    found = get_object_or_404(Draw.objects.select_related("round"), round__offering=offering)
    figures, is_exact = figures_for(found, request.access)
    context = {
        "offering": offering, "groups": by_group(found.document), "attributes": in_lines(figures), "is_exact": is_exact,
    }  # fmt: skip
    return render(request, "admissions/treatment.html", context)


@require_POST
@needs("learners.manage_offerings")
def new_seed(request: MemberRequest, pk: UUID) -> HttpResponse:
    offering, form = offering_for(request, pk), NewSeedForm(request.POST)
    if form.is_valid():
        try:
            replace_seed(get_object_or_404(Round, offering=offering), by=request.access.person, **form.cleaned_data)
            messages.success(request, _("Another seed is committed to; everyone reads why."))
            return redirect_here(request, "admissions-draw", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return show_offering(request, offering, form)

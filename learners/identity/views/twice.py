"""Members who may have been written down twice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, needs
from learners.identity.finding import alike, ask_both, keep_apart
from learners.identity.forms import PairForm
from tenancy.refusal import Refused
from web.links import redirect_here

MANAGE = "communities.manage_people"


@require_GET
@needs(MANAGE)
def pairs(request: MemberRequest) -> HttpResponse:
    return render(request, "identity/twice.html", {"pairs": alike()})


@require_POST
@needs(MANAGE)
def answer(request: MemberRequest) -> HttpResponse:
    form = PairForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        act = keep_apart if given["apart"] else ask_both
        try:
            act(given["one"], given["two"], by=request.access.membership)
            told = (
                _("They stay two people.") if given["apart"] else _("Both are asked, and join the two if they are one.")
            )
            messages.success(request, told)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect_here(request, "identity-twice")

"""Members of a community whom nobody signs in as, and their invitations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from api.idempotency import never_stored
from communities.access import MemberRequest, needs
from communities.models import Membership
from learners.identity.claiming import CLAIM_DAYS, invite_member, withdraw_claim
from learners.identity.codes import shown
from learners.identity.forms import FindForm
from learners.identity.models import Claim
from learners.identity.queries import unclaimed
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of
from web.qr import qr_picture

INVITE = "identity.invite"


@require_GET
@needs(INVITE)
def unclaimed_list(request: MemberRequest) -> HttpResponse:
    form = FindForm(request.GET or None)
    q = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    return render(request, "identity/unclaimed.html", {"form": form, "q": q, "page": page_of(request, unclaimed(q=q))})


@never_stored
@never_cache
@require_POST
@needs(INVITE)
def invite(request: MemberRequest, pk: UUID) -> HttpResponse:
    membership = get_object_or_404(Membership, pk=pk)
    try:
        made, code = invite_member(membership, by=request.access.membership)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_here(request, "identity-unclaimed")
    return slip_page(request, made, code)


@require_POST
@needs(INVITE)
def withdraw(request: MemberRequest, pk: UUID) -> HttpResponse:
    try:
        withdraw_claim(get_object_or_404(Claim, pk=pk))
        messages.success(request, _("The invitation is withdrawn. Its code opens nothing any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "identity-unclaimed")


def slip_page(request: Any, made: Claim, code: str) -> HttpResponse:
    """The code is in this one answer and nowhere else."""
    link = request.build_absolute_uri(reverse("identity-claim-by", args=[code]))
    told = {
        "claim": made, "code": shown(code), "link": link, "qr": qr_picture(link), "days": CLAIM_DAYS,
        "address": request.build_absolute_uri(reverse("identity-claim")),
    }  # fmt: skip
    return render(request, "identity/slip.html", told)

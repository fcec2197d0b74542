"""Amendments to a proposal: offered, taken up or not, taken back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from communities.access import MemberRequest, needs
from communities.governance.models import Amendment
from communities.governance.proposals.amending import offer_amendment, settle_amendment, withdraw_amendment
from communities.governance.proposals.forms import AmendmentForm
from communities.governance.views.proposals import SEE, act_on, found


@require_POST
@needs(SEE)
def offer(request: MemberRequest, number: int) -> HttpResponse:
    one, me = found(request, number), request.access.membership
    form = AmendmentForm(request.POST)
    return act_on(request, one, form, lambda given: offer_amendment(one, by=me, **given), at="#amendments")


@require_POST
@needs(SEE)
def settle(request: MemberRequest, number: int, pk: UUID, to: str) -> HttpResponse:
    one, me = found(request, number), request.access.membership
    amendment: Amendment = get_object_or_404(one.amendments.select_related("proposal"), pk=pk)
    answer = request.POST.get("answer", "")[:2000]

    def act(_given: dict[str, Any]) -> None:
        if to == "withdraw":
            withdraw_amendment(amendment, by=me)
        else:
            settle_amendment(amendment, accepted=to == "accept", answer=answer, by=me)

    if to not in ("accept", "decline", "withdraw"):
        raise Http404
    return act_on(request, one, None, act, at="#amendments")

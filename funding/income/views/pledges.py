"""Promises and gifts: written down, paused, ended, recorded as they come."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import MemberRequest, needs
from funding.income.actions import end_pledge, make_pledge, pause_pledge, record_gift, resume_pledge, take_back_gift
from funding.income.forms.giving import GiftForm, PledgeForm
from funding.income.models import Donor, Gift, Pledge
from funding.income.queries import pledges
from funding.income.rules import refuse_who_does_not_post
from funding.income.views.donors import answered, done, posted
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from web.links import redirect_here


@require_http_methods(["GET", "POST"])
@needs("funding.see_donors")
def new_pledge(request: MemberRequest, pk: UUID) -> HttpResponse:
    donor, currency = get_object_or_404(Donor, pk=pk), request.access.community.currency
    form = PledgeForm(posted(request), currency=currency)
    if done(form, lambda **given: make_pledge(donor, currency=currency, **given)):
        messages.success(request, _("The pledge is written down."))
        return redirect_here(request, "income-donor", pk)
    return answered(request, "income/pledge_form.html", form, donor=donor)


@require_http_methods(["GET", "POST"])
@needs("funding.see_donors")
def new_gift(request: MemberRequest, pk: UUID) -> HttpResponse:
    """`?pledge` and `?due`: of a pledge, expected on that day."""
    refuse_who_does_not_post(request.access)
    donor, currency = get_object_or_404(Donor, pk=pk), request.access.community.currency
    pledge, due_on = _expected(request, donor)
    form = GiftForm(posted(request), currency=pledge.currency if pledge else currency, pledge=pledge)
    about: dict[str, Any] = {"pledge": pledge, "due_on": due_on, "by": request.access.person}
    about["currency"] = pledge.currency if pledge else currency
    if done(form, lambda **given: record_gift(donor, **about, **given)):
        messages.success(request, _("The donation is in the books."))
        return redirect_here(request, "income-donor", pk)
    return answered(request, "income/gift_form.html", form, donor=donor, pledge=pledge, due_on=due_on)


@require_POST
@needs("funding.see_donors")
def change_pledge(request: MemberRequest, pk: UUID, what: str) -> HttpResponse:
    """Paused, taken up again or ended, as of today."""
    pledge, today = get_object_or_404(Pledge, pk=pk), timezone.localdate()
    ways: dict[str, tuple[Callable[[], Any], str]] = {
        "pause": (lambda: pause_pledge(pledge, on=today), _("Paused: nothing is expected until it is taken up again.")),
        "resume": (lambda: resume_pledge(pledge, on=today), _("Donations are expected again.")),
        "end": (lambda: end_pledge(pledge), _("Ended: nothing more is expected.")),
    }
    if what not in ways:
        raise Http404
    act, said = ways[what]
    try:
        act()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "income-donor", pledge.donor_id)


@require_POST
@needs("funding.see_donors")
def take_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A gift that was entered by mistake."""
    refuse_who_does_not_post(request.access)
    gift = get_object_or_404(Gift, pk=pk)
    try:
        take_back_gift(gift, id=uuid7(), on=timezone.localdate(), by=request.access.person)
        messages.success(request, _("Taken back: its entry is reversed, and both stay in the books."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "income-donor", gift.donor_id)


def _expected(request: MemberRequest, donor: Donor) -> tuple[Pledge | None, date | None]:
    try:
        key, day = UUID(request.GET.get("pledge", "")), date.fromisoformat(request.GET.get("due", ""))
    except ValueError:
        return None, None
    return get_object_or_404(pledges(donor), pk=key), day

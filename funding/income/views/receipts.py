"""Receipts: made, cancelled, printed; and a donor's own, wherever they were made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from communities.access import MemberRequest, needs
from funding.income.actions import cancel_receipt, make_receipt, make_receipt_of_year
from funding.income.forms.giving import YearForm
from funding.income.models import Donor, Gift, Receipt
from funding.income.printing import pdf_answer
from funding.income.queries import own_receipts, receipts
from funding.income.shown import lines_of
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

MADE = gettext_lazy(
    "The receipt is made, and can’t be changed. Whoever has an account here finds it under “My receipts”."
)


@require_GET
@needs("funding.see_donors")
def every(request: MemberRequest) -> HttpResponse:
    return render(request, "income/receipts.html", {"page": page_of(request, receipts(), 50)})


@require_GET
@needs("funding.see_donors")
def one(request: MemberRequest, pk: UUID) -> HttpResponse:
    """As it is printed."""
    found: Any = get_object_or_404(receipts(), pk=pk)
    shown = {"receipt": found, "lines": lines_of(found), "may_cancel": not (found.cancelled or found.cancels_id)}
    return render(request, "income/receipt.html", shown)


@require_GET
@needs("funding.see_donors")
def one_pdf(request: MemberRequest, pk: UUID) -> HttpResponse:
    return pdf_answer(get_object_or_404(receipts(), pk=pk))


@require_GET
def own_pdf(request: MemberRequest, pk: UUID) -> HttpResponse:
    return pdf_answer(get_object_or_404(own_receipts(), pk=pk), own=True)


@require_POST
@needs("funding.see_donors")
def of_gift(request: MemberRequest, pk: UUID) -> HttpResponse:
    gift = get_object_or_404(Gift, pk=pk)
    try:
        receipt = make_receipt(gift, by=request.access.person)
        messages.success(request, MADE)
        return redirect_here(request, "income-receipt", receipt.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_here(request, "income-donor", gift.donor_id)


@require_POST
@needs("funding.see_donors")
def of_year(request: MemberRequest, pk: UUID) -> HttpResponse:
    donor, form = get_object_or_404(Donor, pk=pk), YearForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
        made = make_receipt_of_year(donor, year=form.cleaned_data["year"], by=request.access.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_here(request, "income-donor", pk)
    messages.success(request, MADE)
    if len(made) == 1:
        return redirect_here(request, "income-receipt", made[0].pk)
    return redirect_here(request, "income-donor", pk)


@require_POST
@needs("funding.see_donors")
def cancel(request: MemberRequest, pk: UUID) -> HttpResponse:
    receipt = get_object_or_404(Receipt, pk=pk)
    try:
        made = cancel_receipt(receipt, by=request.access.person)
        messages.success(request, _("Cancelled by receipt %(number)s.") % {"number": made})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "income-receipt", pk)


@require_GET
def own(request: MemberRequest) -> HttpResponse:
    return render(request, "income/own_receipts.html", {"page": page_of(request, own_receipts(), 30)})


@require_GET
def own_one(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(own_receipts(), pk=pk)
    return render(request, "income/receipt.html", {"receipt": found, "lines": lines_of(found), "own": True})

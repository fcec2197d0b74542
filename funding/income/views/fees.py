"""Fees: what is asked for, charged as sums, and, for those who may see charges, by learner."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.access import MemberRequest, needs
from funding.income.actions import (
    change_charge,
    charge_fee,
    keep_fee_kind,
    record_payments,
    retire_fee_kind,
    take_back_payments,
)
from funding.income.fees import who_owes
from funding.income.forms.fees import AmountForm, ChargeForm, FeeKindForm, PaymentsForm
from funding.income.models import Charge, ChargeRun, FeeKind
from funding.income.owed import charges_of, fee_kinds, payments_of, runs
from funding.income.rules import refuse_who_does_not_post
from funding.income.views.donors import answered, done, posted
from funding.models import Entry
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

AT_ONCE = 100  # open charges on one sheet


@require_GET
@needs("funding.post")
def fees(request: MemberRequest) -> HttpResponse:
    shown = {
        "kinds": list(fee_kinds()),
        "runs": page_of(request, runs(), 30),
        "may_see": request.access.can("funding.see_charges"),
        "may_decide": request.access.can("funding.see_hardship"),
    }
    return render(request, "income/fees.html", shown)


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def new_kind(request: MemberRequest) -> HttpResponse:
    currency = request.access.community.currency
    form = FeeKindForm(posted(request), currency=currency)
    if done(form, lambda **given: keep_fee_kind(currency=currency, **given)):
        return redirect_here(request, "income-fees")
    return answered(request, "income/fee_form.html", form)


@require_POST
@needs("funding.post")
def retire(request: MemberRequest, pk: UUID) -> HttpResponse:
    retire_fee_kind(get_object_or_404(FeeKind, pk=pk))
    messages.success(request, _("It is charged no more; what was charged stays."))
    return redirect_here(request, "income-fees")


@require_http_methods(["GET", "POST"])
@needs("funding.post")
def charge(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Everyone it is for, at once."""
    kind = get_object_or_404(FeeKind, pk=pk)
    form = ChargeForm(posted(request), kind=kind, here=request.access.community)
    if done(form, lambda **given: charge_fee(kind, by=request.access.person, **given)):
        messages.success(request, _("Charged. The books say the sum; whoever owes something is told."))
        return redirect_here(request, "income-fees")
    return answered(request, "income/charge_form.html", form, kind=kind, owing=len(who_owes(kind)))


@require_GET
@needs("funding.see_charges")
def run(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(ChargeRun.objects.select_related("kind"), pk=pk)
    charges = charges_of(found)
    sums = charges.aggregate(charged=Sum("amount", default=0), came=Sum("paid", default=0))
    sums["open"] = sums["charged"] - sums["came"]
    shown = {"run": found, "charges": page_of(request, charges, 100), "sums": sums, "may_post": _may_post(request)}
    return render(request, "income/run.html", shown)


@require_http_methods(["GET", "POST"])
@needs("funding.see_charges")
def pay(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A sheet of what came: one entry, of their sum."""
    refuse_who_does_not_post(request.access)
    found = get_object_or_404(ChargeRun.objects.select_related("kind"), pk=pk)
    sent = posted(request)
    charges = [one for one in charges_of(found) if (str(one.pk) in sent if sent else one.open)][:AT_ONCE]
    form = PaymentsForm(sent, charges=charges)
    if form.is_valid():
        about = {"on": form.cleaned_data["on"], "id": form.cleaned_data["id"], "by": request.access.person}
        try:
            entry = record_payments(form.paid(), **about)
            messages.success(request, _("Recorded: the books say the sum."))
            return redirect_here(request, "income-payments", entry.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return answered(request, "income/pay.html", form, run=found, rows=form.rows())


@require_GET
@needs("funding.see_charges")
def payments(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What was recorded together."""
    entry = get_object_or_404(Entry, pk=pk)
    found = _paid_by(entry)
    return render(request, "income/payments.html", {"entry": entry, "payments": found, "may_post": _may_post(request)})


@require_POST
@needs("funding.see_charges")
def take_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    refuse_who_does_not_post(request.access)
    entry = get_object_or_404(Entry, pk=pk)
    _paid_by(entry)
    try:
        take_back_payments(entry, id=uuid7(), on=timezone.localdate(), by=request.access.person)
        messages.success(request, _("Taken back: its entry is reversed, and both stay in the books."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "income-fees")


@require_http_methods(["GET", "POST"])
@needs("funding.see_charges")
def amount(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Put one charge right."""
    refuse_who_does_not_post(request.access)
    found = get_object_or_404(Charge.objects.select_related("run"), pk=pk)
    form = AmountForm(posted(request), charge=found)
    if done(form, lambda **given: change_charge(found, by=request.access.person, **given)):
        messages.success(request, _("Kept."))
        return redirect_here(request, "income-run", found.run_id)
    return answered(request, "income/amount_form.html", form, charge=found)


def _paid_by(entry: Entry) -> list[Any]:
    found = list(payments_of(entry))
    if not found:
        raise Http404
    return found


def _may_post(request: MemberRequest) -> bool:
    return request.access.can("funding.post")

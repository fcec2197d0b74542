"""Donors, what they promised and what they gave: for those who may see donors."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import MemberRequest, needs
from funding.income.actions import change_donor, keep_donor
from funding.income.forms.giving import DonorFilter, DonorForm, YearForm
from funding.income.models import Donor, PledgeState
from funding.income.queries import (
    by_month,
    donors,
    expected,
    gifts,
    pledges,
    receipts,
    receipts_by_gift,
    without_receipt,
)
from tenancy.refusal import Refused
from web.links import redirect_here
from web.paging import page_of

LATELY = 12  # months


@require_GET
@needs("funding.see_donors")
def giving(request: MemberRequest) -> HttpResponse:
    """What is expected and what is missing, and who gives."""
    today = timezone.localdate()
    form = DonorFilter(request.GET)
    text = form.chosen()["q"]
    rows = expected(pledges().filter(state=PledgeState.ACTIVE), today=today)
    shown = {
        "form": form,
        "text": text,
        "missed": [one for one in rows if one.is_missed],
        "to_come": [one for one in rows if not one.is_missed],
        "donors": page_of(request, donors(text), 30),
        "months": by_month(since=today.replace(year=today.year - 1, day=1)),
        "may_post": request.access.can("funding.post"),
    }
    return render(request, "income/giving.html", shown)


@require_GET
@needs("funding.see_donors")
def donor(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Donor, pk=pk)
    today, promised = timezone.localdate(), list(pledges(found))
    given, confirmed = page_of(request, gifts(found), 30), receipts_by_gift(found)
    shown = {
        "donor": found,
        "pledges": promised,
        "expected": expected(promised, today=today),
        "gifts": given,
        "rows": [(one, confirmed.get(one.pk)) for one in given],
        "receipts": receipts().filter(donor=found)[:30],
        "open": {one.pk for one in without_receipt(found)},
        "year": YearForm(initial={"year": today.year}),
        "today": today,
        "may_post": request.access.can("funding.post"),
    }
    return render(request, "income/donor.html", shown)


@require_http_methods(["GET", "POST"])
@needs("funding.see_donors")
def new_donor(request: MemberRequest) -> HttpResponse:
    form = DonorForm(posted(request))
    made = done(form, keep_donor)
    if made:
        return redirect_here(request, "income-donor", made.pk)
    return answered(request, "income/donor_form.html", form)


@require_http_methods(["GET", "POST"])
@needs("funding.see_donors")
def edit_donor(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Donor, pk=pk)
    form = DonorForm(posted(request), donor=found)
    if done(form, lambda id=None, **given: change_donor(found, **given)):
        messages.success(request, _("Kept."))
        return redirect_here(request, "income-donor", pk)
    return answered(request, "income/donor_form.html", form, donor=found)


def posted(request: Any) -> Any:
    return request.POST if request.method == "POST" else None


def done(form: forms.Form, act: Callable[..., Any]) -> Any:
    """What the action made of a valid form; None where the form is to be shown, with the refusal if there was one."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def answered(request: Any, template: str, form: forms.Form, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.is_bound else 200)

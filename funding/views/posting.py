"""The forms that write into the books."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from communities.access import CommunityRequest, needs
from funding import actions
from funding.forms import AccountForm, ClosingForm, ExpenseForm, FundForm, GrantForm, ReversalForm
from funding.queries import the_books
from funding.register import entries
from tenancy.refusal import Refused
from web.links import redirect_here


@needs("funding.post")
def grant(request: CommunityRequest) -> HttpResponse:
    form = GrantForm(request.POST or None, currency=_currency(request), initial={"fund": request.GET.get("fund")})
    entry = _done(form, lambda **given: _record_grant(request, **given))
    if entry:
        messages.success(request, _("The grant is in the books."))
        return redirect_here(request, "funding-entry", entry.pk)
    return _shown(request, "funding/grant.html", form)


@needs("funding.post")
def expense(request: CommunityRequest) -> HttpResponse:
    form = ExpenseForm(request.POST or None, currency=_currency(request))
    entry = _done(form, lambda **given: actions.record_expense(by=request.access.person, **given))
    if entry:
        messages.success(request, _("The expense is in the books."))
        return redirect_here(request, "funding-entry", entry.pk)
    return _shown(request, "funding/expense.html", form)


@needs("funding.post")
def reverse(request: CommunityRequest, pk: UUID) -> HttpResponse:
    """Says what will happen, and asks."""
    entry = get_object_or_404(entries(), pk=pk)
    form = ReversalForm(request.POST or None)
    reversal = _done(form, lambda **given: actions.reverse_entry(entry, by=request.access.person, **given))
    if reversal:
        messages.success(request, _("The entry is reversed; both stay in the books."))
        return redirect_here(request, "funding-entry", reversal.pk)
    return _shown(request, "funding/reverse.html", form, entry=entry)


@needs("funding.post")
def open_fund(request: CommunityRequest) -> HttpResponse:
    form = FundForm(request.POST or None)
    fund = _done(form, lambda **given: actions.open_fund(currency=_currency(request), **given))
    if fund:
        return redirect_here(request, "funding-fund", fund.pk)
    return _shown(request, "funding/open_fund.html", form)


@needs("funding.post")
def open_account(request: CommunityRequest) -> HttpResponse:
    initial = {"currency": _currency(request), "fund": request.GET.get("fund")}
    form = AccountForm(request.POST or None, initial=initial)
    account = _done(form, actions.open_account)
    if account:
        return redirect_here(request, "funding-account", account.pk)
    return _shown(request, "funding/open_account.html", form)


@needs("funding.close_books")
def close(request: CommunityRequest) -> HttpResponse:
    form = ClosingForm(request.POST or None)
    if _done(form, lambda through: actions.close_books(through) or through):
        messages.success(request, _("The books are closed up to that day."))
        return redirect_here(request, "funding-money")
    return _shown(request, "funding/close.html", form, books=the_books())


def _record_grant(request: CommunityRequest, *, fund: Any, name: str, **given: Any) -> Any:
    given |= {"currency": _currency(request), "by": request.access.person}
    if fund:
        return actions.record_grant(fund=fund, **given)
    return actions.record_restricted_grant(name=name, purpose=given["memo"][:300], **given)


def _currency(request: CommunityRequest) -> str:
    assert request.access.community
    return request.access.community.currency


def _done(form: forms.Form, act: Callable[..., Any]) -> Any:
    """What the action made of a valid form; None where the form is to be shown, with the refusal if there was one."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _shown(request: CommunityRequest, template: str, form: forms.Form, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.is_bound else 200)

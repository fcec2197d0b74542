"""What is done with a request, one button each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.access import MemberRequest, PersonRequest, needs, open_to
from communities.governance.deciding import decide_effect
from funding.expenses import actions
from funding.expenses.forms.answering import (
    DecisionForm,
    PaymentForm,
    ReceiptForm,
    RefusalForm,
    RestForm,
    UndoForm,
    WordForm,
)
from funding.expenses.models import Request, State
from funding.expenses.rules import APPROVE, ASK, PAY
from funding.expenses.views.requests import request_of
from tenancy.refusal import Refused
from web.links import redirect_here

Done = str | Callable[[Any], Any]  # what is said then, or what makes it of the request as it is now


@require_POST
@needs(ASK)
def ask(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = request_of(request, pk)
    done = _("Asked. You are told what comes of it.")
    return _answer(request, pk, done, lambda: actions.ask_request(found, by=request.access.person))


@require_POST
@open_to("people")
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """By who asked, a member still or not."""
    found, done = request_of(request, pk), _("Taken back; nothing is held for it.")
    return _answer(request, pk, done, lambda: actions.withdraw_request(found, by=request.access.person))


@require_POST
@needs(ASK)
def delete(request: MemberRequest, pk: UUID) -> HttpResponse:
    found = request_of(request, pk)
    try:
        actions.remove_draft(found, by=request.access.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_here(request, "expenses-request", pk)
    messages.success(request, _("The draft is gone."))
    return redirect_here(request, "expenses-list")


@require_POST
@needs(ASK)
def add_receipt(request: MemberRequest, pk: UUID) -> HttpResponse:
    form = ReceiptForm(request.POST, request.FILES)
    return _by_form(request, pk, form, _("The receipt is added."), actions.add_receipt)


@require_POST
@needs(APPROVE)
def approve(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _by_form(request, pk, WordForm(request.POST), _approved, actions.approve_request)


def _approved(now: Request) -> str:
    return _("You approved it; somebody else is still needed.") if now.state == State.ASKED else _("Approved.")


@require_POST
def refuse(request: MemberRequest, pk: UUID) -> HttpResponse:
    """By who approves, or who pays what is approved."""
    found, access = request_of(request, pk), request.access
    if not (access.can(APPROVE) or (access.can(PAY) and found.hold_id)):
        raise PermissionDenied
    return _by_form(
        request, pk, RefusalForm(request.POST), _("Refused; who asked is told why."), actions.refuse_request
    )


@require_POST
@needs(PAY)
def pay(request: MemberRequest, pk: UUID) -> HttpResponse:
    return _by_form(request, pk, PaymentForm(request.POST), _("Paid; it is in the books."), actions.pay_request)


@require_POST
@needs(PAY)
def undo(request: MemberRequest, pk: UUID) -> HttpResponse:
    done = _("The payment is taken back; the request is approved as before.")
    if request_of(request, pk).payment_id is None:
        done = _("It is refused; its advance is to be accounted for again.")
    return _by_form(request, pk, UndoForm(request.POST), done, actions.undo_payment)


@require_POST
@needs(PAY)
def take_rest(request: MemberRequest, pk: UUID) -> HttpResponse:
    form = RestForm(request.POST, request=request_of(request, pk))
    return _by_form(request, pk, form, _("What came back is in the books."), actions.return_rest)


@require_POST
@open_to("people")
def give_word(request: PersonRequest, pk: UUID) -> HttpResponse:
    """By the learner whose fund it is, or a guardian of theirs."""
    found, done = request_of(request, pk), _("You agreed to it.")
    return _answer(request, pk, done, lambda: actions.give_word(found, by=request.access.person))


@require_POST
@needs("communities.manage_people")
def decide(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Alone, where spending is entrusted to who manages people."""
    found, form = request_of(request, pk), DecisionForm(request.POST)

    def act(_found: Request, *, by: Any, reason: str) -> None:
        decide_effect("pay_expense", {"request": str(found.pk)}, access=request.access, reason=reason)

    return _by_form(request, pk, form, _("Decided and approved."), act)


def _by_form(request: PersonRequest, pk: UUID, form: forms.Form, done: Done, act: Callable[..., Any]) -> HttpResponse:
    found = request_of(request, pk)
    if not form.is_valid():
        said = [f"{form[name].label}: {why}" for name, errors in form.errors.items() for why in errors]
        messages.error(request, " ".join(said))
        return redirect_here(request, "expenses-request", pk)
    return _answer(request, pk, done, lambda: act(found, by=request.access.person, **form.cleaned_data))


def _answer(request: PersonRequest, pk: UUID, done: Done, act: Callable[[], Any]) -> HttpResponse:
    try:
        now = act()
        messages.success(request, done(now) if callable(done) else done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_here(request, "expenses-request", pk)

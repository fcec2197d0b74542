"""Pay what is held, and take back the rest of an advance."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.expenses import news
from funding.expenses.holding import covered_amount, give_back, pay, take_cover_back, take_payment_back
from funding.expenses.locking import locked, note, refuse_accounted, refuse_own
from funding.expenses.models import Kind, Request, State, Step
from funding.models import Entry
from funding.money import MOST
from tenancy.refusal import Refused
from web.amounts import write_money


@transaction.atomic
def pay_request(request: Request, *, id: UUID, on: date, by: Person) -> Request:
    """Say that it was paid on that day; the books follow. With the id it was paid under nothing happens again."""
    if Request.objects.filter(pk=request.pk, payment=id).exists():
        return Request.objects.get(pk=request.pk)
    request = locked(request, State.APPROVED)
    refuse_own(request, by)
    _refuse_day(on, request.hold)
    request.payment = pay(request, id=id, on=on, by=by)
    request.state = State.PAID
    request.left = request.amount if request.kind == Kind.ADVANCE else 0
    request.save(update_fields=["payment", "state", "left"])
    note(request, Step.What.PAID, by=by, entry=request.payment, again=_taken_back(request))
    news.tell_paid(request, by=by)
    return request


@transaction.atomic
def undo_payment(request: Request, *, id: UUID, on: date, why: str, by: Person) -> Request:
    """It was not paid after all: the books take the payment back, and it is approved and held as before. What an
    advance paid for altogether is refused instead, and the advance is to be accounted for again.

    With the id it was taken back under nothing happens again. Refused once an advance is being accounted for."""
    if request.steps.filter(what=Step.What.UNDONE, entry=id).exists():
        return Request.objects.get(pk=request.pk)
    request = locked(request, State.PAID)
    refuse_own(request, by)
    if not why.strip():
        raise Refused(_("Say why."))
    refuse_accounted(request)
    _refuse_day(on, request.payment or request.cover)
    if request.payment is None:
        return _undo_account(request, id=id, on=on, why=why, by=by)
    take_payment_back(request, id=id, on=on, by=by)
    request.payment, request.state, request.left = None, State.APPROVED, 0
    request.save(update_fields=["hold", "payment", "state", "left"])
    note(request, Step.What.UNDONE, by=by, why=why, entry=Entry(pk=id), again=_taken_back(request))
    news.tell_undone(request, by=by, entry=id)
    return request


def _undo_account(request: Request, *, id: UUID, on: date, why: str, by: Person) -> Request:
    assert request.advance
    request.advance.left += covered_amount(request)
    request.advance.save(update_fields=["left"])
    take_cover_back(request, id=id, on=on, by=by)
    request.state, request.answer = State.REFUSED, why
    request.save(update_fields=["state", "answer"])
    note(request, Step.What.UNDONE, by=by, why=why, entry=Entry(pk=id))
    note(request, Step.What.REFUSED, by=by)
    news.tell_refused(request, by=by)
    return request


def _taken_back(request: Request) -> int:
    return int(request.steps.filter(what=Step.What.UNDONE).count())


@transaction.atomic
def return_rest(request: Request, *, id: UUID, amount: int, on: date, by: Person) -> Request:
    """Of an advance that was paid: what was not needed is at the bank again, as whoever keeps the books saw."""
    request = locked(request, State.PAID)
    if request.steps.filter(entry=id).exists():
        return request
    refuse_own(request, by)
    if not 0 < amount <= min(request.left, MOST):
        told = {"left": write_money(request.left, request.currency)}
        raise Refused(_("Of this advance %(left)s is still to be accounted for.") % told)
    _refuse_day(on, Request.objects.select_related("payment").get(pk=request.pk).payment)
    request.left -= amount
    request.save(update_fields=["left"])
    entry = give_back(request, id=id, amount=amount, on=on, by=by)
    note(request, Step.What.RETURNED, by=by, amount=amount, entry=Entry(pk=entry.pk))
    return request


def _refuse_day(on: date, since: Entry | None) -> None:
    """Money moves after it was held or given, and not on a day to come."""
    if on > timezone.localdate() or (since and on < since.effective_on):
        raise Refused(_("Choose a day since then, up to today."))

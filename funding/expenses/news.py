"""What is told of requests: to who answers and pays, and to who asked."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from funding.expenses.models import Request, State
from funding.expenses.queries import who_may
from funding.expenses.rules import APPROVE, PAY
from learners.guardianship import guardians_of
from notices.actions import notify
from tenancy.scope import current_community
from web.amounts import write_money
from web.links import url_at

Params = Mapping[str, Any]


def _with_sum(told: Params) -> dict[str, Any]:
    return {**told, "sum": write_money(told["amount"], told["currency"])}


def _asked(told: Params) -> str:
    return _("%(by)s asks for %(sum)s: %(title)s") % _with_sum(told)


def _word(told: Params) -> str:
    return _("A learner’s own fund is asked to pay %(sum)s, which needs your word: %(title)s") % _with_sum(told)


def _approved(told: Params) -> str:
    return _("Approved, %(sum)s: %(title)s") % _with_sum(told)


def _to_pay(told: Params) -> str:
    return _("%(sum)s is approved and waits to be paid: %(title)s") % _with_sum(told)


def _refused(told: Params) -> str:
    return _("Refused, %(sum)s: %(title)s") % _with_sum(told)


def _paid(told: Params) -> str:
    return _("Paid, %(sum)s: %(title)s") % _with_sum(told)


def _undone(told: Params) -> str:
    return _("Was not paid after all and is approved as before, %(sum)s: %(title)s") % _with_sum(told)


KINDS = [
    ("asked", _asked, "receipt"), ("word", _word, "hand-coins"), ("approved", _approved, "check"),
    ("to_pay", _to_pay, "wallet"), ("refused", _refused, "x"), ("paid", _paid, "coins"), ("undone", _undone, "undo-2"),
]  # fmt: skip


def tell_asked(request: Request) -> None:
    _tell(who_may(APPROVE), "asked", request, by=request.person_id)
    if learner := request.fund.person_id:
        _tell([learner, *guardians_of(learner)], "word", request, by=request.person_id)


def tell_approved(request: Request, *, by: Person) -> None:
    _tell([request.person_id], "approved", request, by=by.pk)
    if request.state == State.APPROVED:
        _tell((one for one in who_may(PAY) if one != request.person_id), "to_pay", request, by=by.pk)


def tell_refused(request: Request, *, by: Person) -> None:
    _tell([request.person_id], "refused", request, by=by.pk)


def tell_paid(request: Request, *, by: Person) -> None:
    _tell([request.person_id], "paid", request, by=by.pk, of=request.payment_id)


def tell_undone(request: Request, *, by: Person, entry: UUID) -> None:
    _tell([request.person_id], "undone", request, by=by.pk, of=entry)


def _tell(people: Iterable[UUID], kind: str, request: Request, *, by: UUID, of: UUID | None = None) -> None:
    """Once of each request, or of each entry of it."""
    path = url_at(Community.objects.get(pk=current_community()), "expenses-request", request.pk)
    told = {
        "by": request.person_name, "title": request.title, "amount": request.amount, "currency": request.currency,
    }  # fmt: skip
    notify(people, f"expenses.{kind}", key=f"{kind} {of or request.pk}", path=path, params=told, by=by)

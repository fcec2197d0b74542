"""A draft and its receipts, which nobody reads but its writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from files.actions import store_file
from files.models import StoredFile
from files.types import PDF, PICTURES
from funding.expenses.locking import locked, refuse_other
from funding.expenses.models import Kind, Receipt, Request, RequestLine, State
from funding.models import ChartLine, Fund
from funding.models import Kind as AccountKind
from funding.money import MOST
from learners.mydata.erasing import forget_files
from tenancy.refusal import Refused

MOST_LINES, MOST_RECEIPTS = 10, 20


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is asked for: `lines` are lines of the chart and minor units."""

    kind: str
    title: str
    fund: Fund
    currency: str
    lines: Sequence[tuple[ChartLine, int]]
    words: str = ""
    serves: str = ""
    payee: str = ""
    spent_on: date | None = None
    advance: Request | None = None

    @property
    def amount(self) -> int:
        return sum(amount for _line, amount in self.lines)

    def columns(self) -> dict[str, Any]:
        names = ("kind", "title", "words", "serves", "currency", "advance", "amount", "fund")
        told = {name: getattr(self, name) for name in names}
        payee = self.payee if self.kind == Kind.EXPENSE else ""
        spent_on = None if self.kind == Kind.ADVANCE else self.spent_on
        return {**told, "payee": payee, "spent_on": spent_on, "fund_name": self.fund.name}


@transaction.atomic
def write_request(draft: Draft, *, id: UUID, by: Person, by_name: str) -> Request:
    """Draw it up, or rewrite one's own draft of that id; once it is asked the same again changes nothing."""
    _refuse_misshapen(draft, by)
    request, is_new = Request.objects.get_or_create(
        pk=id, defaults={**draft.columns(), "person": by, "person_name": by_name}
    )
    if not is_new:
        refuse_other(request, by)
        if request.state != State.DRAFT and _says(request, draft):
            return request
        request = locked(request, State.DRAFT)
        for name, value in draft.columns().items():
            setattr(request, name, value)
        request.save()
        request.lines.all().delete()
    RequestLine.objects.bulk_create(
        RequestLine(request=request, person=by, line=line, name=line.name, amount=amount)
        for line, amount in draft.lines
    )
    return request


@transaction.atomic
def add_receipt(request: Request, *, file: Any, by: Person) -> Receipt:
    """A picture or PDF, by who asks, until it is answered; the same file again is the same receipt."""
    request = locked(request, State.DRAFT, State.ASKED)
    refuse_other(request, by)
    if request.receipts.count() >= MOST_RECEIPTS:
        raise Refused(_("A request has at most %(most)s receipts.") % {"most": MOST_RECEIPTS})
    stored = store_file(file, allowed=(*PICTURES, PDF), audience=StoredFile.Audience.PRIVATE)
    made, _new = Receipt.objects.get_or_create(
        request=request, file=stored,
        defaults={"person": by, "name": stored.name, "media_type": stored.media_type},
    )  # fmt: skip
    return made


@transaction.atomic
def remove_receipt(receipt: Receipt, *, by: Person) -> None:
    """While it is a draft; what was handed in with it stays."""
    request = locked(receipt.request, State.DRAFT)
    refuse_other(request, by)
    file = receipt.file_id
    receipt.delete()
    forget_files([file])


def _refuse_misshapen(draft: Draft, by: Person) -> None:
    lines = [line.pk for line, _amount in draft.lines]
    if not lines or len(lines) > MOST_LINES or len(set(lines)) < len(lines):
        raise Refused(_("Say on which lines, each once, and %(most)s at most.") % {"most": MOST_LINES})
    if any(line.kind != AccountKind.EXPENSE or line.is_retired for line, _amount in draft.lines):
        raise Refused(_("Choose a line for expenses that is still used."))
    if any(not 0 < amount <= MOST for _line, amount in draft.lines) or draft.amount > MOST:
        raise Refused(_("An amount is out of range."))
    _refuse_advance(draft, by)


def _refuse_advance(draft: Draft, by: Person) -> None:
    advance = draft.advance
    if (advance is None) == (draft.kind == Kind.SETTLEMENT):
        raise Refused(_("Say which advance it accounts for; anything else accounts for none."))
    if advance is None:
        return
    if advance.person_id != by.pk or advance.kind != Kind.ADVANCE or advance.state != State.PAID:
        raise Refused(_("You account for an advance that was paid to you."))
    if (advance.fund_id, advance.currency) != (draft.fund.pk, draft.currency):
        raise Refused(_("An advance is accounted for in its own fund."))


def _says(request: Request, draft: Draft) -> bool:
    lines = {(one.line_id, one.amount) for one in request.lines.all()}
    same = all(getattr(request, name) == value for name, value in draft.columns().items())
    return same and lines == {(line.pk, amount) for line, amount in draft.lines}

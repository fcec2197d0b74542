"""What a request writes into the books: money held when it is approved, moved when it is paid, freed when it is not."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.actions import capture_hold
from funding.expenses.models import Kind, Request
from funding.expenses.queries import free_in
from funding.models import Account, Entry, Fund, Transfer
from funding.posting import Move, Posting, inverse, post
from funding.usual import opened_account, usual_account
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from web.amounts import write_money

Parts = list[tuple[Account, int]]


def hold(request: Request, *, by: Person) -> None:
    """Reserve its money in its fund, and account for what an advance covers; the request and its advance are locked,
    unsaved.

    The fund's row is locked till the end, so that no two requests find the same money."""
    fund = Fund.objects.select_for_update(no_key=True).get(pk=request.fund_id)
    bank = usual_account("bank", fund=fund, currency=request.currency)
    covered, rest = _covered(request, _parts(request, fund))
    due = sum(amount for _account, amount in rest)
    if due > (free := max(free_in(fund, request.currency), 0)):
        told = {"fund": fund.name, "free": write_money(free, request.currency)}
        raise Refused(_("“%(fund)s” has %(free)s free, which is not enough for it.") % told)
    postings = []
    if covered:
        advances = usual_account("advances", fund=fund, currency=request.currency)
        postings.append(_posting(request, tuple(Move(one, advances, n) for one, n in covered)))
        request.cover = Entry(pk=postings[-1].id)
    if rest:
        held = Transfer.State.HELD
        postings.append(_posting(request, tuple(Move(one, bank, n, held) for one, n in rest)))
        request.hold = Entry(pk=postings[-1].id)
    post(*postings, actor=by.pk)


def pay(request: Request, *, id: UUID, on: date, by: Person) -> Entry:
    """Move what is held."""
    assert request.hold
    return capture_hold(request.hold, id=id, on=on, memo=request.title, by=by)


def take_payment_back(request: Request, *, id: UUID, on: date, by: Person) -> None:
    """What was paid comes back and is held as before: two entries, the second of which is the request's hold."""
    assert request.payment
    posted = tuple(move for move in inverse(request.payment) if move.state == Transfer.State.POSTED)
    again = tuple(Move(move.credit, move.debit, move.amount, Transfer.State.HELD) for move in posted)
    back = Posting(
        id=id, effective_on=on, kind=Entry.Kind.REVERSAL, moves=posted, memo=request.title, reverses=request.payment.pk
    )
    held = replace(_posting(request, again), effective_on=on)
    post(back, held, actor=by.pk)
    request.hold = Entry(pk=held.id)


def take_cover_back(request: Request, *, id: UUID, on: date, by: Person) -> None:
    """What an advance paid for is not accounted for any more."""
    assert request.cover
    moves, kind = inverse(request.cover), Entry.Kind.REVERSAL
    post(
        Posting(id=id, effective_on=on, kind=kind, moves=moves, memo=request.title, reverses=request.cover.pk),
        actor=by.pk,
    )


def free(request: Request, *, by: Person) -> None:
    """Take back what its approval wrote."""
    entries = [one for one in (request.hold, request.cover) if one]
    kind, today = Entry.Kind.REVERSAL, timezone.localdate()
    post(
        *(
            Posting(id=uuid7(), effective_on=today, kind=kind, moves=inverse(one), memo=request.title, reverses=one.pk)
            for one in entries
        ),
        actor=by.pk,
    )


def give_back(advance: Request, *, id: UUID, amount: int, on: date, by: Person) -> Entry:
    """The rest of an advance comes to the bank again."""
    fund = advance.fund
    bank, advances = (usual_account(one, fund=fund, currency=advance.currency) for one in ("bank", "advances"))
    posting = Posting(
        id=id, effective_on=on, kind=Entry.Kind.OTHER, moves=(Move(bank, advances, amount),), memo=advance.title
    )
    post(posting, actor=by.pk)
    return Entry.objects.get(pk=id)


def covered_amount(request: Request) -> int:
    """Of a settlement, what its advance paid for already, minor units."""
    return sum(one.amount for one in request.cover.transfers.all()) if request.cover else 0


def _posting(request: Request, moves: tuple[Move, ...]) -> Posting:
    """Nobody's name goes into the books; a shop's does, unless the fund is a learner's own."""
    source = request.payee if request.kind == Kind.EXPENSE and not request.fund.person_id else ""
    kind, today = Entry.Kind.EXPENSE, timezone.localdate()
    return Posting(id=uuid7(), effective_on=today, kind=kind, moves=moves, memo=request.title, source=source)


def _parts(request: Request, fund: Fund) -> Parts:
    if request.kind == Kind.ADVANCE:
        return [(usual_account("advances", fund=fund, currency=request.currency), request.amount)]
    lines = request.lines.select_related("line").order_by("pk")
    return [(opened_account(one.line, fund=fund, currency=request.currency), one.amount) for one in lines]


def _covered(request: Request, parts: Parts) -> tuple[Parts, Parts]:
    """What the rest of its advance pays for, line after line, and what is still to be paid."""
    left = request.advance.left if request.advance else 0
    covered, rest = [], []
    for account, amount in parts:
        taken = min(left, amount)
        left -= taken
        covered += [(account, taken)] if taken else []
        rest += [(account, amount - taken)] if amount > taken else []
    return covered, rest

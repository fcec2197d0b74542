"""Entries of any kind: post, reverse, capture."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.ending import refuse_after_the_end
from funding.models import Entry, Transfer
from funding.posting import Move, Posting, inverse, post
from funding.spending import refuse_alone
from tenancy.refusal import Refused


@transaction.atomic
def post_entry(*postings: Posting, by: Person | None = None, by_two: bool = False) -> list[Entry]:
    """Entries of the caller's own making, all or none; `by_two`: another person asked for them."""
    _refuse_freed(postings)
    _refuse_half(move for posting in postings for move in posting.moves)
    refuse_after_the_end(postings)
    for posting in () if by_two else postings:
        refuse_alone(posting.moves, kind=posting.kind)
    post(*postings, actor=by.pk if by else None)
    found = Entry.objects.in_bulk([posting.id for posting in postings])
    return [found[posting.id] for posting in postings]


@transaction.atomic
def reverse_entry(entry: Entry, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> Entry:
    """Undo an entry, once. What it posted goes back, what it held is freed."""
    kind = Entry.Kind.REVERSAL
    posting = Posting(id=id, effective_on=on, kind=kind, moves=inverse(entry), memo=memo, reverses=entry.pk)
    return post_entry(posting, by=by)[0]


@transaction.atomic
def capture_hold(hold: Entry, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> Entry:
    """End a hold, once, by moving what it reserved."""
    back, kind = inverse(hold), Entry.Kind.CAPTURE
    paid = tuple(Move(m.debit, m.credit, m.amount) for m in back if m.state == Transfer.State.FREED)
    if not paid:
        raise Refused(_("Only a hold can be captured."))
    posting = Posting(id=id, effective_on=on, kind=kind, moves=back + paid, memo=memo, reverses=hold.pk)
    return post_entry(posting, by=by)[0]


def _refuse_freed(postings: Iterable[Posting]) -> None:
    """A hold ends by its reversal or capture; freed otherwise, what was never held would lower a bound by as much."""
    moves = (move for posting in postings if posting.reverses is None for move in posting.moves)
    if any(move.state == Transfer.State.FREED for move in moves):
        raise Refused(_("What is held is freed by reversing it."))


def _refuse_half(moves: Iterable[Move]) -> None:
    """What is due between communities stands in two books (funding.between)."""
    if any(account.other_id for move in moves for account in (move.debit, move.credit)):
        raise Refused(_("Money between communities moves in the books of both at once."))

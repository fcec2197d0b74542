"""What may be done to the books. Amounts are minor units; `id` is the caller's key: the same request is done once."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.models import Account, Books, Entry, Fund, Transfer, Verification
from funding.posting import Move, Posting, inverse, post
from funding.proof import faults
from funding.queries import head
from funding.usual import open_usual_accounts, usual_account
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community

LOCK_BOOKS = "SELECT pg_advisory_xact_lock(hashtextextended('books ' || %s::uuid, 0))"


@transaction.atomic
def open_fund(*, name: str, currency: str, purpose: str = "", is_restricted: bool = False, id: UUID) -> Fund:
    """A fund with the usual accounts; a restricted one may be spent on its purpose alone."""
    if found := Fund.objects.filter(pk=id).first():
        return found
    reasons = {
        "one_fund_a_name": _("There is a fund of this name."),
        "restricted_to_something": _("Say what a restricted fund is for."),
    }
    with refusing(reasons):
        fund = Fund.objects.create(pk=id, name=name, purpose=purpose, is_restricted=is_restricted)
    open_usual_accounts(fund, currency)
    return fund


@transaction.atomic
def open_account(*, fund: Fund, name: str, kind: str, currency: str) -> Account:
    reasons = {"one_account_a_name": _("This fund has an account of that name in that currency.")}
    with refusing(reasons):
        return Account.objects.create(fund=fund, name=name, kind=kind, currency=currency)


@transaction.atomic
def record_grant(
    *,
    fund: Fund,
    amount: int,
    currency: str,
    from_whom: str,
    on: date,
    id: UUID,
    memo: str = "",
    by: Person | None = None,
) -> Entry:
    """Money given for a purpose: from the grants received to the bank, of one fund."""
    bank, grants = (usual_account(code, fund=fund, currency=currency) for code in ("bank", "grants"))
    moves = (Move(bank, grants, amount),)
    return _posted(Posting(id=id, effective_on=on, kind=Entry.Kind.GRANT, moves=moves, memo=memo, source=from_whom), by)


@transaction.atomic
def record_restricted_grant(
    *, name: str, purpose: str, amount: int, currency: str, from_whom: str, on: date, id: UUID, memo: str = "",
    by: Person | None = None,
) -> Entry:  # fmt: skip
    """A grant that opens a fund of its own; the fund's id is the entry's, so that a repeat finds it."""
    fund = open_fund(name=name, currency=currency, purpose=purpose, is_restricted=True, id=id)
    return record_grant(
        fund=fund, amount=amount, currency=currency, from_whom=from_whom, on=on, id=id, memo=memo, by=by
    )


@transaction.atomic
def record_expense(
    *, account: Account, amount: int, to_whom: str, on: date, id: UUID, memo: str = "", by: Person | None = None
) -> Entry:
    """Money spent: from the bank of the account's fund to one of its expense accounts."""
    if account.kind != Account.Kind.EXPENSE:
        raise Refused(_("Choose an account for expenses."))
    bank = usual_account("bank", fund=account.fund, currency=account.currency)
    moves = (Move(account, bank, amount),)
    return _posted(Posting(id=id, effective_on=on, kind=Entry.Kind.EXPENSE, moves=moves, memo=memo, source=to_whom), by)


@transaction.atomic
def post_entry(*postings: Posting, by: Person | None = None) -> list[Entry]:
    """Entries of the caller's own making, all or none."""
    _refuse_half(move for posting in postings for move in posting.moves)
    post(*postings, actor=by.pk if by else None)
    found = Entry.objects.in_bulk([posting.id for posting in postings])
    return [found[posting.id] for posting in postings]


@transaction.atomic
def reverse_entry(entry: Entry, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> Entry:
    """Undo an entry, once. What it posted goes back, what it held is freed."""
    moves, kind = inverse(entry), Entry.Kind.REVERSAL
    _refuse_half(moves)
    return _posted(Posting(id=id, effective_on=on, kind=kind, moves=moves, memo=memo, reverses=entry.pk), by)


@transaction.atomic
def capture_hold(hold: Entry, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> Entry:
    """End a hold, once, by moving what it reserved."""
    back, kind = inverse(hold), Entry.Kind.CAPTURE
    paid = tuple(Move(m.debit, m.credit, m.amount) for m in back if m.state == Transfer.State.FREED)
    if not paid:
        raise Refused(_("Only a hold can be captured."))
    return _posted(Posting(id=id, effective_on=on, kind=kind, moves=back + paid, memo=memo, reverses=hold.pk), by)


@transaction.atomic
def close_books(through: date) -> None:
    """Wait for whoever is posting, then take no entry effective on or before that day. They never open again."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(LOCK_BOOKS, [current_community()])
        cursor.execute("SET LOCAL lock_timeout = 0")
    Books.objects.exclude(closed_through__gte=through).update(closed_through=through)


@transaction.atomic
def verify_books() -> Verification:
    """Prove the books of the open scope from their rows, and note what was found."""
    sealed = head()
    fault = next(faults(), None)
    return Verification.objects.create(
        seq=sealed.seq if sealed else 0, fault=fault.what if fault else "", row=fault.row if fault else None
    )


def _posted(posting: Posting, by: Person | None) -> Entry:
    post(posting, actor=by.pk if by else None)
    return Entry.objects.get(pk=posting.id)


def _refuse_half(moves: Iterable[Move]) -> None:
    """What is due between communities stands in two books (funding.between)."""
    if any(account.other_id for move in moves for account in (move.debit, move.credit)):
        raise Refused(_("Money between communities moves in the books of both at once."))

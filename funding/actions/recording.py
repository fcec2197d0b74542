"""What happens to money, by its name: each writes one entry on the usual accounts."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.actions.entries import capture_hold, post_entry
from funding.actions.funds import open_fund
from funding.holds import refuse_kept
from funding.models import Account, Entry, Fund, Transfer
from funding.posting import Move, Posting
from funding.spending import needs_two
from funding.usual import usual_account
from tenancy.refusal import Refused

Kind = Entry.Kind


@transaction.atomic
def record_grant(
    *, fund: Fund, amount: int, currency: str, from_whom: str, on: date, id: UUID, memo: str = "",
    by: Person | None = None,
) -> Entry:  # fmt: skip
    """Money given for a purpose: from the grants received to the bank, of one fund."""
    bank, grants = (usual_account(code, fund=fund, currency=currency) for code in ("bank", "grants"))
    moves = (Move(bank, grants, amount),)
    return _posted(Posting(id=id, effective_on=on, kind=Kind.GRANT, moves=moves, memo=memo, source=from_whom), by)


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
def record_donation(
    *, fund: Fund, amount: int, currency: str, on: date, id: UUID, from_whom: str = "", memo: str = "",
    by: Person | None = None,
) -> Entry:  # fmt: skip
    """Money given freely, of one fund; who gave it may stay unnamed."""
    bank, donations = (usual_account(code, fund=fund, currency=currency) for code in ("bank", "donations"))
    moves = (Move(bank, donations, amount),)
    return _posted(Posting(id=id, effective_on=on, kind=Kind.DONATION, moves=moves, memo=memo, source=from_whom), by)


@transaction.atomic
def record_fee(
    *, fund: Fund, amount: int, currency: str, from_whom: str, on: date, id: UUID, memo: str = "",
    by: Person | None = None,
) -> Entry:  # fmt: skip
    """Money paid for what the community does; it is nobody's gift, so a restricted fund does not take it."""
    if fund.is_restricted:
        raise Refused(_("A fee goes into a fund without restrictions."))
    bank, fees = (usual_account(code, fund=fund, currency=currency) for code in ("bank", "fees"))
    moves = (Move(bank, fees, amount),)
    return _posted(Posting(id=id, effective_on=on, kind=Kind.FEE, moves=moves, memo=memo, source=from_whom), by)


@transaction.atomic
def record_expense(
    *, account: Account, amount: int, to_whom: str, on: date, id: UUID, memo: str = "", by: Person | None = None
) -> Entry:
    """Money spent: from the bank of the account's fund to one of its expense accounts.

    From the community's own limit on it is held, until another person confirms it (`confirm_expense`)."""
    if account.kind != Account.Kind.EXPENSE:
        raise Refused(_("Choose an account for expenses."))
    if account.line.is_retired:
        raise Refused(_("This line of the chart is no longer used."))
    bank = usual_account("bank", fund=account.fund, currency=account.currency)
    state = Transfer.State.HELD if needs_two(amount, account.currency) else Transfer.State.POSTED
    moves = (Move(account, bank, amount, state),)
    return _posted(Posting(id=id, effective_on=on, kind=Kind.EXPENSE, moves=moves, memo=memo, source=to_whom), by)


@transaction.atomic
def confirm_expense(expense: Entry, *, id: UUID, on: date, by: Person) -> Entry:
    """Spend what waits for a second person; refused to whoever recorded it."""
    if expense.kind != Kind.EXPENSE or not expense.transfers.filter(state=Transfer.State.HELD).exists():
        raise Refused(_("This does not wait for a second person."))
    if expense.actor_id == by.pk:
        raise Refused(_("You recorded it: somebody else confirms it."))
    refuse_kept(expense)
    return capture_hold(expense, id=id, on=on, memo=expense.memo, by=by)


@transaction.atomic
def move_between_funds(
    *, fund: Fund, to: Fund, amount: int, currency: str, on: date, id: UUID, memo: str = "", by: Person | None = None
) -> Entry:
    """From the bank of one fund to the bank of another, through what stands between them in each.

    Not out of a restricted one, whose money is spent on its purpose."""
    if fund == to:
        raise Refused(_("Choose two different funds."))
    if fund.is_restricted:
        raise Refused(_("The money of a restricted fund is spent on its purpose alone; it can’t be moved away."))
    (out, from_bank), (into, to_bank) = (
        [usual_account(code, fund=one, currency=currency) for code in ("between", "bank")] for one in (fund, to)
    )
    moves = (Move(out, from_bank, amount), Move(to_bank, into, amount))
    return _posted(Posting(id=id, effective_on=on, kind=Kind.MOVE, moves=moves, memo=memo), by)


def _posted(posting: Posting, by: Person | None) -> Entry:
    return post_entry(posting, by=by)[0]

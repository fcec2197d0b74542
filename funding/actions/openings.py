"""What there was before these books began."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.actions.entries import post_entry
from funding.models import Account, Entry, Transfer
from funding.posting import Move, Posting
from funding.usual import usual_account
from tenancy.refusal import Refused

Kind = Account.Kind


class Opening(NamedTuple):
    account: Account
    amount: int  # minor units, as the reader sees it: what is owed is positive on an account of debts


@transaction.atomic
def record_openings(
    openings: Iterable[Opening], *, on: date, id: UUID, memo: str = "", by: Person | None = None
) -> Entry:
    """One entry against the opening balance of each fund; refused for an account that has its own, unless reversed."""
    wanted = [one for one in openings if one.amount]
    if not wanted:
        raise Refused(_("Write what at least one account began with."))
    keys = [one.account.pk for one in wanted]
    locked = list(Account.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    if len(locked) < len(keys):
        raise Refused(_("An account can have one opening balance."))
    if not Entry.objects.filter(pk=id).exists():
        _refuse_opened(keys)
    moves = tuple(_move(one) for one in wanted)
    posting = Posting(id=id, effective_on=on, kind=Entry.Kind.OPENING, moves=moves, memo=memo or _("Opening balance"))
    return post_entry(posting, by=by)[0]


def opened_already(accounts: Iterable[UUID]) -> set[UUID]:
    """Those of these accounts that have an opening balance which was not reversed."""
    wanted = set(accounts)
    lines = Transfer.objects.filter(entry__kind=Entry.Kind.OPENING, entry__reversals__isnull=True)
    return {side for pair in lines.values_list("debit_id", "credit_id") for side in pair if side in wanted}


def _refuse_opened(keys: Iterable[UUID]) -> None:
    if opened := opened_already(keys):
        names = ", ".join(Account.objects.filter(pk__in=opened).order_by("name").values_list("name", flat=True))
        raise Refused(_("There is an opening balance already: %(accounts)s. Reverse it first.") % {"accounts": names})


def _move(one: Opening) -> Move:
    account = one.account
    if account.kind in (Kind.INCOME, Kind.EXPENSE) or account.line.usual == "opening":
        raise Refused(_("Opening balances stand on what there is and what is owed, not on what came in or went out."))
    against = usual_account("opening", fund=account.fund, currency=account.currency)
    grows = (one.amount > 0) == (account.sign > 0)
    return Move(account, against, abs(one.amount)) if grows else Move(against, account, abs(one.amount))

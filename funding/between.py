"""Money between communities: one action writes both books, under one id, or neither."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Person
from communities.models import Community
from funding.actions import reverse_entry
from funding.models import Account, Entry
from funding.posting import Move, Posting, inverse, post
from funding.queries import NOTHING, balance_of, balances, funds
from funding.usual import BETWEEN, account_between, usual_account
from tenancy.refusal import Refused
from tenancy.scope import current_community, in_community
from web.amounts import write_money


class Deal(NamedTuple):
    """What one community owes or pays another."""

    payer: Community
    payee: Community
    amount: int  # minor units
    currency: str  # ISO 4217
    on: date
    memo: str = ""


class Mismatch(NamedTuple):
    creditor: Community
    debtor: Community
    currency: str
    due_from: int  # in the creditor's books, minor units
    due_to: int  # in the debtor's


@transaction.atomic
def charge_community(deal: Deal, *, id: UUID, by: Person | None = None, expense: str = "other-expense") -> None:
    """The payer owes the payee: an expense here, an income there, and what is due between them."""
    _write_both(deal, id, by, payer=(expense, "due-to"), payee=("due-from", "other-income"))


@transaction.atomic
def settle_with_community(deal: Deal, *, id: UUID, by: Person | None = None) -> None:
    """The payer pays from its bank what it owes the payee, and no more than that."""
    _refuse_more_than_owed(deal, id)
    _write_both(deal, id, by, payer=("due-to", "bank"), payee=("bank", "due-from"))


@transaction.atomic
def take_back(entry: Entry, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> Entry:
    """Undo an entry, once; one between communities in the books of both."""
    if is_between(entry):
        reverse_between(entry, id=id, on=on, memo=memo, by=by)
        return Entry.objects.get(pk=id)
    return reverse_entry(entry, id=id, on=on, memo=memo, by=by)


def is_between(entry: Entry) -> bool:
    """Whether the books of another community tell of it too."""
    return entry.transfers.filter(Q(debit__other__isnull=False) | Q(credit__other__isnull=False)).exists()


@transaction.atomic
def reverse_between(entry: Entry, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> None:
    """Undo an entry of the open scope's community and the other community's half of it."""
    accounts = [account for move in inverse(entry) for account in (move.debit, move.credit)]
    parties = {current_community(), *(account.other_id for account in accounts if account.other_id)}
    for here in sorted(parties):
        with in_community(here):
            half = Entry.objects.get(pk=entry.pk)
            kind, moves = Entry.Kind.REVERSAL, inverse(half)
            posting = Posting(
                id=id, effective_on=on, kind=kind, moves=moves, memo=memo, source=half.source, reverses=half.pk
            )
            post(posting, actor=by.pk if by else None)


def mismatches() -> Iterator[Mismatch]:
    """Debts that the two communities' books do not tell alike; visits the books of every community."""
    told: dict[tuple[str, UUID, UUID, str], int] = {}
    communities = {community.pk: community for community in Community.objects.all()}
    for here in communities:
        with in_community(here):
            now = balances()
            for account in Account.objects.filter(other__isnull=False).select_related("line"):
                assert account.other_id
                claims = account.line.usual == "due-from"
                pair = (here, account.other_id) if claims else (account.other_id, here)
                key = (account.line.usual, *pair, account.currency)
                told[key] = told.get(key, 0) + account.sign * now.get(account.pk, NOTHING).balance
    for creditor, debtor, currency in sorted({key[1:] for key in told}, key=str):
        due_from, due_to = (told.get((code, creditor, debtor, currency), 0) for code in ("due-from", "due-to"))
        if due_from != due_to:
            yield Mismatch(communities[creditor], communities[debtor], currency, due_from, due_to)


def _write_both(deal: Deal, id: UUID, by: Person | None, *, payer: tuple[str, str], payee: tuple[str, str]) -> None:
    """Each side debits the first of its accounts and credits the second.

    In order of id, so that two deals the other way round do not wait in a circle."""
    if deal.payer == deal.payee:
        raise Refused(_("Money between communities needs two of them."))
    sides = [(deal.payer, deal.payee, payer), (deal.payee, deal.payer, payee)]
    for here, other, codes in sorted(sides, key=lambda side: side[0].pk):
        with in_community(here.pk):
            debit, credit = (_account(code, deal.currency, here, other) for code in codes)
            moves, kind = (Move(debit, credit, deal.amount),), Entry.Kind.BETWEEN
            posting = Posting(id=id, effective_on=deal.on, kind=kind, moves=moves, memo=deal.memo, source=other.name)
            post(posting, actor=by.pk if by else None)


def _account(code: str, currency: str, here: Community, other: Community) -> Account:
    """Of the community's general fund, named in its own language when it has to be opened."""
    fund = funds()[0]
    with override(here.languages[0] if here.languages else "en"):
        if code in BETWEEN:
            return account_between(code, fund=fund, currency=currency, other=other)
        return usual_account(code, fund=fund, currency=currency)


def _refuse_more_than_owed(deal: Deal, id: UUID) -> None:
    """The account's row is held, so that two payments at once do not both find the debt; a repeat is let through."""
    with in_community(deal.payer.pk):
        if Entry.objects.filter(pk=id).exists():
            return
        debts = Account.objects.filter(line__usual="due-to", other=deal.payee, currency=deal.currency, fund=funds()[0])
        debt = debts.select_for_update(no_key=True).first()
        owed = -balance_of(debt.pk).balance if debt else 0
    if deal.amount > owed:
        told = {"sum": write_money(max(owed, 0), deal.currency), "community": deal.payee.name}
        raise Refused(_("No more than %(sum)s is owed to %(community)s.") % told)

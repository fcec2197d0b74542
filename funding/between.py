"""Money between communities: one action writes both books, under one id, or neither."""

from collections import defaultdict
from collections.abc import Mapping
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
from funding.holds import refuse_kept
from funding.models import Account, Entry, Fund
from funding.posting import Move, Posting, inverse, post
from funding.queries import balance_of, funds
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


@transaction.atomic
def charge_community(deal: Deal, *, id: UUID, by: Person | None = None, expense: str = "other-expense") -> None:
    """The payer owes the payee: an expense here, an income there, and what is due between them."""
    charge_communities({id: deal}, by=by, expense=expense)


@transaction.atomic
def charge_communities(deals: Mapping[UUID, Deal], *, by: Person | None = None, expense: str = "other-expense") -> None:
    """The same to several at once, by the entries' ids: all of them or none."""
    _write_both(deals, by, Entry.Kind.BETWEEN, payer=(expense, "due-to"), payee=("due-from", "other-income"))


@transaction.atomic
def grant_to_communities(
    deals: Mapping[UUID, Deal], *, by: Person | None = None, expense: str = "other-expense"
) -> None:
    """Payers promise grants, by the entries' ids: an expense of theirs, grants received there, and what is due between.

    All of them or none; each payee sees its own alone. They are paid by settle_with_community()."""
    _write_both(deals, by, Entry.Kind.GRANT, payer=(expense, "due-to"), payee=("due-from", "grants"))


@transaction.atomic
def settle_with_community(deal: Deal, *, id: UUID, by: Person | None = None) -> None:
    """The payer pays from its bank what it owes the payee, and no more than that."""
    _refuse_more_than_owed(deal, id)
    _write_both({id: deal}, by, Entry.Kind.BETWEEN, payer=("due-to", "bank"), payee=("bank", "due-from"))


@transaction.atomic
def take_back(entry: Entry, *, id: UUID, on: date, memo: str = "", by: Person | None = None) -> Entry:
    """Undo an entry, once; one between communities in the books of both. What a room above keeps is undone there."""
    refuse_kept(entry)
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


class _Side(NamedTuple):
    """One community's half of a deal: the accounts it debits and credits."""

    here: Community
    other: Community
    codes: tuple[str, str]


def _write_both(
    deals: Mapping[UUID, Deal], by: Person | None, kind: str, *, payer: tuple[str, str], payee: tuple[str, str]
) -> None:
    """In order of the communities' ids, so that deals the other way round do not wait in a circle."""
    halves: dict[UUID, list[tuple[UUID, Deal, _Side]]] = defaultdict(list)
    for id, deal in deals.items():
        if deal.payer == deal.payee:
            raise Refused(_("Money between communities needs two of them."))
        halves[deal.payer.pk].append((id, deal, _Side(deal.payer, deal.payee, payer)))
        halves[deal.payee.pk].append((id, deal, _Side(deal.payee, deal.payer, payee)))
    for here in sorted(halves):
        with in_community(here):
            fund = funds()[0]
            postings = [_half(*half, kind=kind, fund=fund) for half in halves[here]]
            try:
                post(*postings, actor=by.pk if by else None)
            except Refused as refusal:
                told = {"community": halves[here][0][2].here.name, "why": refusal}
                raise Refused(_("%(community)s: %(why)s") % told) from None


def _half(id: UUID, deal: Deal, side: _Side, *, kind: str, fund: Fund) -> Posting:
    debit, credit = (_account(code, deal.currency, fund, side) for code in side.codes)
    moves = (Move(debit, credit, deal.amount),)
    return Posting(id=id, effective_on=deal.on, kind=kind, moves=moves, memo=deal.memo, source=side.other.name)


def _account(code: str, currency: str, fund: Fund, side: _Side) -> Account:
    """Of the community's general fund, named in its own language when it has to be opened."""
    with override(side.here.languages[0] if side.here.languages else "en"):
        if code in BETWEEN:
            return account_between(code, fund=fund, currency=currency, other=side.other)
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

"""Payments of fees: as many as came are recorded together, and the books say their sum."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.actions import post_entry, reverse_entry
from funding.income.actions.charging import take_turn
from funding.income.models import Charge, FeeKind, Payment
from funding.models import Account, Entry, Fund
from funding.posting import REASONS, Move, Posting
from funding.usual import usual_account
from tenancy.refusal import Refused


@transaction.atomic
def record_payments(paid: Mapping[UUID, int], *, on: date, id: UUID, by: Person) -> Entry:
    """`paid`: minor units by charge. One entry from what was to be received to the bank, which names nobody."""
    take_turn()
    known = dict(Payment.objects.filter(entry=id).values_list("charge", "amount"))
    if known:
        if known != dict(paid):
            raise Refused(str(REASONS["same_request"]))
        return Entry.objects.get(pk=id)
    follow_reversals()
    charges = list(
        Charge.objects.select_for_update(of=["self"])
        .filter(pk__in=list(paid))
        .select_related("run__kind__fund")
        .order_by("pk")
    )
    _refuse_wrong(charges, paid)
    kinds: dict[FeeKind, int] = defaultdict(int)
    for one in charges:
        kinds[one.run.kind] += paid[one.pk]
    memo = next(iter(kinds)).title if len(kinds) == 1 else _("Fees")
    entry = post_entry(Posting(id=id, effective_on=on, kind=Entry.Kind.FEE, moves=_moves(kinds), memo=memo), by=by)[0]
    Payment.objects.bulk_create(
        Payment(charge=one, person_id=one.person_id, entry=entry, on=on, amount=paid[one.pk]) for one in charges
    )
    for one in charges:
        one.paid += paid[one.pk]
    Charge.objects.bulk_update(charges, ["paid"])
    return entry


@transaction.atomic
def take_back_payments(entry: Entry, *, id: UUID, on: date, by: Person) -> Entry:
    """All that were recorded together; their charges are open again."""
    take_turn()
    if not Payment.objects.filter(entry=entry, taken_back=False).exists():
        raise Refused(_("There is nothing to take back."))
    reversal = reverse_entry(entry, id=id, on=on, memo=entry.memo, by=by)
    follow_reversals()
    return reversal


@transaction.atomic
def follow_reversals() -> int:
    """Payments whose entry was reversed in the books pay nothing any more; says how many."""
    take_turn()
    reversal = Entry.objects.filter(reverses=OuterRef("entry"))
    rows = list(Payment.objects.select_for_update(of=["self"]).filter(Exists(reversal), taken_back=False))
    for one in rows:
        Charge.objects.filter(pk=one.charge_id).update(paid=F("paid") - one.amount)
    Payment.objects.filter(pk__in=[one.pk for one in rows]).update(taken_back=True)
    return len(rows)


def _refuse_wrong(charges: list[Charge], paid: Mapping[UUID, int]) -> None:
    if not paid or len(charges) < len(paid):
        raise Refused(_("Say what was paid, by charges of this community."))
    if any(amount <= 0 for amount in paid.values()):
        raise Refused(str(REASONS["amount_is_positive"]))
    if any(paid[one.pk] > one.open for one in charges):
        raise Refused(_("That is more than is open."))


def _moves(kinds: Mapping[FeeKind, int]) -> tuple[Move, ...]:
    """One for each fund and currency."""
    sums: dict[tuple[Fund, str], int] = defaultdict(int)
    for kind, amount in kinds.items():
        sums[kind.fund, kind.currency] += amount
    return tuple(
        Move(_account("bank", fund, currency), _account("receivable", fund, currency), amount)
        for (fund, currency), amount in sums.items()
    )


def _account(usual: str, fund: Fund, currency: str) -> Account:
    return usual_account(usual, fund=fund, currency=currency)

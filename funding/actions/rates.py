"""Rates of other currencies, and money exchanged into them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from funding.actions.entries import post_entry
from funding.models import Entry, Fund, Rate
from funding.posting import Move, Posting
from funding.rates import Quote
from funding.usual import usual_account
from tenancy.refusal import Refused, refusing


@transaction.atomic
def store_rate(
    *, currency: str, base: str, on: date, rate: Decimal, source: str, by: Person | None = None
) -> Rate:  # fmt: skip
    """How many units of a currency one of the base buys from that day on; a later row corrects an earlier one."""
    reasons = {
        "rate_above_zero": _("A rate is more than zero."),
        "rate_of_another_currency": _("Choose a currency other than the community’s own."),
    }
    with refusing(reasons):
        return Rate.objects.create(currency=currency, base=base, on=on, rate=rate, source=source, stored_by=by)


@transaction.atomic
def store_rates(quotes: Iterable[Quote], *, base: str, source: str, by: Person | None = None) -> int:
    """Those of a table; what stands here already is not stored again. How many were new."""
    wanted = {(one.currency, one.on): one.rate for one in quotes}
    days = [on for _currency, on in wanted]
    known = Rate.objects.filter(base=base, on__in=set(days)).order_by("currency", "on", "-id")
    latest = {(one.currency, one.on): one.rate for one in known.distinct("currency", "on")}
    fresh = [
        Rate(currency=currency, base=base, on=on, rate=rate, source=source, stored_by=by)
        for (currency, on), rate in wanted.items()
        if latest.get((currency, on)) != rate
    ]
    Rate.objects.bulk_create(fresh, batch_size=1000)
    return len(fresh)


@transaction.atomic
def exchange_money(
    *, fund: Fund, amount: int, currency: str, into: str, amount_into: int, on: date, id: UUID, memo: str = "",
    by: Person | None = None,
) -> Entry:  # fmt: skip
    """What left the fund's bank in one currency and came in another, through what was exchanged in each."""
    if currency == into:
        raise Refused(_("Choose two different currencies."))
    (from_bank, out), (to_bank, back) = (
        [usual_account(key, fund=fund, currency=one) for key in ("bank", "exchange")] for one in (currency, into)
    )
    moves = (Move(out, from_bank, amount), Move(to_bank, back, amount_into))
    posting = Posting(id=id, effective_on=on, kind=Entry.Kind.EXCHANGE, moves=moves, memo=memo)
    return post_entry(posting, by=by)[0]

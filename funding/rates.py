"""What other currencies are worth in the community's own: stored rates, exact fractions, one stated rounding."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from communities.names import currencies
from funding.models import Account, Rate
from funding.privacy import seen_accounts, seen_totals
from funding.queries import NOTHING, balances
from funding.rows import rows_of
from tenancy.refusal import Refused
from web.amounts import exponent

ECB = "EUR"  # what the European Central Bank's reference rates (eurofxref-hist.csv) are counted against
MOST = 20_000  # rates of one table
PLACES = Decimal("1e-15")


class Quote(NamedTuple):
    currency: str
    on: date
    rate: Decimal  # units of it for one of the community's own


class Position(NamedTuple):
    """What all funds have in one currency, and its worth in the community's own at the last stored rate."""

    currency: str
    amount: int  # minor units
    rate: Rate | None
    worth: int | None  # minor units of the community's own; None without a rate
    exchanged: int  # what stands on its exchange accounts, debits less credits, minor units


def last_rates(base: str, on: date | None = None) -> dict[str, Rate]:
    """The last stored of each currency, up to a day."""
    found = Rate.objects.filter(base=base).order_by("currency", "-on", "-id").distinct("currency")
    return {rate.currency: rate for rate in (found.filter(on__lte=on) if on else found)}


def last_rate(currency: str, *, base: str, on: date) -> Rate | None:
    """The last stored up to a day."""
    found = Rate.objects.filter(base=base, currency=currency, on__lte=on)
    return found.order_by("-on", "-id").first()


def worth_of(amount: int, rate: Rate) -> int:
    """Minor units in the base currency, to the nearest; of two as near, the even one."""
    exact: Fraction = Fraction(amount, 10 ** exponent(rate.currency)) / Fraction(rate.rate) * 10 ** exponent(rate.base)
    whole: int = round(exact)
    return whole


def positions(access: Any, base: str) -> list[Position]:
    """By currency, the community's own first."""
    sums: dict[str, int] = defaultdict(int)
    for total in seen_totals(access):
        sums[total.currency] += total.amount
    exchanged, rates = _exchanged(access), last_rates(base)
    return [
        _position(currency, sums[currency], exchanged[currency], rates.get(currency), base)
        for currency in sorted(sums, key=lambda code: (code != base, code))
    ]


def unrealised(found: Iterable[Position]) -> int | None:
    """By how much what was exchanged is worth more now than it was then, in the base's minor units; never posted.

    None where nothing was exchanged, or a rate is missing."""
    touched = [one for one in found if one.exchanged]
    if not touched or any(one.worth is None for one in touched):
        return None
    return -sum(worth_of(one.exchanged, one.rate) if one.rate else one.exchanged for one in touched)


def _position(currency: str, amount: int, exchanged: int, rate: Rate | None, base: str) -> Position:
    worth = amount if currency == base else worth_of(amount, rate) if rate else None
    return Position(currency, amount, rate, worth, exchanged)


def _exchanged(access: Any) -> dict[str, int]:
    amounts = balances()
    found: dict[str, int] = defaultdict(int)
    for account in seen_accounts(access).filter(line__usual="exchange"):
        found[account.currency] += amounts.get(account.pk, NOTHING).balance
    return found


def read_table(text: str, *, base: str) -> list[Quote]:
    """`date,currency,rate` by line, or Date and a column a currency as the European Central Bank publishes; of those,
    the currencies that accounts here hold. Refused, with the line, where one cannot be read."""
    rows = rows_of(text)
    heading = [cell.strip() for cell in rows[0][1]] if rows else []
    if [cell.lower() for cell in heading[:3]] == ["date", "currency", "rate"]:
        found = list(_by_line(rows[1:], base))
    elif heading[:1] == ["Date"] and len(heading) > 1:
        found = list(_by_column(heading, rows[1:], base))
    else:
        raise Refused(_("The first line names the columns: date, currency, rate; or Date and a column a currency."))
    if len(found) > MOST:
        raise Refused(_("A table has at most %(most)s rates.") % {"most": MOST})
    return found


def _by_line(rows: list[tuple[int, list[str]]], base: str) -> Iterator[Quote]:
    known = dict(currencies())
    for number, row in rows:
        day, currency, rate = ([cell.strip() for cell in row] + [""] * 3)[:3]
        if currency not in known or currency == base:
            raise _wrong(number, _("“%(text)s” is no other currency.") % {"text": currency})
        yield Quote(currency, _day(number, day), _rate(number, rate))


def _by_column(heading: list[str], rows: list[tuple[int, list[str]]], base: str) -> Iterator[Quote]:
    """Its rates are for one euro; another base is reckoned through it."""
    used = set(Account.objects.exclude(currency=base).values_list("currency", flat=True))
    wanted = [(place, code) for place, code in enumerate(heading) if code in used]
    if ECB in used:
        wanted.append((-1, ECB))
    own = None if base == ECB else heading.index(base) if base in heading else -1
    if own == -1:
        raise Refused(_("The table has no column for %(currency)s.") % {"currency": base})
    for number, row in rows:
        day = _day(number, row[0])
        one = Decimal(1) if own is None else _cell(number, row, own)
        for place, code in wanted:
            rate = Decimal(1) if place == -1 else _cell(number, row, place)
            if rate is not None and one is not None:
                yield Quote(code, day, (rate / one).quantize(PLACES))


def _cell(number: int, row: list[str], place: int) -> Decimal | None:
    text = row[place].strip() if place < len(row) else ""
    return None if text in ("", "N/A") else _rate(number, text)


def _day(number: int, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise _wrong(number, _("“%(text)s” is no day.") % {"text": text}) from None


def _rate(number: int, text: str) -> Decimal:
    try:
        rate = Decimal(text)
    except InvalidOperation:
        rate = Decimal(0)
    if not rate.is_finite() or not Decimal("1e-12") <= rate <= Decimal("1e12"):
        raise _wrong(number, _("“%(text)s” is no rate.") % {"text": text})
    return rate.quantize(PLACES)


def _wrong(number: int, why: str) -> Refused:
    return Refused(_("Line %(number)s: %(why)s") % {"number": number, "why": why})

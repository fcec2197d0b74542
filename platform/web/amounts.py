"""Money, numbers, days and names as the reader writes them."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import (
    NumberPattern,
    format_decimal,
    get_decimal_symbol,
    get_group_symbol,
    parse_pattern,
)
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

# Decimal places of minor units by ISO 4217, where they are not two (CLDR's own digits differ from it).
EXPONENTS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"), 0),
    **dict.fromkeys(("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")  # no exponent, which could be too much to read
PLAIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
MOST = 2**63 - 1  # minor units; what a column of amounts holds


def exponent(currency: str) -> int:
    """How many decimal places of this currency its minor unit stands for: EUR 2, JPY 0, KWD 3."""
    return EXPONENTS.get(currency, 2)


def as_decimal(amount: int, currency: str) -> Decimal:
    """An amount of minor units in the currency's own unit: 420 of EUR is 4.20."""
    return Decimal(amount).scaleb(-exponent(currency))


def write_money(amount: int, currency: str) -> str:
    """An amount of minor units in the active language."""
    places = exponent(currency)
    pattern = _money_pattern(str(locale()), places)
    return str(pattern.apply(as_decimal(amount, currency), locale(), currency=currency, currency_digits=False))


class OutOfRange(ValueError):
    """More than a book can hold."""


def read_money(text: str, currency: str) -> int:
    """Minor units of an amount written as in the active language, or with a decimal point.

    Raises ValueError, of which OutOfRange is one."""
    written = "".join(text.split()).translate(PLAIN_DIGITS)
    group, point = get_group_symbol(locale()), get_decimal_symbol(locale())
    if re.fullmatch(rf"-?\d{{1,3}}({re.escape(group)}\d{{3}})+({re.escape(point)}\d*)?", written):
        written = written.replace(group, "")
    if not PLAIN.fullmatch(written := written.replace(point, ".")):
        raise ValueError(text)
    minor = Decimal(written).scaleb(exponent(currency))
    if abs(minor) > MOST:
        raise OutOfRange(text)
    if minor != minor.to_integral_value():
        raise ValueError(text)
    return int(minor)


def write_number(value: float | Decimal, places: int | None = None) -> str:
    """A number in the active language; `places` fixes the decimal places."""
    if places is None:
        return format_decimal(value, locale=locale())
    pattern = parse_pattern(locale().decimal_formats[None].pattern)
    pattern.frac_prec = (places, places)
    return str(pattern.apply(value, locale()))


def write_share(value: float | Decimal, places: int = 0) -> str:
    """A part of one as per cent, with so many decimal places: 0.48 is 48 %."""
    pattern = parse_pattern(locale().percent_formats[None].pattern)
    pattern.frac_prec = (places, places)
    return str(pattern.apply(value, locale()))


def write_day(day: date) -> str:
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return apart(format_date(day, "medium", locale=locale()))


def write_moment(moment: datetime) -> str:
    """Day and time of day, in the time zone of the place (web/middleware.py)."""
    here = timezone.localtime(moment)
    day, time = format_date(here, "medium", locale=locale()), format_time(here.time(), "short", locale=locale())
    return apart(str(locale().datetime_formats["medium"]).replace("{1}", day).replace("{0}", time))


def apart(text: str) -> str:
    """Isolated in a line that runs from right to left (Unicode UAX 9), so that what stands beside it moves no part."""
    return f"\u2068{text}\u2069" if get_language_bidi() else text


def language_name(code: str) -> str:
    """The name of a language (BCP 47) in the reader's language; the code itself when nobody knows it."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(locale())
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


def direction(language: str) -> str:
    """Which way a language (BCP 47) is written: "ltr", "rtl", or "auto" when nobody knows it."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"


def country_name(code: str) -> str:
    return str(locale().territories.get(code.upper(), code))


def locale() -> Locale:
    return _locale(get_language() or "en")


@lru_cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache
def _money_pattern(language: str, places: int) -> NumberPattern:
    pattern = parse_pattern(Locale.parse(language).currency_formats["standard"].pattern)
    pattern.frac_prec = (places, places)
    return pattern

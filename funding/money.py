"""Sums that stay exact: read as the reader writes them, and split without losing a cent."""

import re
from collections.abc import Sequence
from decimal import InvalidOperation
from fractions import Fraction
from typing import Any

from babel.numbers import NumberFormatError, get_decimal_symbol, get_group_symbol, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from web.amounts import exponent, locale, write_money

MOST = 2**63 - 1  # minor units; what an amount in the books can hold
FIGURES = re.compile(r"-?[\d.,\u2019\u202f\u00a0]+")


def split(amount: int, weights: Sequence[int | Fraction]) -> list[int]:
    """Share out minor units in proportion to weights by the largest-remainder method; the parts add up to the amount.

    Each part first gets its share rounded down. What is left goes, one minor unit each, to the largest remainders;
    of equal remainders the part that stands earlier in the list comes first."""
    total = sum(weights, Fraction(0))
    if amount < 0 or total <= 0 or min(weights) < 0:
        raise ValueError("A split needs an amount and weights of zero or more, and one weight above zero.")
    shares = [amount * weight / total for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda n: (parts[n] - shares[n], n))
    for n in by_remainder[: amount - sum(parts)]:
        parts[n] += 1
    return parts


def read_amount(text: str, currency: str) -> int:
    """Minor units of an amount as the reader's language writes it; refuses what could be read in two ways.

    "1,50" is no amount in English: it would be 150 there and 1.50 elsewhere. Raises ValueError."""
    point, group = get_decimal_symbol(locale()), get_group_symbol(locale())
    plain = "".join(str(int(mark)) if mark.isdecimal() else mark for mark in text.replace(currency, "").strip())
    plain = plain.replace("٫", point).replace("٬", group).replace("'", "\u2019")
    plain = "".join((group if not group.strip() else "") if mark.isspace() else mark for mark in plain)
    if not FIGURES.fullmatch(plain):
        raise ValueError(text)
    try:
        minor = parse_decimal(plain, locale=locale(), strict=True).scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise ValueError(text)
    except (NumberFormatError, InvalidOperation) as error:
        raise ValueError(text) from error
    return int(minor)


class MoneyField(forms.CharField):
    """An amount as the reader writes it; its value is minor units of `currency`, which the form sets."""

    currency = "EUR"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            **{"label": gettext_lazy("How much"), **kwargs},
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_amount(text, self.currency)
        except ValueError:
            example = write_money(12345 * 10 ** exponent(self.currency) // 10, self.currency)
            raise ValidationError(_("Write the amount like %(example)s.") % {"example": example}) from None
        if not 0 < amount <= MOST:
            raise ValidationError(_("An amount is more than zero.") if amount <= 0 else _("An amount is out of range."))
        return amount

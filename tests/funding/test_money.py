from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from funding.money import MoneyField, read_amount, split

weights = st.lists(st.integers(0, 10**6) | st.fractions(0, 1000), min_size=1, max_size=30).filter(any)


@given(st.integers(0, 10**15), weights)
def test_a_split_loses_nothing_and_strays_by_less_than_one_unit(amount, weights):
    parts = split(amount, weights)
    total = sum(weights, Fraction(0))
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        share = Fraction(amount) * weight / total
        assert share - 1 < part < share + 1
        assert weight or part == 0


@given(st.integers(0, 10**9), weights)
def test_a_larger_remainder_never_gets_less(amount, weights):
    total = sum(weights, Fraction(0))
    shares = [Fraction(amount) * weight / total for weight in weights]
    given_up = [
        (share - int(share), part - int(share)) for share, part in zip(shares, split(amount, weights), strict=True)
    ]
    assert [got for _remainder, got in sorted(given_up)] == sorted(got for _remainder, got in given_up)


def test_of_equal_remainders_the_earlier_comes_first():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(5, [1, 1, 1]) == [2, 2, 1]
    assert split(10, [Fraction(1, 3), Fraction(2, 3)]) == [3, 7]
    assert split(0, [1, 2]) == [0, 0]


@pytest.mark.parametrize(("amount", "weights"), [(-1, [1]), (1, [0, 0]), (1, [-1, 2]), (1, [])])
def test_what_cannot_be_split_is_said(amount, weights):
    with pytest.raises(ValueError):
        split(amount, weights)


@pytest.mark.parametrize(
    ("language", "text", "currency", "minor"),
    [
        ("en", "1,234.50", "EUR", 123450),
        ("en", "1234.5", "EUR", 123450),
        ("en", " 1234 ", "EUR", 123400),
        ("en", "1,000", "JPY", 1000),
        ("en", "1.234", "KWD", 1234),
        ("en", "12 EUR", "EUR", 1200),
        ("es", "1.234,50", "EUR", 123450),
        ("es", "1234,5", "EUR", 123450),
        ("es", "1.500", "EUR", 150000),
        ("fr", "1 234,50", "EUR", 123450),
        ("ar", "١٢٣٤٫٥", "EUR", 123450),
        ("ar", "1,234.50", "EUR", 123450),
    ],
)
def test_an_amount_is_read_as_the_reader_writes_it(language, text, currency, minor):
    with override(language):
        assert read_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("language", "text", "currency"),
    [
        ("en", "1,50", "EUR"),
        ("es", "1.50", "EUR"),
        ("en", "1.005", "EUR"),
        ("en", "1.5", "JPY"),
        ("en", "1e5", "EUR"),
        ("en", "NaN", "EUR"),
        ("en", "Infinity", "EUR"),
        ("en", "1_000", "EUR"),
        ("en", "=1+1", "EUR"),
        ("en", "", "EUR"),
        ("en", "12 USD", "EUR"),
    ],
)
def test_what_could_be_read_in_two_ways_is_no_amount(language, text, currency):
    with override(language), pytest.raises(ValueError):
        read_amount(text, currency)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0", "more than zero"),
        ("-5", "more than zero"),
        ("92233720368547758.08", "out of range"),
        ("1,50", "€1,234.50"),
    ],
)
def test_a_form_says_how_to_write_an_amount(text, told):
    with pytest.raises(ValidationError, match=told):
        MoneyField().clean(text)
    assert MoneyField().clean("92233720368547758.07") == 2**63 - 1

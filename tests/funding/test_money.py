from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.money import split

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

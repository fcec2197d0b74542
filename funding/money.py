"""Sums split without losing a cent."""

from collections.abc import Sequence
from fractions import Fraction

MOST = 2**63 - 1  # minor units; what an amount in the books can hold


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

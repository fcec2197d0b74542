"""How far two who looked at the same pieces agree. Pure, in exact fractions.

Weighted kappa: J. Cohen, “Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial
credit”, Psychological Bulletin 70 (1968) 213-220; with weights that grow with the distance of two levels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """`kappa`: 1 is full agreement, 0 what chance alone would give; None where both put everything on one level."""

    of: int
    exact: int
    within_one: int  # exact ones among them
    kappa: Fraction | None


def agreement_of(pairs: Sequence[tuple[int, int]]) -> Agreement:
    distances = [abs(one - other) for one, other in pairs]
    return Agreement(
        of=len(pairs),
        exact=sum(distance == 0 for distance in distances),
        within_one=sum(distance <= 1 for distance in distances),
        kappa=_weighted_kappa(pairs),
    )


def _weighted_kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """1 less observed / expected disagreement, as the levels are spread on either side."""
    firsts, seconds = Counter(one for one, _other in pairs), Counter(other for _one, other in pairs)
    observed = len(pairs) * sum(abs(one - other) for one, other in pairs)
    expected = sum(n * m * abs(one - other) for one, n in firsts.items() for other, m in seconds.items())
    return 1 - Fraction(observed, expected) if expected else None

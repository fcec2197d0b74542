"""How one group fares beside all others: the difference and the ratio of two shares, with 95 % intervals. Pure.

Intervals of a share are Wilson's (1927, Journal of the American Statistical Association 22); of a difference of shares
Newcombe's, from Wilson's (1998, Statistics in Medicine 17, method 10); of a ratio that of Katz and others, on the
logarithm (1978, Biometrics 34)."""

from collections.abc import Iterable, Mapping
from math import exp, log, sqrt
from typing import NamedTuple

Z = 1.959964  # standard deviations on both sides of a normal distribution's mean that hold 95 % of it


class Interval(NamedTuple):
    low: float
    value: float
    high: float


class Gap(NamedTuple):
    """Of `reached` out of `ended` in a group, and in all other groups together."""

    value: str
    reached: int
    ended: int
    others_reached: int
    others_ended: int

    @property
    def share(self) -> Interval:
        return wilson(self.reached, self.ended)

    @property
    def difference(self) -> Interval:
        """The group's share less the others', from -1 to 1."""
        mine, theirs = self.share, wilson(self.others_reached, self.others_ended)
        less = sqrt((mine.value - mine.low) ** 2 + (theirs.high - theirs.value) ** 2)
        more = sqrt((mine.high - mine.value) ** 2 + (theirs.value - theirs.low) ** 2)
        apart = mine.value - theirs.value
        return Interval(apart - less, apart, apart + more)

    @property
    def ratio(self) -> Interval | None:
        """The group's share through the others'; None where one of them is nought."""
        if not self.reached or not self.others_reached:
            return None
        value = (self.reached / self.ended) / (self.others_reached / self.others_ended)
        spread = sqrt(1 / self.reached - 1 / self.ended + 1 / self.others_reached - 1 / self.others_ended)
        return Interval(exp(log(value) - Z * spread), value, exp(log(value) + Z * spread))

    @property
    def is_clear(self) -> bool:
        """The interval of the difference leaves out nought: chance alone would seldom bring it about."""
        low, _value, high = self.difference
        return low > 0 or high < 0


def wilson(reached: int, ended: int) -> Interval:
    """A share and its interval, from 0 to 1. `ended` is more than nought."""
    share, weight = reached / ended, Z * Z / ended
    middle = (share + weight / 2) / (1 + weight)
    half = Z * sqrt(share * (1 - share) / ended + weight / (4 * ended)) / (1 + weight)
    return Interval(max(0.0, middle - half), share, min(1.0, middle + half))


def gaps(table: Mapping[str, Mapping[str, int]], *, reached: Iterable[str]) -> list[Gap]:
    """Of {group: {outcome: n}}, the outcome "" being under way; groups of which nothing has ended are left out.

    A group stands beside all others, so there have to be two at least."""
    good, counted = set(reached), {}
    for value, row in table.items():
        ended = sum(n for outcome, n in row.items() if outcome)
        if ended:
            counted[value] = (sum(n for outcome, n in row.items() if outcome in good), ended)
    if len(counted) < 2:
        return []
    all_reached, all_ended = (sum(column) for column in zip(*counted.values(), strict=True))
    return [Gap(value, mine, of, all_reached - mine, all_ended - of) for value, (mine, of) in counted.items()]

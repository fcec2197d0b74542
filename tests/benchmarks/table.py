"""How a figure is given: what, how much, against what bound."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Line(NamedTuple):
    what: str
    figure: float
    unit: str
    bound: float | None = None
    at_least: bool = True

    @property
    def holds(self) -> bool:
        if self.bound is None:
            return True
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound


def show(lines: list[Line]) -> int:
    """Print the table; 1 when a bound is missed."""
    width = max(len(line.what) for line in lines)
    print(f"\n{'':{width}}  {'figure':>12}  {'bound':>12}")
    for line in lines:
        sign = "≥" if line.at_least else "≤"
        bound = "" if line.bound is None else f"{sign} {line.bound:g}"
        print(f"{line.what:{width}}  {line.figure:>9.3g} {line.unit:<3} {bound:>12}  {'' if line.holds else 'MISSED'}")
    missed = [line for line in lines if not line.holds]
    print(
        f"\n{len(missed)} of {sum(line.bound is not None for line in lines)} bounds missed"
        if missed
        else "\nEvery bound holds."
    )
    return bool(missed)


def rate(act: Callable[[], object], seconds: float) -> float:
    """How often a second."""
    end, done, begun = time.perf_counter() + seconds, 0, time.perf_counter()
    while time.perf_counter() < end:
        act()
        done += 1
    return done / (time.perf_counter() - begun)


def ratio(
    act: Callable[[], object], reference: Callable[[], object], *, rounds: int = 9, seconds: float = 0.5
) -> tuple[float, float, float]:
    """Medians over rounds that alternate: of both rates, and of their ratio."""
    act(), reference()
    pairs = [(rate(act, seconds), rate(reference, seconds)) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )

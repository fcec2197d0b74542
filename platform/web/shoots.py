"""The network's picture: communities as shoots of one root."""

from collections.abc import Iterable, Mapping, Sequence
from math import sin
from typing import Any, NamedTuple

LEAVES = (
    "M0 3C-9 2-15-6-14-17-5-16 0-8 0 3zM0 3C0-9 6-18 17-20 18-8 12 1 0 3z",
    "M0 3C0-8 5-15 14-16 15-6 9 2 0 3zM0 3C-12 1-18-8-17-20-6-18 0-9 0 3z",
)
GROUND, DEPTH = 84.0, 14.0  # where the root's band begins and how deep it is, per cent of the height
SKY = 10.0  # the tip of the tallest shoot


class Shoot(NamedTuple):
    hue: int
    x: str
    foot: str
    tip: str
    leaf: str


class Drawing(NamedTuple):
    roots: list[str]
    shoots: list[Shoot]


def drawn(shoots: Iterable[Any]) -> Drawing:
    """`shoots`: (hue, height from 0 to 100, label) or mappings with these names, shown from low to high."""
    known = sorted((_read(shoot) for shoot in shoots), key=lambda shoot: shoot[1])
    return Drawing(
        roots=[_path(number) for number in range(3)],
        shoots=[_shoot(number, len(known), hue, height) for number, (hue, height) in enumerate(known)],
    )


def _read(shoot: Mapping[str, Any] | Sequence[Any]) -> tuple[int, float]:
    hue, height = (shoot["hue"], shoot["height"]) if isinstance(shoot, Mapping) else (shoot[0], shoot[1])
    return int(hue), min(max(float(height), 0), 100)


def _shoot(number: int, count: int, hue: int, height: float) -> Shoot:
    x = 3.5 + 93 * (number + 0.5 * (count == 1)) / max(count - 1, 1)
    foot = GROUND + _root_y(0, x * 10) * DEPTH / 100
    tip = foot - 12 - height / 100 * (GROUND - 12 - SKY)
    return Shoot(hue, f"{x:.1f}%", f"{foot:.1f}%", f"{tip:.1f}%", LEAVES[number % 2])


def _path(number: int) -> str:
    return "M" + " ".join(f"{x} {_root_y(number, x):.1f}" for x in range(0, 1001, 25))


def _root_y(number: int, x: float) -> float:
    """Three slow waves that cross one another."""
    shift = number * 2.1
    return 48 + 20 * sin(x / 95 + shift) + 10 * sin(x / 41 + shift * 1.7)

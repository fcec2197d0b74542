"""How a score becomes a level of a community's mastery scale."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any


def level_of(score: Decimal, scale: Sequence[Mapping[str, Any]]) -> int:
    """The highest level whose `from` (per cent) the score reaches; 1 is the lowest, whatever its `from`."""
    reached = [level for level, step in enumerate(scale, 1) if score >= Decimal(str(step["from"]))]
    return max(reached, default=1)

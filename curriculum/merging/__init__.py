"""Three states of a curriculum brought together, by the keys of its nodes and field by field: pure, no tables."""

from curriculum.merging.changes import ABOUT, Offered, Spot, about_changes, changes
from curriculum.merging.joining import Joined, join
from curriculum.merging.parts import chosen, newer_part, own_part, part_of

__all__ = [
    "ABOUT",
    "Joined",
    "Offered",
    "Spot",
    "about_changes",
    "changes",
    "chosen",
    "join",
    "newer_part",
    "own_part",
    "part_of",
]

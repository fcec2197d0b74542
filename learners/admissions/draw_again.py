"""Draws a published lottery again: python3 draw_again.py DRAW.json

Needs nothing but Python. Prints the receipt codes in the order of the draw; exits with 1 and says what differs where
the seed is not the one committed to, the list is another, or the order is not the one published.

Each application has a code, a group (0 comes first) and a number (the order of asking). By lot: sorted by group, then
by SHA-256 of seed, list hash and code as written, one after the other. In the order of asking: sorted by group, then
by number. The list hash is SHA-256 of the lines "code group", sorted, joined by line feeds. Hashes are hexadecimal.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def list_hash(applications: Iterable[dict[str, Any]]) -> str:
    return digest("\n".join(sorted(f"{one['code']} {one['group']}" for one in applications)))


def order_of(draw: dict[str, Any]) -> list[str]:
    """The codes, first to last."""
    start = draw["seed"] + list_hash(draw["applications"])

    def rank(one: dict[str, Any]) -> tuple[int, str, int]:
        by_lot = draw["order"] == "lottery"
        return one["group"], digest(start + one["code"]) if by_lot else "", one["number"]

    return [one["code"] for one in sorted(draw["applications"], key=rank)]


def faults(draw: dict[str, Any]) -> list[str]:
    """What does not agree, a sentence each."""
    found = []
    if draw["order"] == "lottery" and digest(draw["seed"]) != draw["commitment"]:
        found.append("The seed is not the one that was committed to.")
    if list_hash(draw["applications"]) != draw["list_hash"]:
        found.append("The list of applications is not the one that was drawn from.")
    if order_of(draw) != draw["result"]:
        found.append("The order is not the one that was published.")
    return found


def main(path: str) -> int:
    with open(path, encoding="utf-8") as file:
        draw = json.load(file)
    for place, code in enumerate(order_of(draw), 1):
        print(place, code)
    for fault in faults(draw):
        print(fault, file=sys.stderr)
    return 1 if faults(draw) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

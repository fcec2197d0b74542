#!/usr/bin/env python3
"""Checks a community's decision record that was downloaded: python3 check_record.py RECORD.jsonl [HASH …]

Every decision must be what it was when it was sealed, in its place, none missing. Each HASH is one that somebody noted
from the decisions page earlier: the record must still hold it, which is what shows that nothing was cut off its end
and that the whole was not written anew. Needs nothing but Python 3.9 or later. Exit code 0: proved; 1: not; 2: no such
file. The format is described in README.md beside this file."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FORMAT = "rhizome-decisions-1"
GENESIS = "0" * 64  # stands for the decision before the first
LARGEST = 2**53 - 1  # what every program reads as a whole number (RFC 7493)


def canonical(value: Any) -> str:
    """The one way to write a value as JSON: RFC 8785 for values without fractions."""
    _refuse_fractions(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def hash_of(decision: dict[str, Any]) -> str:
    """SHA-256, in hex, of everything a decision's line says but for the hash itself."""
    said = {key: value for key, value in decision.items() if key != "hash"}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def faults(lines: Iterable[str], noted: Iterable[str] = ()) -> Iterator[str]:
    """What is wrong with a downloaded record, place by place."""
    found = enumerate(lines, 1)
    head = _object(next(found, (1, ""))[1]) or {}
    if head.get("format") != FORMAT:
        yield f"line 1: this is no record in the format {FORMAT}"
        return
    number, previous, missing = 0, GENESIS, set(noted)
    for place, line in found:
        decision = _object(line)
        if decision is None:
            yield f"line {place}: not written as a record is; after decision {number}"
            continue
        for fault in link_faults(decision, number, previous, head.get("community")):
            yield f"line {place}: {fault}"
        number, previous = _whole(decision.get("number"), number + 1), str(decision.get("hash"))
        missing.discard(previous)
    if (number, previous) != (head.get("decisions"), head.get("head")):
        yield f"the end: line 1 says {head.get('decisions')} decisions, the last of them sealed {head.get('head')}"
    for hash_ in sorted(missing):
        yield f"the end: no decision bears the noted hash {hash_}; the record was cut off or written anew"


def link_faults(decision: dict[str, Any], number: int, previous: str, community: Any) -> Iterator[str]:
    """What is wrong with a decision that follows the one of this number and hash."""
    name = f"decision {decision.get('number')}"
    if decision.get("number") != number + 1:
        yield f"decision {number + 1} is missing: {name} stands in its place"
    if decision.get("community") != community:
        yield f"{name} belongs to another community"
    if decision.get("previous") != previous:
        yield f"{name} does not follow the decision before it: the hash of that one is not the one it names"
    if not _is_as_sealed(decision):
        yield f"{name} is not what was sealed: its hash does not fit what it says"


def _is_as_sealed(decision: dict[str, Any]) -> bool:
    try:
        return bool(decision.get("hash") == hash_of(decision))
    except ValueError:  # says what no record can
        return False


def _object(line: str) -> "dict[str, Any] | None":
    """What a line says, or nothing if it is not written in the one way."""
    text = line.rstrip("\n")
    try:
        said = json.loads(text)
        return said if isinstance(said, dict) and canonical(said) == text else None
    except (ValueError, RecursionError):
        return None


def _whole(said: Any, otherwise: int) -> int:
    return said if isinstance(said, int) else otherwise


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST):
        raise ValueError(f"Neither fractions nor whole numbers beyond {LARGEST} can be sealed: {value}")
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        _refuse_fractions(part)


def main() -> int:
    asked = argparse.ArgumentParser(description="Checks a decision record that was downloaded.")
    asked.add_argument("record", type=Path)
    asked.add_argument("noted", nargs="*", metavar="HASH", help="one that was noted earlier")
    given = asked.parse_args()
    if not given.record.is_file():
        print(f"There is no file {given.record}.", file=sys.stderr)
        return 2
    with given.record.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        wrong = 0
        for fault in faults(lines, given.noted):
            wrong += 1
            print(fault)
    if wrong:
        return 1
    print("Every decision is what was sealed, in its place, none missing.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
